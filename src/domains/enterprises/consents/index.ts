export { consentOperations } from './operations.ts';
export type { Consent, ConsentPorts, ConsentStore } from './ports.ts';
