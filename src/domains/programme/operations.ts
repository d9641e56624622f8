import { actionOperations } from './actions/operations.ts';
import { editOperations } from './edits/operations.ts';
import { listOperations } from './lists/operations.ts';
import { planOperations } from './plans/operations.ts';
import type { MatterRowLike, ProgrammePorts } from './ports.ts';
import { supervisionOperations } from './supervision/operations.ts';

/** Everything one can do with plans, supervision and special actions. */
export const programmeOperations = <Row extends MatterRowLike>(ports: ProgrammePorts<Row>) => [
  ...planOperations(ports),
  ...editOperations(ports),
  ...supervisionOperations(ports),
  ...actionOperations(ports),
  ...listOperations(ports),
];
