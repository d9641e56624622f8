import { type Actor, dayOf, mondayOf, seededRandom, startOfDay, toInstant } from '#kernel';
import type { DemoCity, RunStep } from '#platform/demo';
import type { Wired } from '../wire.ts';
import { tellAccountability } from './accountability.ts';
import { runJob } from './facts.ts';
import { tellScores } from './scores.ts';

const DAY = 86_400_000;
const NOBODY: Actor = { kind: 'anonymous', id: 'anonymous', roles: [], permissions: [] };
type Done = { readonly id: string; readonly code: string };

const WINDOWS = [
  ['tax-01', 'qz-tax', '1 号窗口', '发票领用'],
  ['market-01', 'qz-market-regulation', '3 号窗口', '企业设立登记'],
  ['housing-01', 'qz-housing', '8 号窗口', '建筑工程施工许可'],
  ['commerce-01', 'qz-commerce', '5 号窗口', '对外贸易经营者备案'],
  ['labour-01', 'qz-labour', '6 号窗口', '企业职工参保登记'],
] as const;

/** 好差评, 专班, 微改革 and last month's score: told through the operations that people use. */
export async function tellEvaluation(wired: Wired, tenant: string, demo: DemoCity, run: RunStep, now: number) {
  const head = demo.official('qz-biz-office', 'office-head');
  const supervisor = demo.official('qz-biz-office', 'supervisor');
  if (!head || !supervisor) throw new Error('the demo city has nobody to score');
  await tellRatings(run, head, now);
  await tellTeams(run, demo, head, now);
  await tellReforms(run, demo, [head, supervisor], now);
  const follow = wired.jobs.find((each) => each.name === 'follow-events');
  await follow?.run(tenant, now);
  await wired.jobs.find((each) => each.name === 'watch-indicators')?.run(tenant, now);
  await tellScores({ run, head, supervisor, now });
  await runJob(wired, tenant, briefedAt(now), 'weekly-brief');
  await tellGrades(run, head, supervisor, now);
  await tellStyle(run, demo, head, now);
  await tellAccountability(demo, run, now);
}

/** The last Monday at half past eight, when the brief of the week before was issued. */
function briefedAt(now: number): number {
  const at = startOfDay(mondayOf(dayOf(toInstant(now)))) + 8.5 * 3_600_000;
  return at <= now ? at : at - 7 * DAY;
}

async function tellRatings(run: RunStep, head: Actor, now: number): Promise<void> {
  for (const [id, unit, title, item] of WINDOWS)
    await run({
      at: now - 50 * DAY,
      actor: head,
      operation: 'ratings.add-window',
      input: { id, unit, title, item, hall: '市政务服务中心' },
    });
  const random = seededRandom('service ratings');
  for (let nth = 0; nth < 220; nth += 1) {
    const [window] = WINDOWS[nth % WINDOWS.length] ?? WINDOWS[0];
    const bad = random.int(1, 100) <= (window === 'housing-01' ? 12 : 3);
    const grade = bad ? random.int(1, 2) : random.pick([5, 5, 5, 4, 4, 3]);
    const told = bad ? { tags: ['排队时间长'], comment: '上午去了两次，都说系统在升级（演示）。' } : {};
    const at = now - random.int(2, 40) * DAY;
    const input = { window, grade, ...told };
    if (nth % 4 === 0)
      await run({ at, actor: head, operation: 'ratings.record', input: { ...input, channel: 'counter' } });
    else (await run({ at, actor: NOBODY, operation: 'ratings.rate', input })) as Done;
  }
}

/** Two districts have taken an indicator on; of the others the pack only says who might. */
const DUALS = [
  ['330825', 'n03', 'longyou', 'qz-power'],
  ['330802', 'n17', 'kecheng', 'qz-market-regulation'],
] as const;

async function tellTeams(run: RunStep, demo: DemoCity, head: Actor, now: number): Promise<void> {
  const at = now - 20 * DAY;
  const due = dayOf(toInstant(now + 40 * DAY));
  const gaps = [
    ['n03', '高压接电外线工程审批环节多', '压到 3 个环节、8 个工作日'],
    ['n02', '低风险项目仍需图审', '低风险项目免图审'],
    ['n14', '投标保证金保函比例低', '电子保函占比 90% 以上'],
  ] as const;
  for (const [indicator, title, goal] of gaps)
    await run({
      at,
      actor: head,
      operation: 'evaluation.open-gap',
      input: { indicator, title: `${title}（演示）`, goal, due },
    });
  const power = demo.official('qz-power', 'head');
  const measure = { aim: 'national-power', text: '用电报装“三零”“三省”服务（演示）', unit: 'qz-power', due };
  const added = (await run({
    at,
    actor: head,
    operation: 'evaluation.add-measure',
    input: { ...measure, ...(power ? { person: power.id } : {}) },
  })) as Done;
  const taker = demo.official('qz-power', 'liaison');
  if (taker)
    await run({
      at: at + DAY,
      actor: head,
      operation: 'evaluation.hand-over-measure',
      input: { id: added.id, person: taker.id, why: '分工调整（演示）' },
    });
  await run({
    at,
    actor: head,
    operation: 'evaluation.add-measure',
    input: { aim: 'national-city', text: '18 个指标专题分析会逐项过堂（演示）', unit: 'qz-biz-office', due },
  });
  const meeting = (await run({
    at,
    actor: head,
    operation: 'meetings.plan',
    input: {
      kind: 'council',
      title: '“获得电力”指标专题分析会（演示）',
      startsAt: at + DAY,
      endsAt: at + DAY + 7_200_000,
      place: '市营商办会议室',
    },
  })) as Done;
  for (const [region, indicator, district, department] of DUALS)
    await run({
      at,
      actor: head,
      operation: 'evaluation.set-dual',
      input: { region, indicator, district, department },
    });
  const link = { indicator: 'n03', meeting: meeting.id };
  await run({ at: at + 2 * DAY, actor: head, operation: 'evaluation.link-meeting', input: link });
}

