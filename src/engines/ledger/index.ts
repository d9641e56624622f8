export { ACCOUNTS, type Account, type Balances, EMPTY, type Posting, totalOf, usedOf } from './accounts.ts';
export type { Books, BudgetLine, LedgerAct, LedgerItem, PaymentKey } from './acts.ts';
export { type Anomaly, findAnomalies, type WatchedItem, type WatchLimits } from './anomalies.ts';
export {
  type Batch,
  type BatchStatus,
  type BatchStep,
  findBatchProblems,
  type Payment,
  stepBatch,
} from './batch.ts';
export { decideLedger, postLedger } from './decide-ledger.ts';
export {
  auditEntries,
  auditMore,
  auditSums,
  chainEntries,
  type Entry,
  type EntryDraft,
  type EntrySums,
  GENESIS,
  type LedgerFinding,
} from './entries.ts';
export { type BankLine, lineKey, type Mismatch, type Reconciliation, reconcile, type Told } from './reconcile.ts';
