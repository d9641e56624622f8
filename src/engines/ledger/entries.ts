import { hashOf } from '#kernel';
import { ACCOUNTS, type Account, type Balances, EMPTY, moved, type Posting, totalOf } from './accounts.ts';

/** A posting as it was written down: who, when, why. Entries of a line are a chain; each carries the hash before it. */
export type Entry = Posting & {
  readonly seq: number;
  readonly at: number;
  readonly act: string;
  readonly by: string;
  /** The unit on whose behalf. */
  readonly unit: string | null;
  readonly batch: string | null;
  /** The bank's own number, where a bank said so. */
  readonly bankNumber: string | null;
  readonly note: string | null;
  readonly prev: string;
  readonly hash: string;
};

export type EntryDraft = Omit<Entry, 'seq' | 'prev' | 'hash'>;

export const GENESIS = '';

/** Draws the chain on: numbers the drafts from `seq` + 1 and hashes each with the one before. */
export function chainEntries(
  line: string,
  { seq, head }: { readonly seq: number; readonly head: string },
  drafts: readonly EntryDraft[],
): readonly Entry[] {
  let prev = head;
  return drafts.map((draft, at) => {
    const body = { ...draft, seq: seq + at + 1, prev };
    const hash = hashOf({ line, ...body });
    prev = hash;
    return { ...body, hash };
  });
}

export type LedgerFinding = { readonly seq: number | null; readonly what: string };

type Kept = { readonly balances: Balances; readonly seq: number; readonly head: string };
/** What a line's entries come to: how many there are, the last hash, the sum of each account. */
export type EntrySums = { readonly count: number; readonly head: string; readonly balances: Balances };

/** What is wrong with a line's entries and with the balances that were kept beside them. Nothing, if all is well. */
export function auditEntries(line: string, entries: readonly Entry[], kept: Kept): readonly LedgerFinding[] {
  const { sums, findings } = auditMore(line, { count: 0, head: GENESIS, balances: EMPTY }, entries);
  return [...findings, ...auditSums(sums, kept)];
}

/** The same piece by piece: goes on from what the entries before came to. */
export function auditMore(
  line: string,
  before: EntrySums,
  entries: readonly Entry[],
): { readonly sums: EntrySums; readonly findings: readonly LedgerFinding[] } {
  const findings: LedgerFinding[] = [];
  let { count, head, balances } = before;
  for (const entry of entries) {
    const { hash, ...body } = entry;
    count += 1;
    if (entry.seq !== count) findings.push({ seq: entry.seq, what: `分录序号不连续：应为 ${count}` });
    if (entry.prev !== head) findings.push({ seq: entry.seq, what: '与前一笔分录不衔接' });
    if (hashOf({ line, ...body }) !== hash) findings.push({ seq: entry.seq, what: '分录内容被改动' });
    head = hash;
    balances = moved(balances, entry);
  }
  return { sums: { count, head, balances }, findings };
}

/** Do the sums of the entries agree with what was kept; cheap, and blind to a word changed in an entry. */
export function auditSums({ count, head, balances }: EntrySums, kept: Kept): readonly LedgerFinding[] {
  const findings: LedgerFinding[] = [];
  if (kept.seq !== count) findings.push({ seq: null, what: `应有 ${kept.seq} 笔分录，实有 ${count} 笔` });
  if (kept.head !== head) findings.push({ seq: null, what: '最后一笔分录与账面不符' });
  for (const account of ACCOUNTS.filter((each: Account) => balances[each] !== kept.balances[each]))
    findings.push({ seq: null, what: `科目 ${account} 的余额与分录合计不符` });
  if (totalOf(kept.balances) !== 0) findings.push({ seq: null, what: '各科目合计不为零' });
  return findings;
}
