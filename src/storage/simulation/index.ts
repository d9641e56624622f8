export { createFactColumns } from './fact-columns.ts';
export { createScenarioStore } from './scenario-store.ts';
