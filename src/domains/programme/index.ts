export type { ActionStore, SpecialAction } from './actions/action.ts';
export { programmeOperations } from './operations.ts';
export type { PlanSheet, SheetMeasure, SheetTask } from './plans/plan-sheet.ts';
export { sheetOf } from './plans/plan-sheet.ts';
export type {
  OpenedMatter,
  PlanRecord,
  PlanRevision,
  PlanStatus,
  PlanStore,
  PlanSummary,
} from './plans/plan-store.ts';
export { withNames } from './plans/resolve-names.ts';
export type {
  MatterRowLike,
  Message,
  MoveMatter,
  OpenMatter,
  PlanOrganisation,
  ProgrammePorts,
} from './ports.ts';
export { matterIdOf } from './publishing/measure-orders.ts';
export * from './reading/index.ts';
export type { BoardFilter, BoardGroup, BoardReading, BoardStore, BoardTimes } from './supervision/board-store.ts';
