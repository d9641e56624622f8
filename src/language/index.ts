export { type Catalogue, declare, type FactDeclaration } from './catalogue.ts';
export type { Expected } from './check.ts';
export { codePrefix } from './compare.ts';
export type { Diagnostic } from './diagnostics.ts';
export { displayValue, type JsonValue, toJson } from './display.ts';
export { type Evaluation, type Explanation, evaluate, evaluator, explain } from './evaluate.ts';
export {
  add,
  compareExact,
  divide,
  type Exact,
  exactFromNumber,
  exactText,
  multiply,
  negate,
  type Ratio,
  ratio,
  roundTo,
  subtract,
  toJsonNumber,
} from './exact.ts';
export {
  type Expression,
  formatExpression,
  namesIn,
  type ParseResult,
  parseExpression,
  sayExpression,
  typeOf,
} from './expression.ts';
export { evaluateWithJsonFacts, inferCatalogue, type JsonEvaluation } from './infer.ts';
export { nearest } from './nearest.ts';
export { normalise } from './normalise.ts';
export { childrenOf, type Node } from './syntax.ts';
export { type Titles, type Type, titleOf, typeName } from './types.ts';
export { writtenUnit } from './units.ts';
export type { Facts, FactValue, Value } from './values.ts';
