import type { PlanDraft, PlanDue, PlanMeasure, PlanName, PlanTask, UnitRef } from '../../../api/types/index.ts';

export type MeasureEdit = {
  readonly text: string;
  readonly lead: readonly string[];
  readonly responsible: readonly string[];
  readonly due: PlanDue;
  readonly tags?: readonly string[];
};

/** What a person changed he has also looked at: the measure counts as confirmed, and no longer as inherited there. */
export function editMeasure(draft: PlanDraft, key: string, edit: MeasureEdit): PlanDraft {
  return mapMeasures(draft, key, (measure) => {
    const same = (part: keyof MeasureEdit) => JSON.stringify(edit[part]) === JSON.stringify(measure[part]);
    const inherited = measure.inherited.filter((part) => same(part as keyof MeasureEdit));
    return [{ ...measure, ...edit, inherited, confirmed: true }];
  });
}

export const confirmMeasure = (draft: PlanDraft, key: string, confirmed: boolean): PlanDraft =>
  mapMeasures(draft, key, (measure) => [{ ...measure, confirmed }]);

/** 确认 for many at once. */
export const confirmMeasures = (draft: PlanDraft, keys: ReadonlySet<string>): PlanDraft =>
  mapEvery(draft, keys, (measure) => ({ ...measure, confirmed: true }));

/** One unit leads all of them: for plans whose text names nobody. */
export function leadMeasures(draft: PlanDraft, keys: ReadonlySet<string>, unit: UnitRef): PlanDraft {
  const led = mapEvery(draft, keys, (measure) => ({
    ...measure,
    lead: [unit.name],
    inherited: measure.inherited.filter((part) => part !== 'lead'),
  }));
  const names = draft.names ?? [];
  return names.some(({ name }) => name === unit.name) ? led : { ...led, names: [...names, { name: unit.name, unit }] };
}

const mapEvery = (
  draft: PlanDraft,
  keys: ReadonlySet<string>,
  change: (measure: PlanMeasure) => PlanMeasure,
): PlanDraft => ({
  ...draft,
  tasks: draft.tasks.map((task) => ({
    ...task,
    measures: task.measures.map((measure) => (keys.has(measure.key) ? change(measure) : measure)),
  })),
});

/** Two measures that were printed as one; both keep units and due. */
export function splitMeasure(draft: PlanDraft, key: string, at: number): PlanDraft {
  return mapMeasures(draft, key, (measure) => {
    const first = measure.text.slice(0, at).trim();
    const second = measure.text.slice(at).trim();
    if (!first || !second) return [measure];
    const cut = cutInSource(draft.source.text, measure, at);
    return [
      { ...measure, text: first, span: [measure.span[0], cut], confirmed: false },
      withoutId({ ...measure, text: second, span: [cut, measure.span[1]], confirmed: false }),
    ];
  });
}

/** One measure that was read as two: the earlier one keeps its units and due. */
export function mergeWithPrevious(draft: PlanDraft, key: string): PlanDraft {
  const tasks = draft.tasks.map((task) => {
    const index = task.measures.findIndex((measure) => measure.key === key);
    const previous = task.measures[index - 1];
    const measure = task.measures[index];
    if (!previous || !measure) return task;
    const merged: PlanMeasure = {
      ...previous,
      text: previous.text + measure.text,
      targets: [...previous.targets, ...measure.targets],
      span: [Math.min(previous.span[0], measure.span[0]), Math.max(previous.span[1], measure.span[1])],
      confirmed: false,
    };
    return renumber({
      ...task,
      measures: [...task.measures.slice(0, index - 1), merged, ...task.measures.slice(index + 1)],
    });
  });
  return { ...draft, tasks };
}

/** One name means one unit in the whole document. */
export function resolveName(draft: PlanDraft, name: string, unit: UnitRef): PlanDraft {
  const names = (draft.names ?? []).map((one): PlanName => (one.name === name ? { ...one, unit, chosen: true } : one));
  return { ...draft, names };
}

function mapMeasures(
  draft: PlanDraft,
  key: string,
  change: (measure: PlanMeasure) => readonly PlanMeasure[],
): PlanDraft {
  const tasks = draft.tasks.map((task) => {
    if (!task.measures.some((measure) => measure.key === key)) return task;
    const measures = task.measures.flatMap((measure) => (measure.key === key ? change(measure) : [measure]));
    return measures.length === task.measures.length ? { ...task, measures } : renumber({ ...task, measures });
  });
  return { ...draft, tasks };
}

/** A new measure gets its own identity from the server. */
const withoutId = ({ id: _old, ...measure }: PlanMeasure): PlanMeasure => measure;

const renumber = (task: PlanTask): PlanTask => ({
  ...task,
  measures: task.measures.map((measure, index) => ({
    ...measure,
    number: index + 1,
    key: `${task.key}-(${index + 1})`,
  })),
});

function cutInSource(source: string, measure: PlanMeasure, at: number): number {
  const [start, end] = measure.span;
  const found = source.slice(start, end).indexOf(measure.text);
  // Repairs may have changed the length; then the place is only near.
  const cut = found >= 0 ? start + found + at : start + Math.round(((end - start) * at) / measure.text.length);
  return Math.min(Math.max(cut, start), end);
}
