export { type DemoAccount, type DemoCity, type DemoPack, makeDemoCity } from './demo-city.ts';
export { growSheet } from './grow.ts';
export { type FactSheet, makeFactSheets } from './make-facts.ts';
export { type PlanStory, type PublishedMeasure, planSteps } from './plan-steps.ts';
export { scenario } from './scenario.ts';
export { readSeeds } from './schema.ts';
export { type InstallPorts, installDemo, type RunStep, type Seeded, type SeedPorts, seedDemo } from './seed-demo.ts';
export type { Step } from './step.ts';
export type { ScenarioOptions } from './story.ts';
