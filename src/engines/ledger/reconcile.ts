import type { Money } from '#kernel';
import type { Payment } from './batch.ts';

/** One line of a bank's file. `outcome` says whether the money arrived or came back. */
export type BankLine = {
  readonly row: number;
  /** Our reference, if the bank carried it through. */
  readonly reference: string | null;
  /** The bank's own number. */
  readonly bankNumber: string;
  readonly account: string;
  readonly payee: string;
  readonly amount: Money;
  readonly outcome: 'arrived' | 'returned';
  readonly why?: string;
};

export type Mismatch =
  | { readonly kind: 'unknown'; readonly line: BankLine; readonly what: string }
  | { readonly kind: 'differs'; readonly line: BankLine; readonly payment: Payment; readonly what: string }
  | { readonly kind: 'reused'; readonly line: BankLine; readonly what: string }
  | { readonly kind: 'again'; readonly line: BankLine; readonly payment: Payment; readonly what: string };

export type Reconciliation = {
  readonly arrived: readonly { readonly payment: Payment; readonly line: BankLine }[];
  readonly returned: readonly { readonly payment: Payment; readonly line: BankLine }[];
  /** Had arrived, by an earlier file, and came back after all. */
  readonly late: readonly { readonly payment: Payment; readonly line: BankLine }[];
  readonly mismatches: readonly Mismatch[];
  /** Sent, and not settled: the bank says nothing of it, or what does not fit. */
  readonly open: readonly Payment[];
  /** Lines that an earlier file had already told. */
  readonly known: readonly BankLine[];
};

/** A line is its number and what it says: a corrected file brings the same number with other contents. */
export const lineKey = ({ bankNumber, reference, account, amount, outcome }: BankLine): string =>
  [bankNumber, reference ?? '', account, amount, outcome].join('|');

/** What earlier files brought: lines told, the numbers by which money moved, and the payments that arrived. */
export type Told = {
  readonly lines: ReadonlySet<string>;
  readonly settled: ReadonlySet<string>;
  readonly arrived: readonly Payment[];
};
const NOTHING: Told = { lines: new Set(), settled: new Set(), arrived: [] };

/**
 * Lays a bank's file against what was sent, line by line. Each line goes to the payment with its reference, or, where
 * the bank dropped it, to the one payment of that account and amount; whatever is left over is named, never guessed.
 * @param payments what is on its way
 * A line that did not fit moved nothing: corrected, it settles under the number it had.
 */
export function reconcile(
  payments: readonly Payment[],
  lines: readonly BankLine[],
  told: Told = NOTHING,
): Reconciliation {
  const byReference = new Map(payments.map((each) => [each.reference, each]));
  const byAccount = Map.groupBy(payments, ({ account, amount }) => `${account} ${amount}`);
  const before = new Map(told.arrived.map((each) => [each.reference, each]));
  const done = new Map<string, BankLine>();
  const seen = new Set(told.lines);
  const settled = new Set(told.settled);
  const result = { arrived: [], returned: [], late: [], mismatches: [], known: [] } as {
    arrived: { payment: Payment; line: BankLine }[];
    returned: { payment: Payment; line: BankLine }[];
    late: { payment: Payment; line: BankLine }[];
    mismatches: Mismatch[];
    known: BankLine[];
  };
  for (const line of lines) {
    if (seen.has(lineKey(line))) {
      result.known.push(line);
      continue;
    }
    seen.add(lineKey(line));
    const late = line.outcome === 'returned' && line.reference ? before.get(line.reference) : undefined;
    if (late && late.amount === line.amount) {
      before.delete(late.reference);
      result.late.push({ payment: late, line });
      continue;
    }
    const open = (byAccount.get(`${line.account} ${line.amount}`) ?? []).filter((each) => !done.has(each.reference));
    const payment = line.reference ? byReference.get(line.reference) : open.length === 1 ? open[0] : undefined;
    const wrong = settled.has(line.bankNumber)
      ? { kind: 'reused' as const, line, what: '这个流水号已经入账，这一行的内容不同' }
      : mismatchOf(line, payment, open.length, payment && done.get(payment.reference));
    if (wrong) result.mismatches.push(wrong);
    else if (payment) {
      settled.add(line.bankNumber);
      done.set(payment.reference, line);
      result[line.outcome].push({ payment, line });
    }
  }
  return { ...result, open: payments.filter(({ reference }) => !done.has(reference)) };
}

function mismatchOf(
  line: BankLine,
  payment: Payment | undefined,
  alike: number,
  before: BankLine | undefined,
): Mismatch | undefined {
  if (!payment) {
    const what =
      line.reference !== null
        ? `没有编号为 ${line.reference} 的在途付款`
        : alike > 1
          ? `有 ${alike} 笔同账户同金额的在途付款，回单没有写明是哪一笔`
          : '没有同账户同金额的在途付款';
    return { kind: 'unknown', line, what };
  }
  if (before) return { kind: 'again', line, payment, what: `与第 ${before.row} 行是同一笔付款` };
  const wrong = [payment.amount === line.amount ? '' : '金额', payment.account === line.account ? '' : '账户'].filter(
    Boolean,
  );
  return wrong.length > 0 ? { kind: 'differs', line, payment, what: `${wrong.join('、')}与送付的不一致` } : undefined;
}
