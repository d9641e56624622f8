import { z } from 'zod';
import { ACCOUNTS, type Account, type Balances, usedOf } from '#engines/ledger';
import { stageOf } from './bookkeeping.ts';
import { type BatchRow, ITEM_STAGES, type ItemRow, type LineRow } from './ports.ts';

/** 分. */
const Fen = z.number().describe('分');
const BalancesView = z.object(Object.fromEntries(ACCOUNTS.map((each) => [each, Fen])) as Record<Account, typeof Fen>);
export const Id = z.string().min(1).max(64);

export const LineView = z.object({
  id: z.string(),
  title: z.string(),
  policy: z.string(),
  policyTitle: z.string().optional().describe('政策库里的名称；不在库里的不写'),
  year: z.number(),
  owner: z.object({ id: z.string(), name: z.string() }),
  balances: BalancesView,
  used: Fen.describe('已承诺以后的全部'),
});

export const ItemView = z.object({
  id: z.string(),
  line: z.string(),
  enterprise: z.object({ id: z.string(), name: z.string() }),
  policyVersion: z.string(),
  period: z.string(),
  purpose: z.string(),
  stage: z.enum(ITEM_STAGES),
  stageSince: z.number(),
  createdAt: z.number(),
  advance: z.boolean(),
  balances: BalancesView,
  batch: z.string().optional(),
  matter: z.string().optional(),
  account: z.boolean().optional().describe('企业已确认收款账户，可以拨付'),
  problem: z.string().optional().describe('账户为什么不能用'),
});

export const Owed = z.object({
  claim: z.string(),
  title: z.string(),
  policy: z.string(),
  document: z.string(),
  article: z.string(),
  byRule: z.boolean(),
  decidedAt: z.number().optional(),
  reason: z.string().optional(),
  matter: z.string().optional(),
  batch: z.string().optional().describe('公示的批次'),
  conditions: z.array(z.object({ text: z.string(), outcome: z.enum(['yes', 'no', 'unknown']) })),
});

export const PaymentView = z.object({
  reference: z.string(),
  item: z.string(),
  enterprise: z.object({ id: z.string(), name: z.string() }),
  account: z.string().describe('账号末四位'),
  amount: Fen,
  outcome: z.enum(['arrived', 'returned']).optional(),
  settledAt: z.number().optional(),
  bankNumber: z.string().optional(),
  why: z.string().optional(),
});

export const BatchView = z.object({
  id: z.string(),
  number: z.string(),
  line: z.string(),
  format: z.string(),
  status: z.enum(['drafted', 'approved', 'sent', 'reconciled', 'cancelled']),
  payments: z.number(),
  total: Fen,
  preparedBy: z.string(),
  preparedAt: z.number(),
  approvedBy: z.string().optional(),
  approvedAt: z.number().optional(),
  sentAt: z.number().optional(),
});

export const EntryView = z.object({
  seq: z.number(),
  at: z.number(),
  act: z.string(),
  from: z.enum(ACCOUNTS),
  to: z.enum(ACCOUNTS),
  amount: Fen,
  by: z.string(),
  batch: z.string().optional(),
  bankNumber: z.string().optional(),
  note: z.string().optional(),
  hash: z.string(),
});

export const lineView = (line: LineRow, ownerName: string): z.infer<typeof LineView> => ({
  id: line.id,
  title: line.title,
  policy: line.policy,
  year: line.year,
  owner: { id: line.owner, name: ownerName },
  balances: { ...line.balances },
  used: usedOf(line.balances),
});

export const itemView = (item: ItemRow): z.infer<typeof ItemView> => ({
  id: item.id,
  line: item.line,
  enterprise: { id: item.key.enterprise, name: item.payee },
  policyVersion: item.key.policyVersion,
  period: item.key.period,
  purpose: item.purpose,
  stage: stageOf(item),
  stageSince: item.stageSince,
  createdAt: item.createdAt,
  advance: item.advance,
  balances: { ...(item.balances as Balances) },
  ...(item.batch ? { batch: item.batch } : {}),
  ...(item.matter ? { matter: item.matter } : {}),
});

export const batchView = (batch: BatchRow, names: ReadonlyMap<string, string>): z.infer<typeof BatchView> => ({
  id: batch.id,
  number: batch.number,
  line: batch.line,
  format: batch.format,
  status: batch.status,
  payments: batch.payments.length,
  total: batch.payments.reduce((sum, each) => sum + each.amount, 0),
  preparedBy: names.get(batch.preparedBy) ?? batch.preparedBy,
  preparedAt: batch.preparedAt,
  ...(batch.approvedBy ? { approvedBy: names.get(batch.approvedBy) ?? batch.approvedBy } : {}),
  ...(batch.approvedAt ? { approvedAt: batch.approvedAt } : {}),
  ...(batch.sentAt ? { sentAt: batch.sentAt } : {}),
});
