import type { BatchRow, ItemRow, LineRow, PaymentRow } from '#domains/funds';
import { type Balances, EMPTY, type Entry } from '#engines/ledger';
import type { Money } from '#kernel';

type Kept = Omit<Balances, 'granted' | 'available'>;

const balancesOf = (row: Kept): Balances => ({
  ...EMPTY,
  committed: row.committed,
  payable: row.payable,
  sent: row.sent,
  advanced: row.advanced,
  paid: row.paid,
  receivable: row.receivable,
});

export type LineRecord = Kept & {
  readonly id: string;
  readonly title: string;
  readonly policy: string;
  readonly year: number;
  readonly owner_unit: string;
  readonly created_at: number;
  readonly seq: number;
  readonly head: string;
  readonly granted: Money;
  readonly available: Money;
};

export const lineOf = (row: LineRecord): LineRow => ({
  id: row.id,
  title: row.title,
  policy: row.policy,
  year: row.year,
  owner: row.owner_unit,
  createdAt: row.created_at,
  seq: row.seq,
  head: row.head,
  balances: { ...balancesOf(row), granted: row.granted, available: row.available },
});

export type ItemRecord = Kept & {
  readonly id: string;
  readonly line_id: string;
  readonly policy_version: string;
  readonly enterprise_id: string;
  readonly period: string;
  readonly payee: string;
  readonly purpose: string;
  readonly exclusion: string | null;
  readonly matter_id: string | null;
  readonly advance: boolean;
  readonly batch_id: string | null;
  readonly stage_since: number;
  readonly created_at: number;
};

export const itemOf = (row: ItemRecord): ItemRow => ({
  id: row.id,
  line: row.line_id,
  key: { policyVersion: row.policy_version, enterprise: row.enterprise_id, period: row.period },
  advance: row.advance,
  balances: balancesOf(row),
  payee: row.payee,
  purpose: row.purpose,
  exclusion: row.exclusion,
  matter: row.matter_id,
  batch: row.batch_id,
  stageSince: row.stage_since,
  createdAt: row.created_at,
});

export type PaymentRecord = {
  readonly batch_id: string;
  readonly reference: string;
  readonly item_id: string;
  readonly enterprise_id: string;
  readonly payee: string;
  readonly account: string;
  readonly amount: Money;
  readonly outcome: PaymentRow['outcome'];
  readonly settled_at: number | null;
  readonly bank_number: string | null;
  readonly why: string | null;
};

export const paymentOf = (row: PaymentRecord): PaymentRow => ({
  reference: row.reference,
  item: row.item_id,
  enterprise: row.enterprise_id,
  payee: row.payee,
  account: row.account,
  amount: row.amount,
  outcome: row.outcome,
  settledAt: row.settled_at,
  bankNumber: row.bank_number,
  why: row.why,
});

export type BatchRecord = {
  readonly id: string;
  readonly number: string;
  readonly line_id: string;
  readonly format: string;
  readonly status: BatchRow['status'];
  readonly prepared_by: string;
  readonly prepared_at: number;
  readonly approved_by: string | null;
  readonly approved_at: number | null;
  readonly sent_at: number | null;
};

export const batchOf = (row: BatchRecord, payments: readonly PaymentRecord[]): BatchRow => ({
  id: row.id,
  number: row.number,
  line: row.line_id,
  format: row.format,
  status: row.status,
  preparedBy: row.prepared_by,
  preparedAt: row.prepared_at,
  approvedBy: row.approved_by,
  approvedAt: row.approved_at,
  sentAt: row.sent_at,
  payments: payments.filter((each) => each.batch_id === row.id).map(paymentOf),
});

export type EntryRecord = Omit<Entry, 'item' | 'batch' | 'bankNumber'> & {
  readonly item_id: string | null;
  readonly batch_id: string | null;
  readonly bank_number: string | null;
};

export const entryOf = (row: EntryRecord): Entry => ({
  from: row.from,
  to: row.to,
  amount: row.amount,
  item: row.item_id,
  at: row.at,
  act: row.act,
  by: row.by,
  unit: row.unit,
  batch: row.batch_id,
  bankNumber: row.bank_number,
  note: row.note,
  seq: row.seq,
  prev: row.prev,
  hash: row.hash,
});
