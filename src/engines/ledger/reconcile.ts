import type { Money } from '#kernel';
import type { Payment } from './batch.ts';

/** One line of a bank's file. `outcome` says whether the money arrived or came back. */
export type BankLine = {
  readonly row: number;
  /** Our reference, if the bank carried it through. */
  readonly reference: string | null;
  /** The bank's own number: the same line of two files is one line. */
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
  | { readonly kind: 'again'; readonly line: BankLine; readonly payment: Payment; readonly what: string };

export type Reconciliation = {
  readonly arrived: readonly { readonly payment: Payment; readonly line: BankLine }[];
  readonly returned: readonly { readonly payment: Payment; readonly line: BankLine }[];
  /** Had arrived, by an earlier file, and came back after all. */
  readonly late: readonly { readonly payment: Payment; readonly line: BankLine }[];
  readonly mismatches: readonly Mismatch[];
  /** Sent, and the bank says nothing of it yet. */
  readonly open: readonly Payment[];
  /** Lines that an earlier file had already told. */
  readonly known: readonly BankLine[];
};

/**
 * Lays a bank's file against what was sent, line by line. Each line goes to the payment with its reference, or, where
 * the bank dropped it, to the one payment of that account and amount; whatever is left over is named, never guessed.
 * @param payments what is on its way
 * @param told bank numbers that earlier files brought
 * @param arrived payments of which an earlier file said that they arrived
 */
export function reconcile(
  payments: readonly Payment[],
  lines: readonly BankLine[],
  told: ReadonlySet<string> = new Set(),
  arrived: readonly Payment[] = [],
): Reconciliation {
  const byReference = new Map(payments.map((each) => [each.reference, each]));
  const byAccount = Map.groupBy(payments, ({ account, amount }) => `${account} ${amount}`);
  const before = new Map(arrived.map((each) => [each.reference, each]));
  const done = new Map<string, BankLine>();
  const seen = new Set(told);
  const result = { arrived: [], returned: [], late: [], mismatches: [], known: [] } as {
    arrived: { payment: Payment; line: BankLine }[];
    returned: { payment: Payment; line: BankLine }[];
    late: { payment: Payment; line: BankLine }[];
    mismatches: Mismatch[];
    known: BankLine[];
  };
  for (const line of lines) {
    if (seen.has(line.bankNumber)) {
      result.known.push(line);
      continue;
    }
    seen.add(line.bankNumber);
    const late = line.outcome === 'returned' && line.reference ? before.get(line.reference) : undefined;
    if (late && late.amount === line.amount) {
      before.delete(late.reference);
      result.late.push({ payment: late, line });
      continue;
    }
    const open = (byAccount.get(`${line.account} ${line.amount}`) ?? []).filter((each) => !done.has(each.reference));
    const payment = line.reference ? byReference.get(line.reference) : open.length === 1 ? open[0] : undefined;
    const wrong = mismatchOf(line, payment, open.length, payment && done.get(payment.reference));
    if (wrong) result.mismatches.push(wrong);
    else if (payment) {
      done.set(payment.reference, line);
      result[line.outcome].push({ payment, line });
    }
  }
  const differing = new Set(result.mismatches.flatMap((each) => ('payment' in each ? [each.payment.reference] : [])));
  const open = payments.filter(({ reference }) => !done.has(reference) && !differing.has(reference));
  return { ...result, open };
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
