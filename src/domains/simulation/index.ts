export { simulationOperations } from './operations.ts';
export type * from './ports.ts';
export type { Scenario, ScenarioStore } from './scenario/ports.ts';
