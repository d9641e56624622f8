export { type MatchPool, type MatchRun, openMatchPool, type ParallelMatch } from './match-pool.ts';
export { openTrialDesk } from './trial-desk.ts';
export type { MatchSource } from './worker-protocol.ts';
