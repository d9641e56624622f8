import { evidenceOrReason, valueOrMissing } from './submit.ts';
import { fillMoved } from './values-of-fill.ts';

export { collectOperations } from './operations.ts';
export type { CollectPorts } from './ports.ts';
export { askDueFills } from './schedule.ts';
export type { CollectSchedule, Fill, FillLine, FillStore, ScheduleStore, ValueRow, ValueStore } from './stores.ts';

/** What the filling loop names: a check of what is stated, and the step that puts statements into the table of values. */
export const COLLECT_CHECKS = {
  'value-or-missing': { given: valueOrMissing },
  'evidence-or-reason': { given: evidenceOrReason },
};
export const COLLECT_CALLS = { 'value-changed': fillMoved };
