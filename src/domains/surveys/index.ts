export type { Questionnaire } from './form.ts';
export { surveyOperations } from './operations.ts';
export { readQuestionnaires } from './packs.ts';
export { announceDue } from './periodic.ts';
export type {
  Member,
  Population,
  Survey,
  SurveyHead,
  SurveyPorts,
  SurveyStore,
  SurveyTexts,
  TextOutcome,
  Turnout,
} from './ports.ts';
export { textInvitations } from './text-invitations.ts';
