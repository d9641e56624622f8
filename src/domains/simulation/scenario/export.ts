import { stringify } from 'yaml';
import { z } from 'zod';
import type { Literal } from '#engines/rules';
import { type Call, dayOf, type FileValue, formatMoney, money, operation, toInstant } from '#kernel';
import type { PaperPart, SimulationPorts } from '../ports.ts';
import { Id } from '../trial/asked.ts';
import type { LiftedSet } from '../trial/handles.ts';
import type { Keeper } from '../trial/keeper.ts';
import { openAsked } from '../trial/open-asked.ts';
import { labelsOf } from '../trial/operations.ts';
import { type Figures, type Shown, shownFigures } from '../trial/shown.ts';
import { scenarioNamed } from './named.ts';
import type { Scenario, Variant } from './ports.ts';

export const exportOperation = (ports: SimulationPorts, keeper: Keeper) =>
  operation({
    id: 'scenarios.export',
    method: 'GET',
    path: '/api/scenarios/{id}/file',
    title: '导出推演方案：Excel、Word，或可以再读入的 YAML 规则',
    permission: 'policies.read',
    produces: 'file',
    input: z.strictObject({
      id: Id,
      version: z.coerce.number().int().min(1).max(1e6).optional(),
      format: z.enum(['xlsx', 'docx', 'yaml']).default('docx'),
      variant: z.coerce.number().int().min(1).max(8).default(1).describe('YAML 导出第几个方案'),
    }),
    output: z.custom<FileValue>(),
    handle: async (call, { id, version, format, variant }) => {
      const scenario = await scenarioNamed(ports, call, id, version);
      const worked = await workOut(ports, keeper, call, scenario);
      if (format === 'xlsx') return ports.writeSheet(sheetOf(scenario, worked, markOf(call)));
      if (format === 'docx') return ports.writePaper(paperOf(scenario, worked, call));
      return yamlOf(scenario, worked, Math.min(variant, scenario.variants.length));
    },
  });

type Worked = {
  readonly title: string;
  readonly lifted: LiftedSet;
  readonly clauseTitle: (id: string) => string;
  readonly day: string;
  readonly figures: readonly Figures[];
};

async function workOut(ports: SimulationPorts, keeper: Keeper, call: Call, scenario: Scenario): Promise<Worked> {
  const figures: Figures[] = [];
  const asked = (each: Variant) => ({
    set: scenario.set,
    clauses: [...scenario.clauses],
    // A number that the text no longer has is left out: the rest is still worth having.
    values: each.values as Record<string, string>,
    ...(each.budget ? { budget: { most: each.budget.most, how: { ...each.budget.how } as { by: 'share' } } } : {}),
  });
  const first = await openAsked(ports, keeper, call, { ...asked({ name: '', values: {} }) });
  for (const each of scenario.variants) {
    const { opened, ask } = await openAsked(ports, keeper, call, asked(each));
    figures.push(shownFigures(await keeper.ask(opened, ask), opened.hidden.length > 0, labelsOf(ports)));
  }
  const titles = new Map(first.set.clauses.map((each) => [each.id, `${each.article} ${each.title}`]));
  return {
    title: first.set.title,
    lifted: first.opened.lifted,
    clauseTitle: (id) => titles.get(id) ?? id,
    day: dayOf(toInstant(call.now)),
    figures,
  };
}

const markOf = ({ actor, now }: Call): string => `${actor.unit ?? ''} ${dayOf(toInstant(now))}`.trim();

const count = ({ count: n }: Shown): string => (n === null ? '少于10' : String(n));
const amount = ({ amount: fen }: Shown): string => (fen === null ? '—' : formatMoney(money(Math.round(fen)), 2));
const said = (value: Literal): string => (Array.isArray(value) ? value.join('、') : String(value));

const LINES: readonly (readonly [string, (f: Figures) => string])[] = [
  ['可享企业（户）', (f) => count(f.now)],
  ['所需资金', (f) => amount(f.now)],
  ['缺数据的也符合时，企业（户）', (f) => count(f.possible)],
  ['缺数据的也符合时，资金', (f) => amount(f.possible)],
  ['现行口径，企业（户）', (f) => count(f.base)],
  ['现行口径，资金', (f) => amount(f.base)],
  ['新增企业（户）', (f) => count(f.gained)],
  ['退出企业（户）', (f) => count(f.lost)],
  ['增加金额的企业（户）', (f) => count(f.more)],
  ['减少金额的企业（户）', (f) => count(f.less)],
];

const changedOf = ({ lifted, clauseTitle }: Worked, variants: readonly Variant[]) =>
  lifted.movables
    .filter((each) => variants.some(({ values }) => values[each.parameter] !== undefined))
    .map((each) => [
      clauseTitle(each.clause),
      each.parameter,
      said(each.value),
      ...variants.map(({ values }) => said(values[each.parameter] ?? each.value)),
    ]);

