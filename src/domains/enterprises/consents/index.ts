export type { Consent, ConsentStore } from './consent.ts';
export { consentOperations } from './operations.ts';
export type { ConsentPorts } from './ports.ts';
