export type { Questionnaire } from './form.ts';
export { surveyOperations } from './operations.ts';
export { readQuestionnaires } from './packs.ts';
export { announceDue } from './periodic.ts';
export type { Member, Population, Survey, SurveyHead, SurveyPorts, SurveyStore, Turnout } from './ports.ts';
