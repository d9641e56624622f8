export { type BankFormat, readBankFormats, receiptHeadings } from './bank-format.ts';
export { getItem } from './item-operations.ts';
export { fundOperations } from './operations.ts';
export type {
  Account,
  AccountContent,
  BankLineRow,
  BatchRow,
  BlockedAccount,
  BooksChange,
  BooksWanted,
  Command,
  FundPorts,
  FundStore,
  HeldAccount,
  ItemQuery,
  ItemRow,
  ItemStage,
  LineRow,
  LoadedBooks,
  Owed,
  PaymentRow,
  PolicyNamed,
} from './ports.ts';
export { HELD_ACCOUNTS } from './ports.ts';
export { changeItem, type Promised, promiseFunds } from './promises.ts';
export { verifyBooks } from './verify.ts';
export { watchFunds } from './watch.ts';
