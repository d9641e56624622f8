import { type Actor, addDays, day, dayOf, hashOf, toInstant } from '#kernel';
import type { DemoCity, Step } from '#platform/demo';

type Run = (step: Pick<Step, 'at' | 'actor' | 'operation' | 'input'>) => Promise<unknown>;

const DAY = 86_400_000;
const NOBODY: Actor = { kind: 'anonymous', id: 'anonymous', roles: [], permissions: [] };
const SCHEME = 'quzhou-targets';

/** Between 0 and 1, the same for the same words: a demo tells one story. */
const chance = (...words: readonly string[]): number => Number.parseInt(hashOf(words).slice(0, 8), 16) / 2 ** 32;

/** Last year's figures of the plans' targets, most of them in; one survey that is over and one that runs. */
export async function tellCollected(demo: DemoCity, run: Run, now: number): Promise<void> {
  await tellFigures(demo, run, now);
  await tellSurveys(demo, run, now);
  await tellMaterials(demo, run, now);
  await tellBenchmarks(demo, run, now);
}

/** Two cities that do not exist, two years of each: whoever looks sees at once that nothing here was measured. */
async function tellBenchmarks(demo: DemoCity, run: Run, now: number): Promise<void> {
  const actor = demo.official('qz-biz-office', 'office-head');
  const checker = demo.official('qz-biz-office', 'planner');
  if (!actor) return;
  const at = now - 10 * DAY;
  const last = Number(dayOf(toInstant(now)).slice(0, 4)) - 1;
  const known = (await run({ at: now, actor, operation: 'benchmarks.beside', input: { scheme: SCHEME } })) as {
    known: readonly unknown[];
  };
  if (known.known.length > 0) return;
  const { nodes } = (await run({ at, actor, operation: 'schemes.get', input: { id: SCHEME } })) as {
    nodes: readonly Node[];
  };
  const told = { source: '演示用合成数据，并非真实统计', sourceDay: dayOf(toInstant(at)) };
  for (const city of ['演示甲', '演示乙'])
    for (const [nth, node] of nodes.entries())
      for (const period of [String(last - 1), String(last)]) {
        const value = figureFor(node, `${city} ${period} ${node.id}`);
        if (value === undefined || nth % 4 === 3) continue;
        const input = { ...told, city, indicator: node.id, period, value };
        await run({ at, actor, operation: 'benchmarks.add', input });
        // Two of three were read by a second person.
        if (checker && nth % 3 !== 2) {
          const cell = { city, indicator: node.id, period, value };
          await run({ at: at + DAY, actor: checker, operation: 'benchmarks.check', input: cell });
        }
      }
}

type Node = {
  readonly id: string;
  readonly unit?: string;
  /** Of a share: what is divided by what. */
  readonly inputs?: readonly string[];
  readonly normaliser?: { readonly kind: string; readonly worst?: number; readonly frontier?: number };
};
type Cell = {
  readonly indicator: string;
  readonly matter?: string;
  readonly status: string;
  readonly holder?: { readonly id: string };
};

/** Who answers for a unit; at the office that runs it all, its head. */
const answering = (demo: DemoCity, unit: string) =>
  demo.official(unit, 'liaison') ?? demo.official(unit, 'head') ?? demo.official(unit, 'office-head');

async function tellFigures(demo: DemoCity, run: Run, now: number): Promise<void> {
  const planner = demo.official('qz-biz-office', 'planner');
  const leader = demo.official('qz', 'leader');
  if (!planner) return;
  const year = String(Number(dayOf(toInstant(now)).slice(0, 4)) - 1);
  const asked = { scheme: SCHEME, period: year };
  const due = addDays(day(dayOf(toInstant(now))), 6);
  const at = now - 20 * DAY;
  const board = () =>
    run({ at: now, actor: planner, operation: 'collect.board', input: asked }) as Promise<{ cells: readonly Cell[] }>;
  if ((await board()).cells.some((each) => each.matter)) return; // told before, by a start that was interrupted
  await run({ at, actor: planner, operation: 'collect.ask', input: { ...asked, due } });
  const { nodes } = (await run({ at, actor: planner, operation: 'schemes.get', input: { id: SCHEME } })) as {
    nodes: readonly Node[];
  };
  await run({ at, actor: planner, operation: 'collect.set-schedule', input: { scheme: SCHEME, active: true } });
  for (const [nth, cell] of (await board()).cells.entries()) {
    const source = cell.holder && answering(demo, cell.holder.id);
    if (!source || !cell.matter || nth % 11 === 5) continue;
    const share = nodes.find((each) => each.inputs?.includes(cell.indicator));
    const value = share
      ? partOf(share, cell.indicator)
      : figureFor(
          nodes.find((each) => each.id === cell.indicator),
          cell.indicator,
        );
    const said = {
      id: cell.matter,
      reply: '年度统计报表（演示）',
      ...(value === undefined ? { missing: 'unpublished' } : { value, unproven: '演示数据，由统计报表系统直接取数' }),
    };
    await run({ at: at + (3 + (nth % 5)) * DAY, actor: source, operation: 'collect.fill', input: said });
    if (nth % 9 === 3) continue;
    const checked = { id: cell.matter, move: 'verify', outcome: 'resolved' };
    // What the office itself states is checked above it.
    const checker = source.unit === planner.unit ? leader : planner;
    if (!checker) continue;
    await run({ at: at + (9 + (nth % 4)) * DAY, actor: checker, operation: 'matters.move', input: checked });
  }
}

