import { formatMoney, type Money, type Refusal, refuse } from '#kernel';

/** One payment of a batch. `reference` goes to the bank and comes back; the account is a reference, never the number. */
export type Payment = {
  readonly reference: string;
  readonly item: string;
  readonly enterprise: string;
  readonly payee: string;
  /** Commitment to the account number: equal accounts have equal commitments. */
  readonly account: string;
  readonly amount: Money;
};

export type BatchStatus = 'drafted' | 'approved' | 'sent' | 'reconciled' | 'cancelled';

export type Batch = {
  readonly id: string;
  readonly number: string;
  readonly status: BatchStatus;
  readonly preparedBy: string;
  readonly payments: readonly Payment[];
};

export type BatchStep = 'approve' | 'send' | 'reconcile' | 'cancel';

const NEXT: Readonly<Record<BatchStep, { readonly from: readonly BatchStatus[]; readonly to: BatchStatus }>> = {
  approve: { from: ['drafted'], to: 'approved' },
  send: { from: ['approved'], to: 'sent' },
  reconcile: { from: ['sent', 'reconciled'], to: 'reconciled' },
  cancel: { from: ['drafted', 'approved'], to: 'cancelled' },
};

const IN_WORDS: Readonly<Record<BatchStatus, string>> = {
  drafted: '待复核',
  approved: '已复核',
  sent: '已送付',
  reconciled: '已对账',
  cancelled: '已作废',
};

/**
 * The status after a step, or why not: who prepared a batch does not approve it, and what left the house is not
 * cancelled.
 */
export function stepBatch(batch: Batch, step: BatchStep, by: string): BatchStatus | Refusal {
  const { from, to } = NEXT[step];
  if (!from.includes(batch.status))
    return refuse({
      code: 'ledger.batch-status',
      kind: 'conflict',
      what: `批次 ${batch.number} ${IN_WORDS[batch.status]}，不能进行这一步`,
      todo: '请刷新后查看批次的最新状态',
    });
  if (step === 'approve' && by === batch.preparedBy)
    return refuse({
      code: 'ledger.four-eyes',
      kind: 'forbidden',
      what: '编制人不能复核自己编制的批次',
      why: '拨付须由第二人复核',
      todo: '请由另一位有复核权限的人员办理',
    });
  return to;
}

/** What is wrong with a batch before anybody approves it: row and reason. */
export function findBatchProblems(
  payments: readonly Payment[],
): readonly { readonly row: number; readonly what: string }[] {
  const seen = new Map<string, number>();
  return payments.flatMap(({ item, account, amount, payee }, at) => {
    const row = at + 1;
    const first = seen.get(item);
    if (first === undefined) seen.set(item, row);
    if (first !== undefined) return [{ row, what: `与第 ${first} 行是同一笔款项` }];
    if (!account) return [{ row, what: `${payee}尚未确认收款账户` }];
    return amount > 0 ? [] : [{ row, what: `${payee}的金额是 ${formatMoney(amount)}` }];
  });
}
