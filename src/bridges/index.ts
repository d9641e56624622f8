export { policyPayments } from './policies-to-funds.ts';
export { reviewedClauses } from './policies-to-review.ts';
export { trialSet, trialSets } from './policies-to-simulation.ts';
