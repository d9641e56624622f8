export { provesCommitment } from './commitment.ts';
export { privacyOperations } from './operations.ts';
export type {
  Erased,
  ErasedWords,
  Erasing,
  KeptMonths,
  PrivacyStore,
  RecordEraser,
  Schedule,
  StoredContent,
} from './ports.ts';
export { type RecordPorts, runRecordRetention } from './records.ts';
export { Retention, type RetentionPorts, runRetention } from './retention.ts';
export type { UnmaskPorts } from './unmask.ts';
