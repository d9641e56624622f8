import type { DemoCity, RunStep } from '#platform/demo';
import type { Wired } from '../wire.ts';

const DAY = 86_400_000;

type Found = {
  readonly found: readonly {
    readonly unit: { readonly id: string };
    readonly classMatter?: { readonly id: string };
  }[];
};

/** The site looks for common causes by itself, as it does every day; the county's office then gives one to a unit. */
export async function tellCauses(wired: Wired, tenant: string, demo: DemoCity, run: RunStep, now: number) {
  const job = wired.jobs.find((each) => each.name === 'open-found-causes');
  await job?.run(tenant, now - 2 * DAY);
  const head = demo.official('qz-biz-office', 'office-head');
  const supervisor = demo.official('longyou-biz-office', 'supervisor');
  if (!head || !supervisor) throw new Error('the demo city has nobody to look at causes');
  const at = now - DAY;
  const { found } = (await run({ at, actor: head, operation: 'quality.causes', input: {} })) as Found;
  const county = found.find((each) => each.classMatter && each.unit.id.startsWith('longyou-'));
  if (!county?.classMatter) return;
  const note = '请牵头拿出流程层面的办法，十五个工作日内报送。';
  const input = { id: county.classMatter.id, move: 'assign', unit: county.unit.id, note };
  await run({ at, actor: supervisor, operation: 'matters.move', input });
}

/** 2023 年重点 66、长板 48、短板 22、特色 102（共 306 项）: in such shares, over the measures of the demo's copy. */
const LISTS: readonly (readonly [name: string, share: number])[] = [
  ['重点', 66 / 306],
  ['长板', 48 / 306],
  ['短板', 22 / 306],
  ['特色', 102 / 306],
];

type Tasks = readonly { readonly measures: readonly object[] }[];

/** The four lists, spread evenly: which measure belongs where is made up. */
export function withLists<T extends { readonly [field: string]: unknown }>(sheet: T): T {
  let nth = 0;
  const tasks = (sheet.tasks as Tasks | undefined)?.map((task) => ({
    ...task,
    measures: task.measures.map((measure) => {
      nth += 1;
      const tags = LISTS.flatMap(([name, share], at) => (belongs(nth + at * 7, share) ? [name] : []));
      return tags.length > 0 ? { ...measure, tags } : measure;
    }),
  }));
  return { ...sheet, tasks };
}

/** Every 1/share-th. */
const belongs = (nth: number, share: number): boolean => Math.floor(nth * share) > Math.floor((nth - 1) * share);

/** 专项行动, each with one leader, one team, one plan and its nodes: some done, one missed, the rest ahead. */
export async function tellActions(demo: DemoCity, run: RunStep, plan: string, now: number): Promise<void> {
  const planner = demo.official('qz-biz-office', 'planner');
  const leader = demo.official('qz-leaders', 'leader');
  if (!planner || !leader) throw new Error('the demo city has no planner or no leader');
  const day = (offset: number): string => new Date(now + offset * DAY + 8 * 3_600_000).toISOString().slice(0, 10);
  for (const { title, leadUnit, team, nodes } of ACTIONS) {
    const input = {
      title,
      leader: leader.id,
      leadUnit,
      team: team.map((unit) => ({ unit })),
      plan,
      nodes: nodes.map(([what, offset]) => ({ title: what, day: day(offset) })),
    };
    const added = (await run({ at: now - 60 * DAY, actor: planner, operation: 'actions.add', input })) as Action;
    for (const [at, [, offset]] of nodes.entries()) {
      const node = added.nodes[at]?.id;
      if (offset > -10 || !node) continue;
      const done = { id: added.id, node, note: '已按期完成（演示）。' };
      await run({ at: now + offset * DAY, actor: planner, operation: 'actions.node-done', input: done });
    }
  }
}

type Action = { readonly id: string; readonly nodes: readonly { readonly id: string }[] };

const ACTIONS: readonly {
  readonly title: string;
  readonly leadUnit: string;
  readonly team: readonly string[];
  readonly nodes: readonly (readonly [title: string, offset: number])[];
}[] = [
  {
    title: '预付式消费专项治理（演示）',
    leadUnit: 'qz-commerce',
    team: ['qz-commerce', 'qz-market-regulation', 'qz-court'],
    nodes: [
      ['印发实施方案', -40],
      ['完成摸底建档', -5],
      ['上线预付资金监管', 45],
    ],
  },
  {
    title: '知识产权快速协同保护（演示）',
    leadUnit: 'qz-market-regulation',
    team: ['qz-market-regulation', 'qz-court', 'qz-science'],
    nodes: [
      ['设立快速维权窗口', -30],
      ['全流程线上受理', 20],
      ['总结推广', 80],
    ],
  },
  {
    title: '建设项目配套费减负（演示）',
    leadUnit: 'qz-housing',
    team: ['qz-housing', 'qz-finance', 'qz-natural-resources'],
    nodes: [
      ['公布减免清单', -20],
      ['存量项目退费', 30],
    ],
  },
];
