export { changeOperations } from './operations.ts';
export type * from './ports.ts';
export { pushChanges } from './push-changes.ts';
