import type { z } from 'zod';
import type { Call, Day } from '#kernel';
import type { TeamStand } from '../organisation/view.ts';
import type { EvaluationPorts } from '../ports.ts';
import { readCockpit } from '../read-cockpit.ts';
import { readGaps } from './gaps.ts';
import { readMoved } from './moved.ts';
import { type Brief, weekOf } from './view.ts';
import { readWeek } from './week.ts';

/** What a leader reads on Monday: what moved and why, what costs most and who holds it, clocks, causes, money. */
export async function readBrief(ports: EvaluationPorts, call: Call, on: Day): Promise<Brief> {
  const cockpit = await readCockpit(ports, call, on);
  const indicators = cockpit.headline.map((each) => each.id);
  const scheme = cockpit.index?.scheme;
  const [{ moved, still }, week, gaps] = await Promise.all([
    readMoved(ports, call, on, indicators),
    readWeek(ports, call, on, cockpit),
    scheme === undefined ? [] : readGaps(ports, call, on, scheme),
  ]);
  const { open, overdue, near, oldestDays } = cockpit.breaking;
  const period = weekOf(on);
  const worse = cockpit.teams.flatMap(worsenedOf);
  const facts = {
    on,
    period,
    week,
    moved,
    still,
    gaps,
    clocks: {
      open,
      overdue,
      near,
      ...(oldestDays === undefined ? {} : { oldestDays }),
      units: cockpit.units
        .filter((each) => each.overdue > 0)
        .map(({ unit, ...each }) => ({ unit, overdue: each.overdue, near: each.near })),
    },
    causes: cockpit.causes.slice(0, 5),
    money: cockpit.money,
    plans: cockpit.plans.map(({ id, title, lamps }) => ({
      id,
      title,
      overdue: lamps.overdue,
      near: lamps.near,
      open: lamps.normal + lamps.near + lamps.overdue + lamps.suspended,
      done: lamps.done,
    })),
  };
  return { title: `营商环境专报（${period.label}）`, summary: summaryOf({ ...facts, worse }), ...facts };
}

type Told = Pick<Brief, 'week' | 'moved' | 'still' | 'gaps' | 'clocks'> & { readonly worse: readonly string[] };

/** An indicator of the evaluation of which something is worse than last quarter, beyond what chance alone may do. */
function worsenedOf({ title, watched }: z.infer<typeof TeamStand>): readonly string[] {
  const found = watched.find(({ now, before, direction }) => {
    if (now.value === null || before.value === null || !now.interval) return false;
    const [low, high] = now.interval;
    return direction === 'higher' ? before.value > high : direction === 'lower' && before.value < low;
  });
  if (!found) return [];
  const told = (value: number | null) => `${value?.toFixed(1)}${found.unit}`;
  return [`${title}（${found.title}上季度${told(found.before.value)}，本季度${told(found.now.value)}）`];
}

function summaryOf({ week, moved, still, gaps, clocks, worse: teams }: Told): string {
  const [better, worse] = [true, false].map((good) =>
    moved.filter((each) => each.good === good).map((each) => each.title),
  );
  const [first] = week;
  const said = [
    ...(first?.indicator === undefined ? [] : [`本周${first.words}`]),
    ...(teams.length > 0 ? [`评价指标中变差的有${teams.join('、')}`] : []),
    ...(worse && worse.length > 0 ? [`近30天${worse.join('、')}变差`] : []),
    ...(better && better.length > 0 ? [`近30天${better.join('、')}变好`] : []),
    ...(worse?.length || better?.length
      ? []
      : [still.length > 0 ? '各项指标近30天的变动都在误差内' : '没有前30天可比']),
    clocks.overdue > 0 ? `超期${clocks.overdue}件` : '没有超期',
    ...(gaps[0] ? [`最费分的是${gaps[0].region.name}的${gaps[0].title}`] : []),
  ];
  return `${said.join('；')}。`;
}
