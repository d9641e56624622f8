export { type DigestLine, digestOf } from './digest.ts';
export { binomialTail } from './exact-test.ts';
export { qValues } from './false-discovery.ts';
export { type CauseRecord, type Finding, keyOf, type Mined, type MiningPlan, mineCauses, type Window } from './mine.ts';
