import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { measuresOf, type PlanSheet, sheetOf } from '../plans/plan-sheet.ts';
import { readPlanText } from '../reading/index.ts';
import { diffSheets } from './diff-sheets.ts';

const text = readFileSync(new URL('../../../../packs/quzhou/plans/quzhou-2021-最优城市.txt', import.meta.url), 'utf8');
const read = sheetOf({ draft: readPlanText(text), sourceText: text });
const before: PlanSheet = {
  ...read,
  tasks: read.tasks.map((task) => ({
    ...task,
    measures: task.measures.map((each) => ({ ...each, id: `id-${each.key}` })),
  })),
};
const copy = (): PlanSheet => structuredClone(read);
let count = 0;
const newId = (): string => {
  count += 1;
  return `new-${count}`;
};

test('the same document changes nothing and every measure is itself', () => {
  const { diff, sheet } = diffSheets(before, copy(), newId);
  expect(diff).toEqual({ added: [], removed: [], changed: [], unchanged: 123 });
  expect(measuresOf(sheet).map((each) => each.id)).toEqual(measuresOf(before).map((each) => each.id));
});

test('corrected words, lead and limit, a new and a missing measure are each told apart, though all numbers moved', () => {
  const after = copy();
  const [task] = after.tasks;
  if (!task) throw new Error('tasks');
  const [gone] = task.measures.splice(0, 1);
  const [, second, third] = task.measures;
  if (!second || !third || !gone) throw new Error('measures');
  second.text = `${second.text.slice(0, -1)}，每季度通报一次。`;
  second.lead = ['市财政局'];
  third.due = { text: '6月底前', date: '2021-06-30' };
  task.measures.push({ ...third, text: '建立首席数据官制度，编制公共数据授权运营目录。', targets: [] });
  task.measures.forEach((each, i) => {
    each.number = i + 1;
    each.key = `1-(${i + 1})`;
  });
  const { diff, sheet } = diffSheets(before, after, newId);
  expect(diff.removed).toMatchObject([{ id: 'id-1-(1)', key: '1-(1)' }]);
  expect(diff.added).toMatchObject([{ text: '建立首席数据官制度，编制公共数据授权运营目录。' }]);
  const changed = new Map(diff.changed.map((each) => [each.id, each]));
  expect(changed.get('id-1-(2)')).toEqual({
    id: 'id-1-(2)',
    key: '1-(1)',
    number: { before: '1-(2)', after: '1-(1)' },
  });
  expect(changed.get('id-1-(3)')).toMatchObject({
    lead: { before: ['市营商办'], after: ['市财政局'] },
    text: { after: expect.stringContaining('每季度通报一次') },
  });
  expect(changed.get('id-1-(4)')).toMatchObject({ due: { before: '2021-12-31', after: '2021-06-30' } });
  expect(diff.unchanged).toBe(measuresOf(before).length - (before.tasks[0]?.measures.length ?? 0));
  expect(new Set(measuresOf(sheet).map((each) => each.id)).size).toBe(measuresOf(sheet).length);
});

test('two measures that exchange their places keep their histories', () => {
  const after = copy();
  const measures = after.tasks[2]?.measures ?? [];
  const texts = measures.map((each) => each.text);
  measures.reverse();
  const { sheet } = diffSheets(before, after, newId);
  const ids = new Map(measuresOf(before).map((each) => [each.text, each.id]));
  expect(sheet.tasks[2]?.measures.map((each) => each.id)).toEqual(texts.toReversed().map((each) => ids.get(each)));
});
