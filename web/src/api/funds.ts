import { queryOptions } from '@tanstack/react-query';
import { call, get, post } from './client.ts';
import type { Named } from './types/index.ts';

export type Balances = Readonly<
  Record<'granted' | 'available' | 'committed' | 'payable' | 'sent' | 'advanced' | 'paid' | 'receivable', number>
>;
export type FundLine = {
  readonly id: string;
  readonly title: string;
  readonly policy: string;
  /** Absent: not in the library, claims do not find it. */
  readonly policyTitle?: string;
  readonly year: number;
  readonly owner: Named;
  readonly balances: Balances;
  readonly used: number;
};
export type FundEntry = {
  readonly seq: number;
  readonly at: number;
  readonly act: string;
  readonly from: keyof Balances;
  readonly to: keyof Balances;
  readonly amount: number;
  readonly note?: string;
  readonly bankNumber?: string;
};
export type FundStage = 'committed' | 'payable' | 'sent' | 'advanced' | 'paid' | 'receivable' | 'released';
export type FundItem = {
  readonly id: string;
  readonly line: string;
  readonly enterprise: Named;
  readonly policyVersion: string;
  readonly period: string;
  readonly purpose: string;
  readonly stage: FundStage;
  readonly stageSince: number;
  readonly advance: boolean;
  readonly balances: Balances;
  readonly batch?: string;
  readonly matter?: string;
  /** Of a list: whether the firm has said where its money goes. */
  readonly account?: boolean;
  /** Why its account cannot be used. */
  readonly problem?: string;
};
export type FundPayment = {
  readonly reference: string;
  readonly item: string;
  readonly enterprise: Named;
  readonly account: string;
  readonly amount: number;
  readonly outcome?: 'arrived' | 'returned';
  readonly bankNumber?: string;
  readonly why?: string;
};
export type FundBatch = {
  readonly id: string;
  readonly number: string;
  readonly line: string;
  readonly status: 'drafted' | 'approved' | 'sent' | 'reconciled' | 'cancelled';
  readonly payments: number;
  readonly total: number;
  readonly preparedBy: string;
  readonly preparedAt: number;
  readonly approvedBy?: string;
  readonly approvedAt?: number;
  readonly sentAt?: number;
};
export type FundBatchDetail = FundBatch & {
  readonly items: readonly FundPayment[];
  readonly bankLines: readonly {
    readonly bankNumber: string;
    readonly file: string;
    readonly row: number;
    readonly amount: number;
    readonly mismatch?: string;
    readonly matter?: string;
    /** A corrected receipt has settled it since. */
    readonly settled: boolean;
  }[];
};
type Lines = { readonly items: readonly FundLine[]; readonly formats: readonly { id: string; title: string }[] };
type LineDetail = FundLine & {
  readonly entries: readonly FundEntry[];
  readonly entryCount: number;
  readonly findings: readonly { readonly seq?: number; readonly what: string }[];
};
/** Why it is to be paid: the claim behind it. */
export type Owed = {
  readonly claim: string;
  readonly title: string;
  readonly policy: string;
  readonly document: string;
  readonly article: string;
  readonly byRule: boolean;
  readonly decidedAt?: number;
  readonly reason?: string;
  readonly matter?: string;
  readonly batch?: string;
  readonly conditions: readonly { readonly text: string; readonly outcome: 'yes' | 'no' | 'unknown' }[];
};
export type FundItemDetail = FundItem & {
  readonly lineView: FundLine;
  readonly owed?: Owed;
  readonly entries: readonly FundEntry[];
  readonly payments: readonly (FundPayment & { readonly batch: string })[];
};
export type OwnFunds = {
  readonly account?: {
    readonly holder: string;
    readonly bank: string;
    readonly tail: string;
    readonly confirmedAt: number;
  };
  /** Why nothing can be paid to it now. */
  readonly problem?: string;
  readonly items: readonly FundItem[];
};

const path = (id: string) => encodeURIComponent(id);

export const fundLinesQuery = (year?: string) =>
  queryOptions({
    queryKey: ['funds', 'lines', year],
    queryFn: ({ signal }) => get<Lines>('/funds/lines', { year }, signal),
  });
export const fundLineQuery = (id: string) =>
  queryOptions({
    queryKey: ['funds', 'line', id],
    queryFn: ({ signal }) => get<LineDetail>(`/funds/lines/${path(id)}`, undefined, signal),
  });
type Proof = {
  readonly entries: number;
  readonly findings: readonly { readonly seq?: number; readonly what: string }[];
};
export const fundProofQuery = (id: string) =>
  queryOptions({
    queryKey: ['funds', 'proof', id],
    queryFn: ({ signal }) => get<Proof>(`/funds/lines/${path(id)}/proof`, undefined, signal),
    enabled: false,
  });
