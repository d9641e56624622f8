export { amountExpression, amountWords } from './amount.ts';
export {
  ASKED_DAY,
  type ClauseProblem,
  type CompiledClause,
  type CompiledCondition,
  compileClause,
} from './compile.ts';
export type { PolicyFinding } from './finding.ts';
export { type LibraryClause, type LibraryPolicy, loadPolicy, policyFindingText } from './load.ts';
export { type PolicyCaseResult, runPolicyCases } from './run-cases.ts';
export { Clause, type Mode, Policy } from './schema.ts';
