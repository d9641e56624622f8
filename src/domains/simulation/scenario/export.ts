import { z } from 'zod';
import { type Call, dayOf, type FileValue, operation, toInstant } from '#kernel';
import type { PaperPart, SimulationPorts } from '../ports.ts';
import { Id } from '../trial/asked.ts';
import type { Keeper } from '../trial/keeper.ts';
import { openAsked } from '../trial/open-asked.ts';
import { showingOf } from '../trial/operations.ts';
import { type Figures, shownFigures } from '../trial/shown.ts';
import { movesOf, titleOf } from './draft.ts';
import { scenarioNamed } from './named.ts';
import type { Scenario, Variant } from './ports.ts';
import { breakdownRows, caution, cellsOf, changedOf, LINES, sheetOf, type Worked } from './tables.ts';

export const exportOperation = (ports: SimulationPorts, keeper: Keeper) =>
  operation({
    id: 'scenarios.export',
    method: 'GET',
    path: '/api/scenarios/{id}/file',
    title: '导出推演方案：Excel、Word，或可以作为草案再读入的 YAML 条款',
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
      if (format === 'xlsx') return ports.writeSheet(sheetOf(scenario, worked, await markOf(ports, call)));
      if (format === 'docx') return ports.writePaper(paperOf(scenario, worked, call));
      return yamlOf(ports, call, scenario, worked, Math.min(variant, scenario.variants.length));
    },
  });

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
    const tried = await openAsked(ports, keeper, call, asked(each));
    figures.push(shownFigures(await keeper.ask(tried.opened, tried.ask), showingOf(ports, tried)));
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

const markOf = async (ports: SimulationPorts, call: Call): Promise<string> => {
  const { unit } = call.actor;
  return `${(unit && (await ports.unitName(call, unit))) ?? ''} ${dayOf(toInstant(call.now))}`.trim();
};

const widths = (columns: number): readonly number[] =>
  Array.from({ length: columns }, () => Math.floor(8800 / columns));

const tableOf = (headings: readonly string[], rows: readonly (readonly string[])[]): PaperPart => ({
  kind: 'table',
  headings,
  widths: widths(headings.length),
  rows,
});

const paperCells = (cell: Parameters<typeof cellsOf>[0]): readonly string[] => {
  const [count, amount] = cellsOf(cell);
  return [String(count), typeof amount === 'number' ? amount.toFixed(2) : amount];
};

const paperOf = (scenario: Scenario, worked: Worked, call: Call) => {
  const names = scenario.variants.map((each) => each.name);
  const changed = changedOf(worked, scenario.variants);
  const parts: PaperPart[] = [
    { kind: 'text', text: `推演条款：${worked.title}。数据截至 ${worked.day}。${caution(worked)}` },
    ...(scenario.note ? [{ kind: 'text' as const, text: scenario.note }] : []),
    { kind: 'heading', text: '一、各方案比较' },
    tableOf(
      ['项目', ...names.flatMap((each) => [`${each}（户）`, '金额（万元）'])],
      LINES.map(([title, of]) => [title, ...worked.figures.flatMap((each) => paperCells(of(each)))]),
    ),
    { kind: 'heading', text: '二、改动的数' },
    changed.length > 0
      ? tableOf(['条款', '数', '现行', ...names], changed)
      : { kind: 'text', text: '没有改动，与现行口径相同。' },
    { kind: 'heading', text: '三、分区域、行业、规模' },
    tableOf(
      ['口径', '分项', ...names.flatMap((each) => [`${each}（户）`, '金额（万元）'])],
      breakdownRows(worked).map(({ title, label, variants }) => [title, label, ...variants.flatMap(paperCells)]),
    ),
  ];
  const subtitle = `（方案第 ${scenario.version} 版，${dayOf(toInstant(call.now))} 导出，仅供内部研究，不是现行规定）`;
  return { title: `${scenario.title}：政策推演报告`, subtitle, parts };
};

/** The text of the policy with the numbers of the variant: whoever drafts reads it in again, whole. */
async function yamlOf(
  ports: SimulationPorts,
  call: Call,
  scenario: Scenario,
  { lifted }: Worked,
  nth: number,
): Promise<FileValue> {
  const chosen = scenario.variants[nth - 1] ?? { name: '', values: {} };
  const title = titleOf(scenario, chosen);
  const text = await ports.retell(call, { set: scenario.set, title, moves: movesOf(lifted, chosen) });
  const bytes = new TextEncoder().encode(`# 推演方案，不是现行规定；可作为草案读入\n${text}`);
  return { name: `${scenario.title}-${chosen.name}.yaml`, type: 'application/yaml; charset=utf-8', bytes };
}
