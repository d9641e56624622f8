import { addDays, addWorkingMinutes, dayOf, toInstant } from '#kernel';
import type { DemoCity } from './demo-city.ts';
import { assign, clearAndFinish, DAY, desk, finish, handle, liaison, move, type Story, say } from './handling.ts';
import { draftAndPass, tell } from './particular-file.ts';
import { kept, type Step } from './step.ts';
import type { ScenarioOptions } from './story.ts';

const COUNTY = '330825';
const OFFICE = 'longyou-biz-office';

/** What happens now and then in every city, once each, so that a visitor finds it whatever the chances of the rest. */
export function particularSteps(city: DemoCity, options: ScenarioOptions): Step[][] {
  return [
    instructed(city, options),
    repudiated(city, options),
    aboutAnOfficial(city, options),
    hidden(city, options),
    toBeSupplemented(city, options),
    ...[0, 1].map((nth) => badlyRated(city, options, nth)),
    shelvedForFunds(city, options),
  ];
}

/** 领导批示, with the scan and the date by which units report back; one has, the other still owes it. */
function instructed(city: DemoCity, options: ScenarioOptions): Step[] {
  const { pen, story } = tell(city, options, {
    key: 'instructed',
    days: 3,
    region: COUNTY,
    category: 'infrastructure',
    unit: 'longyou-housing',
    title: '湖镇工业园主干道破损，重载货车绕行',
    body: '湖镇工业园主干道塌陷一个多月，十多家企业的货车每天绕行七公里，运输成本明显上升，请尽快修复。',
    affected: 12,
  });
  assign(story, 'qz-housing', []);
  const leader = city.official('qz-leaders', 'leader');
  const scan = new TextEncoder().encode('%PDF-1.4\n% 演示批示扫描件（虚构）\n');
  const file = { name: '批示扫描件.pdf', type: 'application/pdf', bytes: scan };
  pen.work(60, 200);
  pen.write(leader, 'files.upload', { file }, { as: 'instruction-scan', from: 'id' });
  move(story, leader, 'instruct', {
    scan: kept('instruction-scan'),
    units: ['longyou-housing', 'longyou-finance'],
    due: addDays(dayOf(toInstant(options.now)), 6),
    note: '企业反映强烈，请市住建局牵头，龙游县住建、财政部门配合，一周内拿出修复方案并反馈。',
  });
  pen.work(120, 400);
  const reason = '修复方案已编制完成，待资金落实后三日内开工。';
  move(story, city.official('longyou-housing', 'liaison'), 'answer', { kind: 'agree', reason });
  return pen.steps;
}

/** 代办存疑: a grid officer filed it, and the enterprise says that it did not ask for it. */
function repudiated(city: DemoCity, options: ScenarioOptions): Step[] {
  const { pen, story, enterprise } = tell(city, options, {
    key: 'repudiated',
    days: 2,
    region: COUNTY,
    category: 'recruitment',
    unit: 'longyou-labour',
    title: '代企业反映：招工困难',
    body: '走访时企业提到近期招工不易，代为登记，请人社部门对接用工服务。',
    by: 'grid',
  });
  assign(story);
  pen.rest(90, 300);
  const reason = '我公司没有委托提出这项诉求，招工问题已经自行解决。';
  move(story, city.firm(enterprise.id), 'repudiate', { reason });
  return pen.steps;
}

/** About an official: neither he nor his unit ever sees it; the office looks into it itself. */
function aboutAnOfficial(city: DemoCity, options: ScenarioOptions): Step[] {
  const person = city.official('longyou-market-regulation', 'liaison')?.id;
  const { pen, story } = tell(city, options, {
    key: 'about-an-official',
    days: 4,
    region: COUNTY,
    category: 'slow-action',
    unit: OFFICE,
    title: '反映窗口人员推诿，材料反复退回',
    body: '办理变更登记时，同一名工作人员三次退回材料，每次理由不同，态度生硬，希望核实处理。',
    complainedOf: person ? [person] : [],
    hideIdentity: true,
  });
  assign(story);
  pen.work(15, 90);
  const dispatcher = city.official(OFFICE, 'dispatcher');
  move(story, dispatcher, 'sign');
  pen.work(60, 300);
  move(story, dispatcher, 'progress', { note: '已调取窗口录像和退件记录，正在核实。' });
  return pen.steps;
}

