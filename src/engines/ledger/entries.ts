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

/** What is wrong with a line's entries and with the balances that were kept beside them. Nothing, if all is well. */
export function auditEntries(
  line: string,
  entries: readonly Entry[],
  kept: { readonly balances: Balances; readonly seq: number; readonly head: string },
): readonly LedgerFinding[] {
  const findings: LedgerFinding[] = [];
  let prev = GENESIS;
  let balances = EMPTY;
  for (const [at, entry] of entries.entries()) {
    const { hash, ...body } = entry;
    if (entry.seq !== at + 1) findings.push({ seq: entry.seq, what: `分录序号不连续：应为 ${at + 1}` });
    if (entry.prev !== prev) findings.push({ seq: entry.seq, what: '与前一笔分录不衔接' });
    if (hashOf({ line, ...body }) !== hash) findings.push({ seq: entry.seq, what: '分录内容被改动' });
    prev = hash;
    balances = moved(balances, entry);
  }
  if (kept.seq !== entries.length)
    findings.push({ seq: null, what: `应有 ${kept.seq} 笔分录，实有 ${entries.length} 笔` });
  if (kept.head !== prev) findings.push({ seq: null, what: '最后一笔分录与账面不符' });
  for (const account of ACCOUNTS.filter((each: Account) => balances[each] !== kept.balances[each]))
    findings.push({ seq: null, what: `科目 ${account} 的余额与分录合计不符` });
  if (totalOf(kept.balances) !== 0) findings.push({ seq: null, what: '各科目合计不为零' });
  return findings;
}
