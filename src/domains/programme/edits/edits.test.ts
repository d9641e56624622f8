import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measuresOf, type PlanSheet, sheetOf } from '../plans/plan-sheet.ts';
import { readPlanText } from '../reading/index.ts';
import { confirmMeasures, editMeasure } from './edit-sheet.ts';
import { mergeMeasures } from './merge-measures.ts';
import { shiftYears } from './shift-years.ts';
import { splitMeasure } from './split-measure.ts';

const text = readFileSync(new URL('../../../../packs/quzhou/plans/quzhou-2021-最优城市.txt', import.meta.url), 'utf8');
const read = sheetOf({ draft: readPlanText(text), sourceText: text });
const sheet: PlanSheet = {
  ...read,
  tasks: read.tasks.map((task) => ({
    ...task,
    measures: task.measures.map((each) => ({ ...each, id: `id-${each.key}` })),
  })),
};
const keysOf = (each: PlanSheet): readonly (string | undefined)[] => measuresOf(each).map(({ key }) => key);
const find = (each: PlanSheet, id: string) => {
  const found = measuresOf(each).find((one) => one.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};
const bare = (value: string): string => value.normalize('NFKC').replace(/\s/g, '');

describe('splitting', () => {
  test('parts text, source and targets, keeps who and when, and numbers the rest anew', () => {
    const before = find(sheet, 'id-1-(1)');
    const at = before.text.indexOf('，') + 1;
    const after = splitMeasure(sheet, 'id-1-(1)', at, 'new');
    const [first, second] = [find(after, 'id-1-(1)'), find(after, 'new')];
    expect(first.text + second.text).toBe(before.text);
    expect(first.span[0]).toBe(before.span[0]);
    expect(second.span).toEqual([first.span[1], before.span[1]]);
    expect(bare(text.slice(...second.span))).toContain(bare(second.text).slice(0, 8));
    expect(second.lead).toEqual(before.lead);
    expect(second.due).toEqual(before.due);
    expect(after.tasks[0]?.measures.map((each) => each.key)).toEqual(
      ['1-(1)', '1-(2)', '1-(3)', '1-(4)', '1-(5)', '1-(6)'].slice(0, (sheet.tasks[0]?.measures.length ?? 0) + 1),
    );
    expect(new Set(keysOf(after)).size).toBe(124);
  });

  test('at any place of any row loses no sign of the text and no target', () => {
    const rows = measuresOf(sheet);
    fc.assert(
      fc.property(fc.nat(rows.length - 1), fc.double({ min: 0.05, max: 0.95, noNaN: true }), (which, share) => {
        const row = rows[which];
        if (!row?.id) return;
        const at = Math.max(1, Math.round(row.text.length * share));
        if (row.text.slice(0, at).trim() === '' || row.text.slice(at).trim() === '') return;
        const after = splitMeasure(sheet, row.id, at, 'new');
        const [first, second] = [find(after, row.id), find(after, 'new')];
        expect(bare(first.text + second.text)).toBe(bare(row.text));
        expect(first.span[1]).toBe(second.span[0]);
        expect(first.targets.length + second.targets.length).toBe(row.targets.length);
      }),
    );
  });

  test('at the very beginning is refused', () => {
    expect(() => splitMeasure(sheet, 'id-1-(1)', 0, 'new')).toThrow('拆分的位置');
  });
});

describe('merging', () => {
  test('undoes a split', () => {
    const before = find(sheet, 'id-1-(1)');
    const split = splitMeasure(sheet, 'id-1-(1)', before.text.indexOf('，') + 1, 'new');
    const merged = find(mergeMeasures(split, ['new', 'id-1-(1)']), 'id-1-(1)');
    expect(merged.text.replace('；', '')).toBe(before.text.replace('；', ''));
    expect(merged.span).toEqual(before.span);
    expect(merged).toMatchObject({ lead: before.lead, due: before.due, targets: before.targets });
  });

  test('of rows with different limits takes the last one and says so', () => {
    const early = editMeasure(sheet, 'id-1-(1)', { due: { text: '6月底前', date: '2021-06-30' } });
    const late = editMeasure(early, 'id-1-(2)', { due: { text: '全年', date: '2021-12-31' }, lead: ['市财政局'] });
    const merged = find(mergeMeasures(late, ['id-1-(1)', 'id-1-(2)']), 'id-1-(1)');
    expect(merged.due.date).toBe('2021-12-31');
    expect(merged.doubts).toContain('合并的各条期限不同，取最晚的一个');
    expect(merged.lead).toEqual([...find(sheet, 'id-1-(1)').lead, '市财政局']);
  });

  test('of rows that are no neighbours is refused', () => {
    expect(() => mergeMeasures(sheet, ['id-1-(1)', 'id-1-(3)'])).toThrow('相邻');
    expect(() => mergeMeasures(sheet, ['id-1-(1)', 'id-2-(1)'])).toThrow('相邻');
  });
});

test('a cell corrected by hand is no longer inherited and the row counts as confirmed', () => {
  const inherited = measuresOf(sheet).find((each) => each.inherited.includes('due'));
  const after = find(
    editMeasure(sheet, inherited?.id ?? '', { due: { text: '9月底前', date: '2021-09-30' } }),
    inherited?.id ?? '',
  );
  expect(after.inherited).not.toContain('due');
  expect(after.confirmed).toBe(true);
  expect(find(confirmMeasures(sheet, ['id-3-(1)']), 'id-3-(1)').confirmed).toBe(true);
  expect(() => confirmMeasures(sheet, ['nobody'])).toThrow('没有这条举措');
});

describe('a copy with its years shifted', () => {
  const shifted = shiftYears(sheet, 5);
  test('is marked, carries no document number, and its limits lie in the new year', () => {
    expect(shifted.title).toBe('【演示】衢州市打造中国营商环境最优城市2026年实施方案');
    expect(shifted.documentNumber).toBeNull();
    expect(shifted.year).toBe(2026);
    expect(new Set(measuresOf(shifted).map((each) => each.due.date?.slice(0, 4)))).toEqual(new Set(['2026']));
    expect(measuresOf(shifted).every((each) => each.id === undefined)).toBe(true);
  });

  test('keeps every span on its place in the source', () => {
    expect(shifted.source.text).toHaveLength(text.length);
    for (const [i, measure] of measuresOf(shifted).entries()) {
      const original = measuresOf(sheet)[i];
      expect(measure.span).toEqual(original?.span);
      if (!/20\d\d年/.test(original?.text ?? '')) expect(measure.text).toBe(original?.text);
    }
  });

  test('knows leap days', () => {
    const leap = { ...sheet, validUntilDay: '2024-02-29' };
    expect(shiftYears(leap, 1).validUntilDay).toBe('2025-02-28');
    expect(shiftYears(leap, 4).validUntilDay).toBe('2028-02-29');
  });
});