const breakdownRows = ({ figures }: Worked): readonly (readonly string[])[] =>
  (figures[0]?.by ?? []).flatMap(({ name, title }) => {
    const lines = figures.map((each) => each.by.find((own) => own.name === name)?.lines ?? []);
    const keys = [...new Map(lines.flat().map((line) => [line.key, line.label])).entries()];
    return keys.map(([key, label]) => [
      title,
      label,
      ...lines.flatMap((own) => {
        const line = own.find((each) => each.key === key);
        return line ? [count(line.now), amount(line.now)] : ['0', '—'];
      }),
    ]);
  });

const caution = ({ figures }: Worked): string =>
  figures.some((each) => each.guarded)
    ? '用到无权逐户查看的数据：数据按十户归并，户数取整到十，不足十户的不列。'
    : '按全部企业的现有数据逐户计算。';

const sheetOf = (scenario: Scenario, worked: Worked, mark: string) => {
  const names = scenario.variants.map((each) => each.name);
  const width = 3 + names.length * 2;
  const fill = (cells: readonly string[]) => [...cells, ...Array<string>(Math.max(0, width - cells.length)).fill('')];
  return {
    name: scenario.title,
    mark,
    headings: fill(['项目', '', ...names.flatMap((each) => [each, ''])]).map((each, i) => each || `　${i}`),
    rows: [
      fill([`条款：${worked.title}`, `数据截至 ${worked.day}`, caution(worked)]),
      ...LINES.map(([title, of]) => fill([title, '', ...worked.figures.flatMap((each) => [of(each), ''])])),
      fill(['改动的数', '', '现行', ...names]),
      ...changedOf(worked, scenario.variants).map(fill),
      fill(['分项', '', ...names.flatMap(() => ['户数', '金额'])]),
      ...breakdownRows(worked).map(fill),
    ],
  };
};

const widths = (columns: number): readonly number[] =>
  Array.from({ length: columns }, () => Math.floor(8800 / columns));

const tableOf = (headings: readonly string[], rows: readonly (readonly string[])[]): PaperPart => ({
  kind: 'table',
  headings,
  widths: widths(headings.length),
  rows,
});

const paperOf = (scenario: Scenario, worked: Worked, call: Call) => {
  const names = scenario.variants.map((each) => each.name);
  const changed = changedOf(worked, scenario.variants);
  const parts: PaperPart[] = [
    { kind: 'text', text: `推演条款：${worked.title}。数据截至 ${worked.day}。${caution(worked)}` },
    ...(scenario.note ? [{ kind: 'text' as const, text: scenario.note }] : []),
    { kind: 'heading', text: '一、各方案比较' },
    tableOf(
      ['项目', ...names],
      LINES.map(([title, of]) => [title, ...worked.figures.map(of)]),
    ),
    { kind: 'heading', text: '二、改动的数' },
    changed.length > 0
      ? tableOf(['条款', '数', '现行', ...names], changed)
      : { kind: 'text', text: '没有改动，与现行口径相同。' },
    { kind: 'heading', text: '三、分区域、行业、规模' },
    tableOf(['口径', '分项', ...names.flatMap((each) => [`${each}户数`, '金额'])], breakdownRows(worked)),
  ];
  const subtitle = `（方案第 ${scenario.version} 版，${dayOf(toInstant(call.now))} 导出，仅供内部研究，不是现行规定）`;
  return { title: `${scenario.title}：政策推演报告`, subtitle, parts };
};

/** A rule file with the numbers of the variant: `clearway rules check` reads it, and so does whoever drafts from it. */
function yamlOf(scenario: Scenario, { lifted, day }: Worked, nth: number): FileValue {
  const values = scenario.variants[nth - 1]?.values ?? {};
  const { parameters = [], rules, today, ...set } = lifted.set;
  const moved = parameters.map((each) => {
    const value = values[each.name];
    if (value === undefined) return each;
    return { ...each, values: [...each.values, { since: day, value, source: scenario.title }] };
  });
  // A rule file has no day of its own: the one that was tried is written down.
  const asked =
    today === undefined ? [] : [{ name: today, type: 'date', values: [{ since: '0001-01-01', value: day }] }];
  const whole = rules.map(({ parts: _, ...rule }) => rule);
  const name = `${scenario.title}-${scenario.variants[nth - 1]?.name ?? ''}`;
  const head = `# ${scenario.title}（推演方案第 ${scenario.version} 版），不是现行规定\n`;
  const text = head + stringify({ ...set, parameters: [...moved, ...asked], rules: whole });
  return { name: `${name}.yaml`, type: 'application/yaml; charset=utf-8', bytes: new TextEncoder().encode(text) };
}
