export { createMemberReader } from './member-reader.ts';
export { createSurveyStore } from './survey-store.ts';
