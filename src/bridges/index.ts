export { policyPayments } from './policies-to-funds.ts';
export { trialSet, trialSets } from './policies-to-simulation.ts';