type ItemQuery = { readonly line?: string; readonly holds?: string; readonly q?: string; readonly year?: string };
type FundItems = {
  readonly items: readonly FundItem[];
  readonly total: { readonly count: number; readonly sum: number };
};
export const fundItemsQuery = (query: ItemQuery) =>
  queryOptions({
    queryKey: ['funds', 'items', query],
    queryFn: ({ signal }) => get<FundItems>('/funds/items', { ...query, limit: 500 }, signal),
  });
export const fundItemQuery = (id: string) =>
  queryOptions({
    queryKey: ['funds', 'item', id],
    queryFn: ({ signal }) => get<FundItemDetail>(`/funds/items/${path(id)}`, undefined, signal),
  });
export const fundBatchesQuery = (line: string) =>
  queryOptions({
    queryKey: ['funds', 'batches', line],
    queryFn: async ({ signal }) =>
      (await get<{ items: readonly FundBatch[] }>('/funds/batches', { line }, signal)).items,
  });
/** A batch that waits for somebody. */
export type DeskBatch = Pick<FundBatch, 'id' | 'number' | 'payments' | 'total' | 'preparedBy' | 'preparedAt'> & {
  readonly status: 'drafted' | 'approved' | 'sent';
  readonly lineTitle: string;
};
export const fundDeskQuery = queryOptions({
  queryKey: ['funds', 'desk'],
  queryFn: async ({ signal }) => (await get<{ items: readonly DeskBatch[] }>('/funds/desk', undefined, signal)).items,
});
export const fundBatchQuery = (id: string) =>
  queryOptions({
    queryKey: ['funds', 'batch', id],
    queryFn: ({ signal }) => get<FundBatchDetail>(`/funds/batches/${path(id)}`, undefined, signal),
  });
export const ownFundsQuery = queryOptions({
  queryKey: ['funds', 'own'],
  queryFn: ({ signal }) => get<OwnFunds>('/funds/own', undefined, signal),
});

type NewLine = { readonly title: string; readonly policy: string; readonly year: number };
export const addFundLine = (line: NewLine, key: string) => post<FundLine>('/funds/lines', line, key);
type Budget = { readonly id: string; readonly amount: number; readonly note: string };
export const changeBudget = ({ id, ...budget }: Budget, key: string) =>
  post<FundLine>(`/funds/lines/${path(id)}/budget`, budget, key);
type NewItem = {
  readonly line: string;
  readonly enterprise: string;
  readonly policyVersion: string;
  readonly period: string;
  readonly purpose: string;
  readonly amount: number;
  readonly advance: boolean;
};
export const promiseFunds = (item: NewItem, key: string) => post<FundItem>('/funds/items', item, key);
type NewBatch = { readonly line: string; readonly items: readonly string[]; readonly format: string };
export const draftBatch = (batch: NewBatch, key: string) => post<FundBatch>('/funds/batches', batch, key);
type BatchMove = { readonly id: string; readonly step: 'approve' | 'send' | 'cancel' };
export const moveBatch = ({ id, step }: BatchMove, key: string) =>
  post<FundBatch>(`/funds/batches/${path(id)}/${step}`, {}, key);

export type Receipt = {
  readonly arrived: number;
  readonly returned: number;
  readonly known: number;
  readonly open: number;
  readonly mismatches: readonly { readonly row: number; readonly what: string }[];
  readonly errors: readonly { readonly row: number; readonly column: string; readonly what: string }[];
};
export function takeReceipt({ id, file }: { readonly id: string; readonly file: File }, key: string): Promise<Receipt> {
  const body = new FormData();
  body.append('file', file);
  return call('POST', `/funds/batches/${path(id)}/receipt`, { body, key });
}
type ItemAct = {
  readonly id: string;
  readonly act: 'release' | 'finalise' | 'reclaim' | 'recover';
  readonly amount: number;
  readonly note: string;
};
export const changeFundItem = ({ id, act, ...body }: ItemAct, key: string) =>
  post<FundItem>(`/funds/items/${path(id)}/acts/${act}`, body, key);
type Account = { readonly number: string; readonly holder: string; readonly bank: string };
export const confirmAccount = (account: Account, key: string) =>
  call<object>('PUT', '/funds/own/account', { body: account, key });

export const HELD_ACCOUNTS = ['committed', 'payable', 'sent', 'advanced', 'paid', 'receivable'] as const;

/** What a promise has in these accounts, `committed,payable`; without them everything, wherever it stands. */
export const heldOf = ({ balances }: Pick<FundItem, 'balances'>, accounts?: string): number => {
  const asked = accounts?.split(',');
  return HELD_ACCOUNTS.reduce((sum, each) => (asked?.includes(each) === false ? sum : sum + balances[each]), 0);
};

type Imported = {
  readonly lines: number;
  readonly granted: number;
  readonly same: number;
  readonly sum: number;
  readonly errors: readonly { readonly row: number; readonly what: string }[];
};
export function importBudgets(file: File, key: string): Promise<Imported> {
  const body = new FormData();
  body.append('file', file);
  return call('POST', '/funds/budgets', { body, key });
}
