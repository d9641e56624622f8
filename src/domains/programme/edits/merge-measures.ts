import { refuse } from '#kernel';
import type { PlanSheet, SheetMeasure } from '../plans/plan-sheet.ts';
import { taskOf, withTask } from './edit-sheet.ts';

/**
 * Joins neighbouring rows of one task. The first keeps its identity; units are joined, and of different limits the last
 * one counts and the row says that they differed.
 *
 * @throws Refusal when the rows are not neighbours of one task
 */
export function mergeMeasures(sheet: PlanSheet, ids: readonly string[]): PlanSheet {
  const found = ids.map((id) => taskOf(sheet, id)).sort((a, b) => a.at - b.at);
  const [first] = found;
  const areNeighbours = found.every((each, i) => each.task === first?.task && each.at === (first?.at ?? 0) + i);
  if (!first || found.length < 2 || !areNeighbours)
    throw refuse({
      code: 'plan.merge',
      kind: 'invalid',
      what: '只能合并同一任务下相邻的举措',
      todo: '请选择相邻的两行或几行',
    });
  const measures = found.map((each) => each.measure);
  return withTask(
    sheet,
    first.task,
    first.task.measures.toSpliced(first.at, found.length, joined(first.measure, measures)),
  );
}

function joined(first: SheetMeasure, measures: readonly SheetMeasure[]): SheetMeasure {
  const dues = measures.map((each) => each.due);
  const differ = new Set(dues.map((each) => each.date ?? each.text)).size > 1;
  const latest = dues.toSorted((a, b) => (b.date ?? '').localeCompare(a.date ?? ''))[0] ?? first.due;
  const tags = [...new Set(measures.flatMap((each) => each.tags ?? []))];
  return {
    ...first,
    text: measures.map((each) => each.text.trim()).reduce(joinTexts),
    lead: unique(measures.flatMap((each) => each.lead)),
    responsible: unique(measures.flatMap((each) => each.responsible)),
    due: differ ? latest : first.due,
    inherited: unique(measures.flatMap((each) => each.inherited)),
    targets: measures.flatMap((each) => each.targets),
    span: [Math.min(...measures.map((each) => each.span[0])), Math.max(...measures.map((each) => each.span[1]))],
    confidence: Math.min(...measures.map((each) => each.confidence)),
    doubts: unique([
      ...measures.flatMap((each) => each.doubts),
      ...(differ ? ['合并的各条期限不同，取最晚的一个'] : []),
    ]),
    confirmed: true,
    ...(tags.length > 0 ? { tags } : {}),
  };
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];

const joinTexts = (before: string, after: string): string =>
  `${before}${/[。；;！？]$/.test(before) ? '' : '；'}${after}`;
