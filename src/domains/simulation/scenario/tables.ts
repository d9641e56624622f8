import type { Literal } from '#engines/rules';
import type { LiftedSet } from '../trial/handles.ts';
import type { Figures, Shown } from '../trial/shown.ts';
import type { Scenario, Variant } from './ports.ts';

/** A scenario with what comes of each of its variants. */
export type Worked = {
  readonly title: string;
  readonly lifted: LiftedSet;
  readonly clauseTitle: (id: string) => string;
  readonly day: string;
  readonly figures: readonly Figures[];
};

/** 分 in 万元, exact to the yuan: one unit for a whole column, so that it can be summed. */
const tenThousands = (fen: number): number => Math.round(fen / 100) / 10_000;

/** Count and amount of a cell, numbers where they may be seen. */
export const cellsOf = (cell: Shown | undefined): readonly [number | string, number | string] => {
  if (!cell) return [0, 0];
  const { count, amount } = cell;
  return [count ?? '少于10', amount === null ? '不显示' : tenThousands(amount)];
};

export const LINES: readonly (readonly [string, (f: Figures) => Shown])[] = [
  ['可享企业和所需资金', (f) => f.now],
  ['缺数据的也符合时', (f) => f.possible],
  ['现行口径', (f) => f.base],
  ['新增', (f) => f.gained],
  ['退出', (f) => f.lost],
  ['增加金额', (f) => f.more],
  ['减少金额', (f) => f.less],
];

const said = (value: Literal): string => (Array.isArray(value) ? value.join('、') : String(value));

/** Clause, number, what it is now, what it is in each variant. */
export const changedOf = ({ lifted, clauseTitle }: Worked, variants: readonly Variant[]) =>
  lifted.movables
    .filter((each) => variants.some(({ values }) => values[each.parameter] !== undefined))
    .map((each) => [
      clauseTitle(each.clause),
      each.parameter,
      said(each.value),
      ...variants.map(({ values }) => said(values[each.parameter] ?? each.value)),
    ]);

export const breakdownRows = ({ figures }: Worked) =>
  (figures[0]?.by ?? []).flatMap(({ name, title }) => {
    const lines = figures.map((each) => each.by.find((own) => own.name === name)?.lines ?? []);
    const keys = [...new Map(lines.flat().map((line) => [line.key, line.label])).entries()];
    return keys.map(([key, label]) => {
      const own = lines.map((each) => each.find((line) => line.key === key));
      return { title, label, base: own.find(Boolean)?.base, variants: own.map((line) => line?.now) };
    });
  });

export const caution = ({ figures }: Worked): string =>
  figures.some((each) => each.guarded)
    ? '部分条款用到无权逐户查看的数据：其数据按十户归并，户数取整到十，金额取整到大约十户的数；不足十户的不列。'
    : '按全部企业的现有数据逐户计算。';

/** One column, one kind: counts, or 万元. What was moved is told in words below. */
export const sheetOf = (scenario: Scenario, worked: Worked, mark: string) => {
  const names = scenario.variants.map((each) => each.name);
  const pair = (name: string) => [`${name}：户数`, `${name}：金额（万元）`];
  const words = changedOf(worked, scenario.variants).map(
    ([clause = '', number = '', now = '', ...values]) =>
      `${clause}，${number}：现行 ${now}；${values.map((value, i) => `${names[i] ?? ''} ${value}`).join('；')}`,
  );
  return {
    name: scenario.title,
    mark,
    headings: ['口径', '分项', ...pair('现行'), ...names.flatMap(pair)],
    rows: [
      ...LINES.filter(([title]) => title !== '现行口径').map(([title, of], nth) => {
        const base = nth === 0 ? cellsOf(worked.figures[0]?.base) : ['', ''];
        return ['合计', title, ...base, ...worked.figures.flatMap((each) => cellsOf(of(each)))];
      }),
      ...breakdownRows(worked).map(({ title, label, base, variants }) => [
        title,
        label,
        ...cellsOf(base),
        ...variants.flatMap(cellsOf),
      ]),
      ...words.map((each) => ['改动的数', each]),
      ['说明', `条款：${worked.title}。数据截至 ${worked.day}。${caution(worked)}`],
    ],
  };
};
