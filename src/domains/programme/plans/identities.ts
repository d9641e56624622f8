import type { IdSource } from '#kernel';
import { measuresOf, type PlanSheet, type SheetMeasure } from './plan-sheet.ts';

export type IdentifiedMeasure = SheetMeasure & { id: string };

const place = ({ key, number, text }: SheetMeasure): string => `${key ?? number}\n${text}`;

/**
 * Gives every measure its identity. A row that comes back without one, but stands where it stood and says what it
 * said, keeps the one it had; two rows never share one.
 */
export function withIdentities(sheet: PlanSheet, before: PlanSheet | undefined, ids: IdSource): PlanSheet {
  const said = new Set(measuresOf(sheet).flatMap(({ id }) => (id ? [id] : [])));
  const earlier = new Map(before ? measuresOf(before).map((each) => [place(each), each.id]) : []);
  const taken = new Set<string>();
  const identityOf = (measure: SheetMeasure): string => {
    const old = earlier.get(place(measure));
    const wanted = measure.id ?? (old && !said.has(old) ? old : undefined);
    const id = wanted && !taken.has(wanted) ? wanted : ids();
    taken.add(id);
    return id;
  };
  return {
    ...sheet,
    tasks: sheet.tasks.map((task) => ({
      ...task,
      measures: task.measures.map((measure) => ({ ...measure, id: identityOf(measure) })),
    })),
  };
}

/** @throws Error for a sheet that was never saved */
export function identified(measure: SheetMeasure): IdentifiedMeasure {
  if (measure.id === undefined) throw new Error('a measure without an identity: save the sheet first');
  return { ...measure, id: measure.id };
}
