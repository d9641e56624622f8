import { addDays, dayOf, startOfDay, toInstant } from '#kernel';
import type { DemoCity } from './demo-city.ts';
import { penFrom, type Step } from './step.ts';
import type { ScenarioOptions } from './story.ts';

const CITY = 'qz-biz-office';
const HOUR = 3_600_000;

/** What an office writes: last month's circular, last week's brief, and entries of its two lists. */
export function paperSteps(city: DemoCity, { now, calendar }: ScenarioOptions): Step[][] {
  const today = dayOf(toInstant(now));
  const at = (daysAgo: number, hour: number) =>
    penFrom(startOfDay(addDays(today, -daysAgo)) + hour * HOUR, calendar, city.random.fork(`paper ${daysAgo}`));
  const month = addDays(`${today.slice(0, 7)}-01` as typeof today, -1).slice(0, 7);
  const circular = at(Math.min(Number(today.slice(8)) - 1, 3), 15);
  circular.write(city.official(CITY, 'supervisor'), 'documents.issue', { template: 'circular', month });
  const brief = at(4, 16);
  brief.write(city.official(CITY, 'supervisor'), 'documents.issue', { template: 'weekly' });
  const lists = at(20, 10);
  for (const { days, unit, ...entry } of ENTRIES) {
    const firstPerson = city.official(unit, 'head')?.id ?? city.official(unit, 'liaison')?.id;
    const due = addDays(today, days);
    lists.write(city.official(CITY, 'planner'), 'lists.add', { ...entry, lead: unit, due, firstPerson });
  }
  return [circular.steps, brief.steps, lists.steps];
}

/** Invented for the demonstration. */
const ENTRIES = [
  {
    list: 'reform',
    title: '园区水电气网联合报装',
    text: '一次申请、一张表单、并联审批，推行“水电气网”联合报装。',
    target: '联合报装办理时间压缩至8个工作日以内',
    unit: 'qz-housing',
    days: 40,
    tier: '攻坚',
  },
  {
    list: 'reform',
    title: '惠企资金直达快兑',
    text: '梳理涉企资金条款，数据能核的一律免申即享。',
    target: '资金网上兑现率达到100%',
    unit: 'qz-economy-it',
    days: 25,
    tier: '提升',
  },
  {
    list: 'problem',
    title: '工程建设项目验收重复跑',
    text: '联合验收事项之间材料互认，取消重复提交。',
    target: '验收环节重复材料减少5件以上',
    unit: 'qz-housing',
    days: 15,
    tier: '攻坚',
  },
] as const;