const CASES = [
  ['qz-commerce', '外贸经营者备案“当日办结”'],
  ['qz-science', '科技项目申报“一表通填”'],
  ['qz-labour', '企业参保登记“免申报”'],
] as const;

async function tellReforms(run: RunStep, demo: DemoCity, judges: readonly Actor[], now: number): Promise<void> {
  const month = Number(dayOf(toInstant(now)).slice(5, 7));
  const quarter = `${dayOf(toInstant(now)).slice(0, 4)}-Q${Math.ceil(month / 3)}`;
  const third = demo.official('qz-health', 'head');
  const all = third ? [...judges, third] : judges;
  for (const [nth, [unit, title]] of CASES.entries()) {
    const actor = demo.official(unit, 'liaison');
    if (!actor) continue;
    const at = now - 30 * DAY;
    const input = {
      title: `${title}（演示）`,
      quarter,
      problem: '材料多、跑动多，企业办一件事要到三个窗口，平均等待三天。',
      practice: '梳理材料清单，系统预填，数据共享核验，窗口当场审核，一个窗口出件。',
      effect: '材料由七份减为一份，平均用时由三天压到两小时，企业零跑动。',
    };
    const { id } = (await run({ at, actor, operation: 'reforms.nominate', input })) as Done;
    const move = (by: Actor, when: number, name: string) =>
      run({ at: when, actor: by, operation: 'matters.move', input: { id, move: name } });
    await move(actor, at + DAY, 'submit');
    if (nth === 2) continue;
    for (const [place, judge] of all.entries())
      await run({
        at: at + 2 * DAY,
        actor: judge,
        operation: 'reforms.score',
        input: { id, score: 84 + 3 * place + nth },
      });
    const [organiser] = judges;
    if (!organiser || all.length < 3) continue;
    await move(organiser, at + 3 * DAY, 'select');
    if (nth === 0) await move(organiser, at + 16 * DAY, 'award');
  }
}

const PANEL = ['qz-tax', 'qz-finance', 'qz-housing', 'qz-commerce', 'qz-labour', 'qz-science', 'qz-health', 'qz-power'];

/** One review of work style that is over, one that runs. */
async function tellStyle(run: RunStep, demo: DemoCity, head: Actor, now: number): Promise<void> {
  const year = dayOf(toInstant(now)).slice(0, 4);
  const asked = { year, units: ['qz-market-regulation', 'qz-natural-resources', 'qz-housing'], panel: PANEL };
  const opened = async (at: number, title: string, days: number) => {
    const closes = dayOf(toInstant(at + days * DAY));
    const input = { ...asked, title, closes };
    return (await run({ at, actor: head, operation: 'style-reviews.open', input })) as Done;
  };
  const { id } = await opened(now - 30 * DAY, `${year}年作风专项评议（演示）`, 10);
  const random = seededRandom('style reviews');
  for (const unit of PANEL)
    for (const role of ['head', 'liaison']) {
      const actor = demo.official(unit, role);
      if (!actor) continue;
      const opinions = asked.units
        .filter((each) => each !== unit)
        .map((each) => ({
          ...{ unit: each, grade: random.pick([5, 5, 4, 4, 3]) },
          problems: random.chance(0.4) ? ['slow'] : [],
        }));
      await run({ at: now - 28 * DAY, actor, operation: 'style-reviews.speak', input: { id, opinions } });
    }
  await run({ at: now - 15 * DAY, actor: head, operation: 'style-reviews.close', input: { id } });
  await opened(now - DAY, `${year}年窗口服务作风评议（演示）`, 20);
}

/** 亩均论英雄 as it stands, handed in by one and frozen by another: enterprises see their grade. */
async function tellGrades(run: RunStep, head: Actor, supervisor: Actor, now: number): Promise<void> {
  const input = { scheme: 'per-mu', period: 'year' };
  const { id, textHash } = (await run({
    at: now - DAY,
    actor: supervisor,
    operation: 'scheme-runs.propose',
    input,
  })) as {
    id: string;
    textHash: string;
  };
  await run({ at: now, actor: head, operation: 'scheme-runs.freeze', input: { id, textHash } });
}
