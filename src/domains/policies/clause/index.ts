export { amountExpression, amountWords } from './amount.ts';
export {
  ASKED_DAY,
  type ClauseProblem,
  type CompiledClause,
  type CompiledCondition,
  compileClause,
  wholeCondition,
} from './compile.ts';
export { type LibraryClause, type LibraryPolicy, loadPolicy, type PolicyFinding, policyFindingText } from './load.ts';
export { type PolicyCaseResult, runPolicyCases } from './run-cases.ts';
export { Clause, type Mode, Policy } from './schema.ts';
