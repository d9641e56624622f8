export type { Pair, Sides } from './effect.ts';
export { reviewOperations } from './operations.ts';
export type { Budget, FactChoice, Reached, Review, ReviewedClause, ReviewPorts } from './ports.ts';
