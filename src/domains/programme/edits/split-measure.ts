import { refuse } from '#kernel';
import type { PlanSheet, SheetMeasure } from '../plans/plan-sheet.ts';
import { taskOf, withTask } from './edit-sheet.ts';

/**
 * Parts a row in two at a place in its text. The first keeps its identity; both keep who and when, and each keeps
 * the targets and the stretch of the source that belong to its half.
 *
 * @param newId identity of the second half
 * @throws Refusal when one half would be empty
 * @example splitMeasure(sheet, 'm1', '推进甲；'.length, 'm2')
 */
export function splitMeasure(sheet: PlanSheet, id: string, at: number, newId: string): PlanSheet {
  const { task, at: place, measure } = taskOf(sheet, id);
  const [before, after] = [measure.text.slice(0, at), measure.text.slice(at)];
  if (before.trim() === '' || after.trim() === '')
    throw refuse({
      code: 'plan.split',
      kind: 'invalid',
      what: '拆分的位置在开头或结尾',
      todo: '请把光标放在两件事之间',
    });
  const cut = sourceOffset(sheet.source.text, measure, at);
  const half = (text: string, span: [number, number]): SheetMeasure => ({
    ...measure,
    text: text.trim(),
    span,
    targets: measure.targets.filter((each) => belongs(each, text, span)),
    confirmed: true,
  });
  const first = half(before, [measure.span[0], cut]);
  const second = { ...half(after, [cut, measure.span[1]]), id: newId };
  return withTask(sheet, task, task.measures.toSpliced(place, 1, first, second));
}

function belongs(
  target: SheetMeasure['targets'][number],
  text: string,
  [start, end]: readonly [number, number],
): boolean {
  return target.span ? target.span[0] >= start && target.span[0] < end : text.includes(target.text);
}

const plain = (sign: string): string => sign.normalize('NFKC');

/**
 * Where in the source a place of the cleaned text lies: both are walked side by side, since the source may have blanks,
 * line ends and other forms of the same signs in between.
 */
export function sourceOffset(source: string, { text, span }: Pick<SheetMeasure, 'text' | 'span'>, at: number): number {
  const [start, end] = span;
  let here = start;
  for (const sign of text.slice(0, at)) {
    const wanted = plain(sign);
    const ahead = source.slice(here, Math.min(end, here + 40));
    const found = [...ahead].findIndex((each) => plain(each) === wanted);
    if (found < 0) continue;
    here += [...ahead].slice(0, found + 1).join('').length;
  }
  return Math.min(Math.max(here, start), end);
}
