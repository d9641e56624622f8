import { addMoney, type Money, money, subtractMoney } from '#kernel';

/**
 * Where the money of a budget line stands. Every posting moves an amount from one account to another, so the sum over
 * all accounts is zero after anything that can happen. `granted` is the other side of the budget and the only account
 * that goes below zero.
 */
export const ACCOUNTS = [
  'granted', // 预算下达（对方科目）
  'available', // 可用
  'committed', // 已承诺
  'payable', // 应付
  'sent', // 在途
  'advanced', // 预拨，待清算
  'paid', // 已付
  'receivable', // 应收回
] as const;
export type Account = (typeof ACCOUNTS)[number];

export type Balances = Readonly<Record<Account, Money>>;

export const EMPTY: Balances = Object.freeze(
  Object.fromEntries(ACCOUNTS.map((each) => [each, money(0)])) as Record<Account, Money>,
);

/** One movement of money: `amount` 分 > 0, out of `from`, into `to`. */
export type Posting = {
  readonly from: Account;
  readonly to: Account;
  readonly amount: Money;
  /** The item it belongs to; null for the budget itself. */
  readonly item: string | null;
};

/** The balances after a posting. Knows no rules: `decideLedger` gave them. */
export const moved = (balances: Balances, { from, to, amount }: Posting): Balances => ({
  ...balances,
  [from]: subtractMoney(balances[from], amount),
  [to]: addMoney(balances[to], amount),
});

/** What an item has of its own: the budget's own accounts are the line's. */
export const movedItem = (balances: Balances, posting: Posting): Balances => {
  const { available, granted } = balances;
  return { ...moved(balances, posting), available, granted };
};

export const totalOf = (balances: Balances, accounts: readonly Account[] = ACCOUNTS): Money =>
  accounts.reduce((sum, each) => addMoney(sum, balances[each]), money(0));

/** What a line spent or promised: all but what is still free. */
export const usedOf = (balances: Balances): Money =>
  totalOf(balances, ['committed', 'payable', 'sent', 'advanced', 'paid', 'receivable']);
