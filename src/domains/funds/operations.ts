import { accountOperations } from './account-operations.ts';
import { batchOperations } from './batch-operations.ts';
import { itemOperations } from './item-operations.ts';
import { lineOperations } from './line-operations.ts';
import type { FundPorts } from './ports.ts';

/** 资金: budget lines, promises, batches, receipts, and every yuan from the budget to the account and back. */
export const fundOperations = (ports: FundPorts) => [
  ...lineOperations(ports),
  ...itemOperations(ports),
  ...batchOperations(ports),
  ...accountOperations(ports),
];
