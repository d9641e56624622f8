export { createScenarioStore } from './scenario-store.ts';
