import { issueOperations } from './issue-operations.ts';
import { officialOperations } from './official-operations.ts';
import type { OneCodePorts } from './ports.ts';
import { scanOperations } from './scan-operations.ts';

export type { OneCodePorts } from './ports.ts';

/** 一码通服: one code per enterprise; each scanner sees what his role may. */
export const oneCodeOperations = (ports: OneCodePorts) => [
  ...issueOperations(ports),
  ...scanOperations(ports),
  ...officialOperations(ports),
];