/** Between seven tenths of the way to the target and a little past it. */
function figureFor(node: Node | undefined, indicator: string): number | undefined {
  const { worst, frontier } = node?.normaliser ?? {};
  if (worst === undefined || frontier === undefined || chance(indicator) > 0.92) return undefined;
  const way = 0.7 + 0.3 * chance(indicator, 'way');
  // What is counted by the hundred, or is a thing or a person, is counted in whole ones.
  const digits = frontier >= 100 || /^[个人家户条件项笔]/u.test(node?.unit ?? '') ? 1 : 10;
  return Math.round((worst + (frontier - worst) * way) * digits) / digits;
}

/** The whole is told by chance; the part is what makes the share come out. */
function partOf(share: Node, indicator: string): number | undefined {
  const [, whole = ''] = share.inputs ?? [];
  const all = 200 + Math.round(4800 * chance(whole, 'whole'));
  if (indicator === whole) return all;
  const figure = figureFor(share, share.id);
  return figure === undefined ? undefined : Math.round((all * Math.min(100, figure)) / 100);
}

type Asked = {
  readonly form: string;
  readonly period: string;
  readonly from: number;
  readonly days: number;
  readonly total: number;
};

async function tellSurveys(demo: DemoCity, run: Run, now: number): Promise<void> {
  const manager = demo.official('qz-biz-office', 'supervisor');
  if (!manager) return;
  const known = (await run({ at: now, actor: manager, operation: 'surveys.list', input: {} })) as {
    items: readonly unknown[];
  };
  if (known.items.length > 0) return;
  const year = dayOf(toInstant(now)).slice(0, 4);
  const over = { form: 'satisfaction', period: `${year}年上期（演示）`, from: now - 40 * DAY, days: 20, total: 90 };
  const running = { form: 'legal-services', period: `${year}年（演示）`, from: now - 5 * DAY, days: 15, total: 60 };
  await tellOne(demo, run, manager, over, 0.62);
  await tellOne(demo, run, manager, running, 0.35);
}

async function tellOne(demo: DemoCity, run: Run, manager: Actor, asked: Asked, rate: number): Promise<void> {
  const { form, period, from, days, total } = asked;
  const closes = addDays(day(dayOf(toInstant(from))), days);
  const input = { form, period, population: { kind: 'registry' }, total, closes };
  const { id } = (await run({ at: from, actor: manager, operation: 'surveys.announce', input })) as { id: string };
  const seed = { id, source: '福彩 3D 开奖号码（演示）', value: '4 0 7' };
  await run({ at: from + DAY, actor: manager, operation: 'surveys.draw', input: seed });
  for (const { id: firm } of demo.enterprises) {
    if (chance(form, firm) > rate) continue;
    const at = from + 2 * DAY + Math.floor(chance(firm) * 2 * DAY);
    const mine = (await run({ at, actor: demo.firm(firm), operation: 'surveys.mine', input: {} })) as {
      items: readonly { token: string }[];
    };
    const token = mine.items[0]?.token;
    if (!token) continue;
    await run({ at, actor: NOBODY, operation: 'surveys.answer', input: { token, answers: sheetOf(form, firm) } });
  }
}

const grade = (...words: readonly string[]): number => {
  const way = chance(...words);
  return way < 0.42 ? 5 : way < 0.84 ? 4 : way < 0.93 ? 3 : way < 0.98 ? 2 : 1;
};

const sheetOf = (form: string, firm: string): object =>
  form === 'satisfaction'
    ? {
        ...Object.fromEntries(
          ['overall', 'government', 'fair', 'legal'].map((each) => [each, grade(form, firm, each)]),
        ),
        burden: ['funding', 'labour', 'market', 'policy'].filter((each) => chance(firm, each) < 0.4),
      }
    : { overall: grade(form, firm, 'overall'), reach: grade(form, firm, 'reach') };

const MATERIALS = [
  [
    'qz-tax',
    'tax-by-phone',
    'statistic',
    '掌上办税缴费占比月报',
    '办税缴费事项掌上可办，按月上升',
    '电子税务局后台统计（演示）',
    '掌上办占比 94.4%',
  ],
  [
    'qz-finance',
    'redemption-days',
    'link',
    '政策兑现公开专栏',
    '兑现时长逐件公开，平均 15 个工作日',
    '市财政局网站（演示）',
    'https://example.cn/duixian',
  ],
  [
    'qz-finance',
    'sme-procurement',
    'statistic',
    '预留采购预算执行表',
    '面向中小微企业预留份额达到要求',
    '政府采购云平台（演示）',
    '预留 33.2%',
  ],
] as const;

async function tellMaterials(demo: DemoCity, run: Run, now: number): Promise<void> {
  for (const [at, [unit, indicators, kind, title, supports, source, substance]] of MATERIALS.entries()) {
    const actor = answering(demo, unit);
    if (!actor) continue;
    const when = now - (12 - at) * DAY;
    const day = dayOf(toInstant(when));
    const given = {
      kind,
      title,
      supports,
      source,
      day,
      indicators,
      ...(kind === 'link' ? { url: substance } : { figure: substance }),
    };
    await run({ at: when, actor, operation: 'materials.add', input: given });
  }
}
