export { matterOperations } from './operations.ts';
export * from './ports.ts';
export { clockRowsOf, columnsOf } from './project.ts';
export { type ReadPorts, readDetail, readList, rowsOf } from './reading.ts';
export { type MoveInput, type OpenInput, type RunPorts, runMove, runOpen, runSweep } from './run.ts';
export { createVault } from './vault.ts';
export { MatterDetail, MatterRow } from './view-schema.ts';
