export type { ActionStore, SpecialAction } from './actions/action.ts';
export { watchNodes } from './actions/watch-nodes.ts';

export { programmeOperations } from './operations.ts';
export type { PlanSheet, SheetMeasure, SheetTask } from './plans/plan-sheet.ts';
export type {
  OpenedMatter,
  PlanRecord,
  PlanRevision,
  PlanStatus,
  PlanStore,
  PlanSummary,
} from './plans/plan-store.ts';
export type {
  MatterRowLike,
  Message,
  MoveMatter,
  OpenMatter,
  PlanOrganisation,
  ProgrammePorts,
} from './ports.ts';
export * from './reading/index.ts';
export type { BoardFilter, BoardGroup, BoardReading, BoardStore, BoardTimes } from './supervision/board-store.ts';
