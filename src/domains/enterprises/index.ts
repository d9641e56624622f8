import { disputeOperations } from './dispute-operations.ts';
import type { EnterprisePorts } from './enterprise-ports.ts';
import { gradientOperations } from './gradient-operations.ts';
import { importOperations } from './import-operations.ts';
import { recordOperations } from './record-operations.ts';

export { type ReminderPorts, remindOfCertificates } from './certificates.ts';
export * from './changes/index.ts';
export * from './consents/index.ts';
export { compileRules, settleStirred } from './derive.ts';
export { applyCorrections, correctionDiffers, DISPUTE_CHECKS } from './dispute-operations.ts';
export type { EnterprisePorts } from './enterprise-ports.ts';
export { type OneCodePorts, oneCodeOperations } from './one-code/index.ts';
export type * from './one-code/ports.ts';
export type * from './ports.ts';
export { runNextImport } from './run-import.ts';
export { stateFacts } from './stated-value.ts';

/** 企业: who they are, what is known of them, whence, since when; and what follows from it. */
export const enterpriseOperations = (ports: EnterprisePorts) => [
  ...recordOperations(ports),
  ...gradientOperations(ports),
  ...disputeOperations(ports),
  ...importOperations(ports),
];
