export { checkScheme } from './check-scheme.ts';
export { decompose, type Gap, type GapPart, type Standing } from './decompose.ts';
export { type Formula, type FormulaInput, formulaOf, formulaValue, inputsOf, isFormula } from './formula.ts';
export type { FrameInput } from './frame.ts';
export {
  type GradeCut,
  type GradeInput,
  type GradeLine,
  type GradeRun,
  gradeRun,
  gradesOnly,
  gradeText,
} from './grade-run.ts';
export type { LeagueRow } from './league.ts';
export { type MissingCode, Observation } from './observation.ts';
export type { Quantity } from './quantity.ts';
export { type Regraded, type Reweighed, reweigh, type WeightChange } from './reweigh.ts';
export {
  leagueAt,
  type NodeScore,
  type Run,
  type RunIdentity,
  type RunInput,
  runScheme,
  runText,
  scoreAt,
  scoreOnly,
} from './run.ts';
export {
  type Branch,
  indicatorOf,
  isBranch,
  Leaf,
  leavesOf,
  Scheme,
  type SchemeInput,
  type SchemeNode,
} from './scheme.ts';
export type { SchemeFinding } from './scheme-finding.ts';
export { SchemeSource } from './source.ts';
export { type Change, type Sensitivity, sensitivityOf, type WhatIf, whatIf } from './what-if.ts';
