import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal, type Money, money } from '#kernel';
import {
  type BankLine,
  type Batch,
  findAnomalies,
  findBatchProblems,
  lineKey,
  type Payment,
  reconcile,
  stepBatch,
  type WatchedItem,
} from './index.ts';

const fen = (amount: number): Money => money(amount);
const payment = (n: number, more: Partial<Payment> = {}): Payment => ({
  reference: `B1-${n}`,
  item: `i${n}`,
  enterprise: `e${n}`,
  payee: `演示企业${n}`,
  account: `a${n}`,
  amount: fen(100 * n),
  ...more,
});
const told = (row: number, { reference, account, amount, payee }: Payment, more: Partial<BankLine> = {}): BankLine => ({
  row,
  reference,
  bankNumber: `N${row}`,
  account,
  payee,
  amount,
  outcome: 'arrived',
  ...more,
});

describe('a batch', () => {
  const batch: Batch = { id: 'b', number: 'B1', status: 'drafted', preparedBy: 'p1', payments: [payment(1)] };

  it('is approved by a second person, sent once, and not cancelled after that', () => {
    const own = stepBatch(batch, 'approve', 'p1');
    expect(isRefusal(own) && own.code).toBe('ledger.four-eyes');
    expect(stepBatch(batch, 'approve', 'p2')).toBe('approved');
    const early = stepBatch(batch, 'send', 'p2');
    expect(isRefusal(early) && early.message).toContain('待复核');
    expect(stepBatch({ ...batch, status: 'approved' }, 'send', 'p1')).toBe('sent');
    expect(isRefusal(stepBatch({ ...batch, status: 'sent' }, 'cancel', 'p1'))).toBe(true);
  });

  it('names each row that cannot be paid', () => {
    const rows = [payment(1), payment(2, { item: 'i1' }), payment(3, { account: '' }), payment(4, { amount: fen(0) })];
    expect(findBatchProblems(rows)).toEqual([
      { row: 2, what: '与第 1 行是同一笔款项' },
      { row: 3, what: '演示企业3尚未确认收款账户' },
      { row: 4, what: '演示企业4的金额是 0.00元' },
    ]);
  });
});

