import { describe, expect, it } from 'vitest';
import { money } from '#kernel';
import { auditEntries, chainEntries, EMPTY, type Entry, type EntryDraft, GENESIS } from './index.ts';

const draft = (amount: number, from: Entry['from'], to: Entry['to']): EntryDraft => ({
  from,
  to,
  amount: money(amount),
  item: null,
  at: 1,
  act: 'grant',
  by: 'p',
  unit: 'u',
  batch: null,
  bankNumber: null,
  note: null,
});
const entries = chainEntries('line', { seq: 0, head: GENESIS }, [
  draft(100, 'granted', 'available'),
  draft(30, 'available', 'committed'),
]);
const kept = {
  balances: { ...EMPTY, granted: money(-100), available: money(70), committed: money(30) },
  seq: 2,
  head: entries[1]?.hash ?? '',
};

describe('the entries of a line', () => {
  it('are a chain that adds up to the balances', () => {
    expect(auditEntries('line', entries, kept)).toEqual([]);
    expect(chainEntries('line', { seq: 2, head: kept.head }, [draft(1, 'available', 'granted')])).toMatchObject([
      { seq: 3, prev: kept.head },
    ]);
  });

  it('tell when one was changed, dropped, or belongs to another line', () => {
    const [first, second] = entries as readonly [Entry, Entry];
    const changed = auditEntries('line', [{ ...first, amount: money(90) }, second], kept);
    expect(changed.map((each) => each.what)).toEqual([
      '分录内容被改动',
      '科目 granted 的余额与分录合计不符',
      '科目 available 的余额与分录合计不符',
    ]);
    expect(auditEntries('line', [first], kept).map((each) => each.what)).toContain('应有 2 笔分录，实有 1 笔');
    expect(auditEntries('other', entries, kept)).toHaveLength(2);
  });
});
