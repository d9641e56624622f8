export { type LookBackFrame, lookBackFrame } from './frame.ts';
export { ResultGiven, type ResultTaken, takeResult } from './result.ts';
export { announce, drawWith, getDraw, selectedOf } from './run.ts';
export { type Draw, DrawRequest, type DrawResult, type DrawStore, type DrawSummary, SeedGiven } from './schema.ts';