describe('reconciling with the bank', () => {
  const sent = [payment(1), payment(2), payment(3), payment(4)];

  it('takes each line to its payment, with the reference or without, and leaves the rest open', () => {
    const found = reconcile(sent, [
      told(1, payment(1)),
      told(2, payment(2), { reference: null }),
      told(3, payment(3), { outcome: 'returned', why: '户名不符' }),
    ]);
    expect(found.arrived.map((each) => each.payment.item)).toEqual(['i1', 'i2']);
    expect(found.returned.map(({ payment: each, line }) => [each.item, line.why])).toEqual([['i3', '户名不符']]);
    expect(found.open.map((each) => each.item)).toEqual(['i4']);
    expect(found.mismatches).toEqual([]);
  });

  it('names what does not fit and guesses nothing', () => {
    const twins = [payment(1), payment(2, { account: 'a1', amount: fen(100) })];
    const found = reconcile(twins, [
      told(1, payment(1), { reference: null }),
      told(2, payment(9)),
      told(3, payment(1), { amount: fen(99) }),
      told(4, twins[1] as Payment),
      told(5, twins[1] as Payment),
    ]);
    expect(found.mismatches.map(({ kind, line, what }) => [line.row, kind, what])).toEqual([
      [1, 'unknown', '有 2 笔同账户同金额的在途付款，回单没有写明是哪一笔'],
      [2, 'unknown', '没有编号为 B1-9 的在途付款'],
      [3, 'differs', '金额与送付的不一致'],
      [5, 'again', '与第 4 行是同一笔付款'],
    ]);
    expect(found.open.map((each) => each.item)).toEqual(['i1']);
  });

  it('knows what had arrived and came back after all, once', () => {
    const back = told(7, payment(2), { outcome: 'returned', why: '销户' });
    const found = reconcile([payment(3)], [back, { ...back, row: 8, bankNumber: 'N8' }], {
      lines: new Set(),
      settled: new Set(['N2']),
      arrived: [payment(2)],
    });
    expect(found.late.map((each) => each.payment.item)).toEqual(['i2']);
    expect(found.mismatches.map((each) => [each.line.row, each.kind])).toEqual([[8, 'unknown']]);
  });

  it('the same file again says nothing new', () => {
    const lines = [told(1, payment(1)), told(2, payment(2))];
    const again = reconcile([payment(3), payment(4)], lines, {
      lines: new Set(lines.map(lineKey)),
      settled: new Set(lines.map((each) => each.bankNumber)),
      arrived: [],
    });
    expect(again).toMatchObject({ arrived: [], returned: [], mismatches: [], known: lines });
    expect(again.open).toHaveLength(2);
  });

  it('a line that did not fit settles once it comes corrected under the same number; one that settled does not twice', () => {
    const wrong = told(1, payment(1), { amount: fen(99) });
    const right = told(1, payment(1));
    const before = { lines: new Set([lineKey(wrong)]), settled: new Set<string>(), arrived: [] };
    expect(reconcile(sent, [wrong], before)).toMatchObject({ known: [wrong], open: sent });
    expect(reconcile(sent, [right], before).arrived.map((each) => each.payment.item)).toEqual(['i1']);
    const other = { ...told(1, payment(2)), bankNumber: right.bankNumber };
    const after = reconcile(sent, [other], { ...before, settled: new Set([right.bankNumber]) });
    expect(after.mismatches.map((each) => each.kind)).toEqual(['reused']);
  });

  it('every line is accounted for once, and no payment arrives twice', () => {
    const line = fc.record({
      n: fc.integer({ min: 1, max: 6 }),
      number: fc.nat({ max: 12 }),
      named: fc.boolean(),
      off: fc.nat({ max: 1 }),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (drawn) => {
        const lines = drawn.map(({ n, number, named, off }, row) =>
          told(row, payment(n), {
            bankNumber: `N${number}`,
            amount: fen(100 * n + off),
            ...(named ? {} : { reference: null }),
          }),
        );
        const { arrived, returned, mismatches, known, open } = reconcile(sent, lines);
        expect(arrived.length + returned.length + mismatches.length + known.length).toBe(lines.length);
        const items = [...arrived, ...returned].map((each) => each.payment.item);
        expect(new Set(items).size).toBe(items.length);
        for (const { payment: each, line: one } of arrived) expect(one.amount).toBe(each.amount);
        for (const each of open) expect(items).not.toContain(each.item);
      }),
    );
  });
});

describe('what supervision finds', () => {
  const watched = (n: number, more: Partial<WatchedItem> = {}): WatchedItem => ({
    id: `i${n}`,
    policy: 'p1',
    enterprise: `e${n}`,
    period: '2026',
    account: `a${n}`,
    amount: fen(100),
    day: 10,
    stage: '审核',
    stageDays: 3,
    ...more,
  });
  const limits = { stageDays: 10, splitAmount: fen(250), splitDays: 30 };

  it('one account of several enterprises, one benefit twice, a claim in pieces, a stage that stands still', () => {
    const items = [
      watched(1),
      watched(2, { account: 'a1' }),
      watched(3, { exclusion: 'x' }),
      watched(4, { enterprise: 'e3', policy: 'p2', exclusion: 'x' }),
      watched(5, { enterprise: 'e5', amount: fen(130) }),
      watched(6, { enterprise: 'e5', amount: fen(130), day: 35 }),
      watched(7, { enterprise: 'e7', stageDays: 11 }),
    ];
    const found = findAnomalies(items, limits);
    expect(found.map((each) => [each.kind, each.items])).toEqual([
      ['shared-account', ['i1', 'i2']],
      ['double-claim', ['i3', 'i4']],
      ['split-claim', ['i5', 'i6']],
      ['slow-stage', ['i7']],
    ]);
    expect(findAnomalies(items.toReversed(), limits)).toEqual(found);
  });

  it('does not cry where all is well', () => {
    const items = [
      watched(1),
      watched(2, { enterprise: 'e1', account: 'a1', day: 90 }),
      watched(3, { account: null }),
      watched(4, { account: null, exclusion: 'x' }),
      watched(5, { enterprise: 'e4', exclusion: 'x', period: '2025', policy: 'p2' }),
    ];
    expect(findAnomalies(items, limits)).toEqual([]);
  });
});
