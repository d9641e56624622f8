import { refuse } from '#kernel';
import type { PlanSheet, SheetMeasure, SheetTask } from '../plans/plan-sheet.ts';

/** Numbers the measures of a task anew: 2-(1), 2-(2), … Identities stay, so nothing is lost by a new number. */
export function renumbered(task: SheetTask): SheetTask {
  const prefix = task.key ?? String(task.number);
  return {
    ...task,
    measures: task.measures.map((measure, at) => ({ ...measure, number: at + 1, key: `${prefix}-(${at + 1})` })),
  };
}

/** Finds a measure by its identity, or by its number where it has none yet. */
export const isMeasure = (measure: SheetMeasure, wanted: string): boolean =>
  measure.id === wanted || (measure.id === undefined && (measure.key ?? String(measure.number)) === wanted);

export type Patch = Partial<
  Pick<SheetMeasure, 'text' | 'lead' | 'responsible' | 'due' | 'targets' | 'tags' | 'action'>
>;

/**
 * Corrects a row by hand. What was corrected is no longer inherited, and the row counts as confirmed.
 * @throws Refusal when there is no such row
 * @example editMeasure(sheet, 'm1', { lead: ['市财政局'] })
 */
export function editMeasure(sheet: PlanSheet, id: string, patch: Patch): PlanSheet {
  const changed = Object.keys(patch);
  return changeMeasures(sheet, [id], (measure) => ({
    ...measure,
    ...patch,
    inherited: measure.inherited.filter((each) => !changed.includes(each)),
    confirmed: true,
  }));
}

/** 确认: somebody has read these rows and they are right. */
export const confirmMeasures = (sheet: PlanSheet, ids: readonly string[]): PlanSheet =>
  changeMeasures(sheet, ids, (measure) => ({ ...measure, confirmed: true }));

function changeMeasures(
  sheet: PlanSheet,
  ids: readonly string[],
  change: (measure: SheetMeasure) => SheetMeasure,
): PlanSheet {
  for (const id of ids) taskOf(sheet, id);
  const isMeant = (measure: SheetMeasure): boolean => ids.some((id) => isMeasure(measure, id));
  return {
    ...sheet,
    tasks: sheet.tasks.map((task) => ({
      ...task,
      measures: task.measures.map((measure) => (isMeant(measure) ? change(measure) : measure)),
    })),
  };
}

/** @throws Refusal when there is no such row */
export function taskOf(
  sheet: PlanSheet,
  id: string,
): { readonly task: SheetTask; readonly at: number; readonly measure: SheetMeasure } {
  for (const task of sheet.tasks) {
    const at = task.measures.findIndex((each) => isMeasure(each, id));
    const measure = task.measures[at];
    if (measure) return { task, at, measure };
  }
  throw refuse({ code: 'plan.no-measure', kind: 'not-found', what: '没有这条举措', todo: '请刷新后重试' });
}

export const withTask = (sheet: PlanSheet, task: SheetTask, measures: readonly SheetMeasure[]): PlanSheet => ({
  ...sheet,
  tasks: sheet.tasks.map((each) => (each === task ? renumbered({ ...task, measures: [...measures] }) : each)),
});
