export { amountExpression, amountWords } from './amount.ts';
export { type CompiledClause, programOn, sayText } from './compile.ts';
export type { PolicyFinding } from './finding.ts';
export { type LibraryClause, type LibraryPolicy, loadPolicy, policyFindingText } from './load.ts';
export { ASKED_DAY, conditionId, ruleSetOf } from './rules.ts';
export { type PolicyCaseResult, runPolicyCases } from './run-cases.ts';
export { Clause, KnownValue, type Mode, Policy, unpaired } from './schema.ts';
