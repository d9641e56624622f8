export { provesCommitment } from './commitment.ts';
export { privacyOperations } from './operations.ts';
export type { Erased, Erasing, KeptMonths, PrivacyStore, Schedule, StoredContent } from './ports.ts';
export { Retention, type RetentionPorts, runRetention } from './retention.ts';
export type { UnmaskPorts } from './unmask.ts';
