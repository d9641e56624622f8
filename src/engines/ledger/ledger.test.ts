import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal, type Money, money, parseMoney } from '#kernel';
import {
  type Books,
  type BudgetLine,
  decideLedger,
  EMPTY,
  type LedgerAct,
  type LedgerItem,
  postLedger,
  totalOf,
  usedOf,
} from './index.ts';

const line: BudgetLine = { id: 'line', title: '制造业扶持', policy: 'p', year: 2026, balances: EMPTY };
const key = { policyVersion: 'v1', enterprise: 'e1', period: '2026' };
const item: LedgerItem = { id: 'i', line: 'line', key, advance: false, balances: EMPTY };

function run(books: Books, ...acts: readonly LedgerAct[]): Books {
  let now = books;
  for (const act of acts) {
    const postings = decideLedger(now, act);
    if (isRefusal(postings)) throw postings;
    now = postLedger(now, act, postings);
  }
  return now;
}
const refusal = (books: Books, act: LedgerAct) => {
  const postings = decideLedger(books, act);
  if (!isRefusal(postings)) throw new Error('not refused');
  return postings;
};
const wan = (amount: number): Money => parseMoney(`${amount}万元`);

describe('the ledger', () => {
  it('follows a subsidy from the budget to the account', () => {
    const paid = run(
      { line, item },
      { act: 'grant', amount: wan(100) },
      { act: 'commit', amount: wan(30) },
      { act: 'approve', amount: wan(30) },
      { act: 'send', amount: wan(30) },
      { act: 'settle', amount: wan(30) },
    );
    expect(paid.line.balances).toMatchObject({ granted: -wan(100), available: wan(70), paid: wan(30), sent: 0 });
    expect(paid.item?.balances).toMatchObject({ paid: wan(30), committed: 0, payable: 0 });
    expect(usedOf(paid.line.balances)).toBe(wan(30));
  });

  it('refuses to promise what is not there, and says by how much', () => {
    const funded = run({ line, item }, { act: 'grant', amount: wan(10) });
    expect(refusal(funded, { act: 'commit', amount: wan(12) }).message).toBe(
      '预算可用额不足：现有 10万元，需要 12万元。相差 2万元。请先追加预算或调减其他承诺，再行审定',
    );
    expect(refusal(funded, { act: 'cut', amount: wan(11) }).code).toBe('ledger.short');
  });

  it('sends nothing that nobody approved, and approves nothing that nobody promised', () => {
    const promised = run({ line, item }, { act: 'grant', amount: wan(10) }, { act: 'commit', amount: wan(5) });
    expect(refusal(promised, { act: 'send', amount: wan(5) }).code).toBe('ledger.short');
    expect(refusal(promised, { act: 'approve', amount: money(wan(5) + 1) }).code).toBe('ledger.short');
  });

  it('a payment that came back can be sent again, and one that was wrong is owed and comes home', () => {
    const sent = run(
      { line, item },
      { act: 'grant', amount: wan(10) },
      { act: 'commit', amount: wan(5) },
      { act: 'approve', amount: wan(5) },
      { act: 'send', amount: wan(5) },
    );
    const again = run(sent, { act: 'bounce', amount: wan(5) }, { act: 'send', amount: wan(5) });
    const late = run(again, { act: 'settle', amount: wan(5) }, { act: 'return', amount: wan(5) });
    expect(late.item?.balances.payable).toBe(wan(5));
    const paid = run(late, { act: 'send', amount: wan(5) }, { act: 'settle', amount: wan(5) });
    const owed = run(paid, { act: 'reclaim', amount: wan(2) });
    expect(owed.item?.balances).toMatchObject({ paid: wan(3), receivable: wan(2) });
    expect(run(owed, { act: 'recover', amount: wan(2) }).line.balances.available).toBe(wan(7));
    expect(refusal(owed, { act: 'recover', amount: wan(3) }).code).toBe('ledger.short');
  });

  const advanced = run(
    { line, item: { ...item, advance: true } },
    { act: 'grant', amount: wan(20) },
    { act: 'commit', amount: wan(10) },
    { act: 'approve', amount: wan(6) },
    { act: 'send', amount: wan(6) },
    { act: 'settle', amount: wan(6) },
  );

  it.each([
    ['settled', 6, { paid: wan(6), receivable: 0, committed: 0 }, 14],
    ['topped up within the promise', 9, { paid: wan(6), receivable: 0, committed: wan(3) }, 11],
    ['topped up beyond the promise', 12, { paid: wan(6), receivable: 0, committed: wan(6) }, 8],
    ['partly recovered', 4, { paid: wan(4), receivable: wan(2), committed: 0 }, 14],
    ['recovered whole', 0, { paid: 0, receivable: wan(6), committed: 0 }, 14],
  ] as const)('an advance is %s', (_name, final, own, available) => {
    const settled = run(advanced, { act: 'finalise', final: final === 0 ? money(0) : wan(final) });
    expect(settled.item).toMatchObject({ advance: false, balances: { ...own, advanced: 0 } });
    expect(settled.line.balances.available).toBe(wan(available));
    expect(refusal(settled, { act: 'finalise', final: wan(1) }).code).toBe('ledger.not-advanced');
  });

  it('an advance is not settled while money is on its way, nor topped up beyond the budget', () => {
    const more = run(advanced, { act: 'approve', amount: wan(1) });
    expect(refusal(more, { act: 'finalise', final: wan(7) }).code).toBe('ledger.in-transit');
    expect(refusal(advanced, { act: 'finalise', final: wan(31) }).message).toContain('不能补足');
  });
});

const ACTS = [
  'grant',
  'cut',
  'commit',
  'release',
  'approve',
  'withdraw',
  'send',
  'settle',
  'bounce',
  'return',
  'reclaim',
  'recover',
] as const;
const act: fc.Arbitrary<LedgerAct> = fc.oneof(
  fc.record({ act: fc.constantFrom(...ACTS), amount: fc.integer({ min: -2, max: 500 }).map((each) => each as Money) }),
  fc.record({
    act: fc.constant('finalise' as const),
    final: fc.integer({ min: -1, max: 900 }).map((each) => money(each)),
  }),
);

describe('whatever is done to the books', () => {
  it('they sum to zero, nothing but the budget goes below zero, and items add up to their line', () => {
    const steps = fc.array(fc.tuple(fc.nat({ max: 3 }), act), { minLength: 40, maxLength: 120, size: 'max' });
    let done = 0;
    fc.assert(
      fc.property(steps, (sequence) => {
        let now = run({ line }, { act: 'grant', amount: money(1500) }).line;
        const items = [0, 1, 2, 3].map((n): LedgerItem => ({ ...item, id: `i${n}`, advance: n % 2 === 1 }));
        for (const [n, each] of sequence) {
          const own = items[n] as LedgerItem;
          const books: Books = { line: now, item: own };
          const postings = decideLedger(books, each);
          if (isRefusal(postings)) continue;
          done += 1;
          const after = postLedger(books, each, postings);
          now = after.line;
          items[n] = after.item as LedgerItem;
          expect(totalOf(now.balances)).toBe(0);
          for (const [account, amount] of Object.entries(now.balances))
            if (account !== 'granted') expect(amount).toBeGreaterThanOrEqual(0);
          for (const account of ['committed', 'payable', 'sent', 'advanced', 'paid', 'receivable'] as const)
            expect(items.reduce((sum, one) => sum + one.balances[account], 0)).toBe(now.balances[account]);
        }
      }),
      { numRuns: 500 },
    );
    expect(done).toBeGreaterThan(5000);
  });
});