/** Handled without the unit knowing who asks. */
function hidden(city: DemoCity, options: ScenarioOptions): Step[] {
  const { pen, story } = tell(city, options, {
    key: 'hidden-identity',
    days: 3,
    region: COUNTY,
    category: 'enforcement',
    unit: 'longyou-law-enforcement',
    title: '园区重复检查影响生产（不愿公开企业名称）',
    body: '近一个月有多个部门先后检查同一事项，每次都要停线配合，担心公开身份影响后续办事，请予保密。',
    hideIdentity: true,
  });
  takeUp(story);
  pen.work(60, 240);
  move(story, liaison(story), 'progress', { note: '正在梳理本月检查计划，研究合并检查。' });
  return pen.steps;
}

/** 补正, which the enterprise has not answered yet: the limits stand still. */
function toBeSupplemented(city: DemoCity, options: ScenarioOptions): Step[] {
  const { pen, story } = tell(city, options, {
    key: 'to-be-supplemented',
    days: 2,
    region: COUNTY,
    category: 'social-insurance',
    unit: 'longyou-labour',
    title: '工伤认定材料不清楚还缺什么',
    body: '员工工伤认定申请被告知材料不全，但没有说清楚还缺哪一份，请一次讲清。',
  });
  takeUp(story);
  pen.work(20, 90);
  move(story, liaison(story), 'request-supplement', { ask: '请补充工伤事故报告和就诊病历首页，其余材料已齐。' });
  return pen.steps;
}

/** 不满意提级重办: one waits on the city's desk, the other is handled by the city's company. */
function badlyRated(city: DemoCity, options: ScenarioOptions, nth: number): Step[] {
  const { pen, story, enterprise } = tell(city, options, {
    key: `raised-${nth}`,
    days: nth === 0 ? 8 : 14,
    region: COUNTY,
    category: 'power-supply',
    unit: 'longyou-power',
    title: nth === 0 ? '双电源切换装置迟迟没有验收' : '专线停电检修不提前通知',
    body: '多次联系供电所没有结果，影响连续生产，请协调解决并给出明确时间。',
  });
  assign(story);
  handle({ ...story, pace: 0.6 });
  finish(story);
  pen.rest(60, 400);
  const firm = city.firm(enterprise.id);
  move(story, firm, 'rate', { grade: 1, solved: false, note: say(story, 'bad') });
  pen.rest(5, 60);
  move(story, firm, 'ask-again', { reason: say(story, 'reopen') });
  if (nth === 0) return pen.steps;
  const raised: Story = { ...story, office: 'qz-biz-office', unit: 'qz-power' };
  desk(raised);
  assign(raised);
  pen.work(20, 100);
  move(raised, liaison(raised), 'sign');
  pen.work(0.5 * DAY, DAY);
  move(raised, liaison(raised), 'progress', { note: '已派人到现场，与县公司一并整改。' });
  draftAndPass(raised);
  return pen.steps;
}

function shelvedForFunds(city: DemoCity, options: ScenarioOptions): Step[] {
  const { pen, story } = tell(city, options, {
    key: 'shelved-for-funds',
    days: 9,
    region: COUNTY,
    category: 'infrastructure',
    unit: 'longyou-housing',
    title: '园区增设公交线路的建议',
    body: '城北工业区职工通勤不便，建议增设早晚班公交线路和站台。',
  });
  takeUp(story);
  pen.work(0.5 * DAY, DAY);
  move(story, city.official(OFFICE, 'supervisor'), 'shelve', {
    ground: 'funds',
    review: addDays(dayOf(addWorkingMinutes(options.calendar, pen.at(), 1)), 100),
    note: '需列入明年公交线网调整和财政预算安排，先行挂账，到期复核。',
  });
  return pen.steps;
}

function takeUp(story: Story): void {
  assign(story);
  story.pen.work(20, 100);
  move(story, liaison(story), 'sign');
}

/** Also used by the stories of quality work: a matter that is answered and closed in good time. */
export const answered = (story: Story): void => {
  takeUp(story);
  clearAndFinish(story);
};
