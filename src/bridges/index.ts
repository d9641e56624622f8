export { policyPayments } from './policies-to-funds.ts';
