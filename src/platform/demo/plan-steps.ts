import type { Actor, WorkingCalendar } from '#kernel';
import type { DemoCity } from './demo-city.ts';
import { DAY } from './handling.ts';
import { kept, type Pen, penFrom, type Step } from './step.ts';

/** A measure of the published plan: its matter, who leads it and until when. */
export type PublishedMeasure = { readonly matter: string; readonly lead: string; readonly due: string | null };

export type PlanStory = { readonly publishedAt: number; readonly now: number; readonly calendar: WorkingCalendar };

const PROGRESS = [
  '已制订工作方案，明确责任科室和时间节点。',
  '已召开部门协调会，形成分工清单。',
  '试点事项已上线运行，正在收集企业意见。',
  '制度文件已征求意见，待合法性审查。',
  '系统功能已开发完成，进入测试。',
  '已在两个县（市、区）推广，其余正在对接。',
  '专项检查已完成第一轮，发现问题已交办整改。',
];
const REPLY = [
  '各项要求已全部落实，佐证材料见附件。',
  '任务已完成，相关制度已印发实施。',
  '已按要求完成并通过内部验收。',
];

/** What departments did about the plan since it was published: most in time, some late, some silent. */
export function planSteps(city: DemoCity, measures: readonly PublishedMeasure[], story: PlanStory): readonly Step[] {
  return measures
    .flatMap((measure, nth) => measureSteps(city, measure, story, nth))
    .filter((each) => each.at < story.now)
    .sort((a, b) => a.at - b.at);
}

function measureSteps(
  city: DemoCity,
  measure: PublishedMeasure,
  { publishedAt, now, calendar }: PlanStory,
  nth: number,
): readonly Step[] {
  const random = city.random.fork(`measure ${nth}`);
  const pen = penFrom(publishedAt, calendar, random);
  const lead = city.official(measure.lead, 'liaison') ?? city.official(measure.lead, 'planner');
  if (!lead) return pen.steps;
  const move = (actor: Actor | undefined, name: string, input: object = {}): void =>
    pen.write(actor, 'matters.move', { id: measure.matter, move: name, ...input });
  pen.work(30, random.chance(0.9) ? 1.6 * DAY : 4 * DAY);
  move(lead, 'sign');
  const due = measure.due ? Date.parse(`${measure.due}T17:00:00+08:00`) : now + 90 * 86_400_000;
  const end = due - random.int(2, 25) * 86_400_000 + (random.chance(0.12) ? 40 * 86_400_000 : 0);
  const silent = random.chance(0.06);
  while (!silent && pen.at() < Math.min(end, now)) {
    pen.work(12 * DAY, 20 * DAY);
    if (pen.at() < end) move(lead, 'progress', { note: random.pick(PROGRESS) });
  }
  if (silent || pen.at() > now || !canClear(city, measure.lead)) return pen.steps;
  finish(city, measure, pen, lead, nth);
  verify(city, measure, pen);
  return pen.steps;
}

/** Whether somebody holds the posts that the unit's own settings ask for. */
function canClear(city: DemoCity, unit: string): boolean {
  const settings = city.directory.unit(unit);
  const has = (role: string): boolean => city.official(unit, role) !== undefined;
  return (!settings?.needsReview || has('reviewer')) && (!settings?.needsApproval || has('head'));
}

/** The unit's claim, with evidence, after its own review and signature where its settings ask for them. */
function finish(city: DemoCity, { matter, lead }: PublishedMeasure, pen: Pen, liaison: Actor, nth: number): void {
  const evidence = `evidence-${nth}`;
  const note = new TextEncoder().encode('演示佐证材料：制度文件、系统截图与工作总结（虚构）。\n');
  pen.write(
    liaison,
    'files.upload',
    { file: { name: `佐证材料-${nth + 1}.txt`, type: 'text/plain', bytes: note } },
    { as: evidence, from: 'id' },
  );
  const reply = pen.random.pick(REPLY);
  const settings = city.directory.unit(lead);
  const at = (actor: Actor | undefined, name: string, input: object): void => {
    pen.write(actor, 'matters.move', { id: matter, move: name, ...input });
    pen.work(20, 0.8 * DAY);
  };
  if (settings?.needsReview || settings?.needsApproval) at(liaison, 'draft', { text: reply });
  if (settings?.needsReview) at(city.official(lead, 'reviewer'), 'review', { verdict: 'pass' });
  if (settings?.needsApproval) at(city.official(lead, 'head'), 'approve', { verdict: 'pass' });
  at(liaison, 'finish', { reply, files: [kept(evidence)] });
}

/** Another office than the doer looks at it, some days later. */
function verify(city: DemoCity, { matter, lead }: PublishedMeasure, pen: Pen): void {
  const office = 'qz-biz-office';
  pen.work(1 * DAY, 7 * DAY);
  // What the office led itself, the mayor looks at.
  const verifier = lead === office ? city.official('qz', 'leader') : city.official(office, 'planner');
  pen.write(verifier, 'matters.move', { id: matter, move: 'verify', outcome: 'resolved' });
}
