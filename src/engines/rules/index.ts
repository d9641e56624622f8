export { type Compiled, compileRules, type RuleBook } from './book.ts';
export { type Boundary, boundariesOf } from './checks/boundaries.ts';
export { checkExpiry, checkPartition, checkProgram, type Doubt } from './checks/check-program.ts';
export { type AtomCoverage, coverageOf, lackingIn } from './checks/coverage.ts';
export { type Decision, decisionOf, type Replay, replay, type StoredFact } from './decision.ts';
export { type Assessment, assess, type Outcome, type Truth } from './explain/assess.ts';
export { explainPart, type PartExplanation } from './explain/explain-parts.ts';
export { explainRule, type RuleExplanation, type Step, stepsOf } from './explain/explain-rule.ts';
export type { Gap } from './explain/gap.ts';
export { outcomeIn } from './explain/outcome-in.ts';
export type { Unmet } from './explain/words.ts';
export { describeIssue } from './file/describe-issue.ts';
export {
  type CheckedFile,
  checkRuleFile,
  type FileFinding,
  factsWith,
  type LoadedFile,
  loadRuleFile,
} from './file/load.ts';
export { type CaseResult, factsOfCase, runCases } from './file/run-cases.ts';
export { type RuleCase, type RuleFile, WrittenDefinition, WrittenParameter } from './file/schema.ts';
export type { LegalDay } from './in-force.ts';
export { blocksOf } from './match/bits.ts';
export {
  type AtomIndex,
  fillIndex,
  matchBlocks,
  newIndex,
} from './match/match.ts';
export { filledFrom, patchColumn } from './match/merge-columns.ts';
export { addParts, type Grouping, type MatchPart } from './match/part.ts';
export { type MatchPlan, planMatch } from './match/plan.ts';
export {
  type CodeColumn,
  type Column,
  dateColumn,
  narrow as narrowCodes,
  numberColumn,
  type Population,
  populationOf,
  sharedDays,
  sharedFloats,
} from './match/population.ts';
export { groupingBy, matchAll, type NamedGrouping, type RuleTotal, totalOf } from './match/results.ts';
export { ROW_NO, ROW_UNKNOWN, ROW_YES, rowAnswers } from './match/row-answers.ts';
export { type RuleRow, ruleRows } from './match/rule-rows.ts';
export { openWhatIf, type WhatIf } from './match/what-if.ts';
export { type Program, type ProgramRule, programFor, type Supposed, type UsedParameter } from './program.ts';
export type {
  Clause,
  Definition,
  Literal,
  Parameter,
  ParameterValue,
  Rule,
  RuleFinding,
  RulePart,
  RuleSet,
  Validity,
} from './source.ts';
export { quotedName, type Relation, type SqlQuery, toSql } from './sql/to-sql.ts';
export { NotTranslatable } from './sql/value.ts';
export { type Block, blockOf, textOfBlock } from './table/block.ts';
export { type DecisionTable, tableOf, textOfTable } from './table/decision-table.ts';
export { type DmnRead, readDmn } from './table/read-dmn.ts';
export { classifiedOf, coarsen, mapColumn } from './trial/coarse.ts';
export type { Cell, Dimension, Line, Totals } from './trial/figures.ts';
export { type GuardedCell, LEAST, shownCell, shownTotals } from './trial/guard.ts';
export type { Handle } from './trial/handle.ts';
export { liftLiterals } from './trial/lift.ts';
export { openTrial } from './trial/open-trial.ts';
export type { GroupCap, Order, Rationing, Terms } from './trial/settle.ts';
export type {
  CurvePoint,
  RowAmount,
  RuleFigures,
  Trial,
  TrialAnswer,
  TrialAsk,
  TrialDesk,
  TrialSource,
  Which,
} from './trial/trial.ts';
