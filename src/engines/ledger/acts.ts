import type { Money } from '#kernel';
import type { Balances } from './accounts.ts';

/** One budget line: a policy's money of a year. */
export type BudgetLine = {
  readonly id: string;
  readonly title: string;
  readonly policy: string;
  readonly year: number;
  readonly balances: Balances;
};

/** What must never be paid twice: one enterprise, one version of a policy's clause, one period. */
export type PaymentKey = {
  readonly policyVersion: string;
  readonly enterprise: string;
  readonly period: string;
};

/** One promise to one payee, from the promise to the last 分. */
export type LedgerItem = {
  readonly id: string;
  readonly line: string;
  readonly key: PaymentKey;
  /** Paid ahead of the decision (预拨): what arrives is an advance until `finalise`. */
  readonly advance: boolean;
  readonly balances: Balances;
};

/** What a person or a file does to the books. Amounts are 分, above zero. */
export type LedgerAct =
  | { readonly act: 'grant'; readonly amount: Money }
  | { readonly act: 'cut'; readonly amount: Money }
  | { readonly act: 'commit'; readonly amount: Money }
  | { readonly act: 'release'; readonly amount: Money }
  | { readonly act: 'approve'; readonly amount: Money }
  | { readonly act: 'withdraw'; readonly amount: Money }
  | { readonly act: 'send'; readonly amount: Money }
  | { readonly act: 'settle'; readonly amount: Money }
  | { readonly act: 'bounce'; readonly amount: Money }
  | { readonly act: 'return'; readonly amount: Money }
  | { readonly act: 'finalise'; readonly final: Money }
  | { readonly act: 'reclaim'; readonly amount: Money }
  | { readonly act: 'recover'; readonly amount: Money };

/** The books as far as one act touches them. Acts on the budget itself need no item. */
export type Books = {
  readonly line: BudgetLine;
  readonly item?: LedgerItem;
};
