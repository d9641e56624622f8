export { checkScheme, type SchemeFinding } from './check-scheme.ts';
export { decompose, type Gap, type GapPart, type Standing } from './decompose.ts';
export type { FrameInput } from './frame.ts';
export type { LeagueRow } from './league.ts';
export { type MissingCode, Observation } from './observation.ts';
export {
  leagueAt,
  type NodeScore,
  type Run,
  type RunIdentity,
  type RunInput,
  runScheme,
  runText,
  scoreAt,
} from './run.ts';
export {
  type Branch,
  isBranch,
  type Leaf,
  Scheme,
  type SchemeInput,
  type SchemeNode,
  SchemeSource,
} from './scheme.ts';
export { type Change, type Sensitivity, sensitivityOf, type WhatIf, whatIf } from './what-if.ts';
