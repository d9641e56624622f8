import { addDays, dayOf, startOfDay, toInstant } from '#kernel';
import type { DemoCity } from './demo-city.ts';
import { DAY, rate, verify } from './handling.ts';
import { answered } from './particular.ts';
import { tell } from './particular-file.ts';
import { kept, type Pen, penFrom, type Step } from './step.ts';
import type { ScenarioOptions } from './story.ts';

const CITY = 'qz-biz-office';
const HOUR = 3_600_000;

/** What the office does about quality: a look-back on a drawn sample, post-mortems, a round among observers. */
export function qualitySteps(city: DemoCity, options: ScenarioOptions): Step[][] {
  return [
    lookBack(city, options),
    postMortem(city, options, 'adopted'),
    postMortem(city, options, 'writing'),
    round(city, options),
  ];
}

const penAt = (city: DemoCity, { now, calendar }: ScenarioOptions, key: string, daysAgo: number): Pen =>
  penFrom(startOfDay(addDays(dayOf(toInstant(now)), -daysAgo)) + 9.5 * HOUR, calendar, city.random.fork(key));

/** Frozen, drawn with a public number, looked into: one has relapsed, one has held, the rest is under way. */
function lookBack(city: DemoCity, options: ScenarioOptions): Step[] {
  const supervisor = city.official(CITY, 'supervisor');
  const today = dayOf(toInstant(options.now));
  const pen = penAt(city, options, 'look-back', 8);
  const number = kept('look-back');
  pen.write(
    supervisor,
    'quality.announce-draw',
    {
      kind: 'look-back',
      purpose: '已销号诉求回头看（演示）',
      from: addDays(today, -45),
      to: addDays(today, -10),
      strata: 'none',
      size: { total: 5 },
      substitutes: 1,
    },
    { as: 'look-back', from: 'number' },
  );
  pen.work(DAY, DAY);
  const seed = { kind: 'public', source: '福彩 3D 当日开奖号码（演示）', value: '5 2 8' };
  const drawn = [0, 1].map((nth) => ({ as: `look-back-${nth}`, from: `selected.${nth}.code` }));
  pen.write(supervisor, 'quality.seed-draw', { number, seed }, drawn[0]);
  pen.write(supervisor, 'quality.draw', { number }, drawn[1]);
  pen.work(DAY, 2 * DAY);
  const result = (nth: number, passed: boolean, note: string): void =>
    pen.write(supervisor, 'quality.draw-result', { number, code: kept(`look-back-${nth}`), passed, note });
  result(0, false, '现场查看，答复的措施没有落实，问题仍在。');
  pen.work(30, 200);
  result(1, true, '企业确认问题已解决，没有反弹。');
  return pen.steps;
}

/** 复盘 of a typical case: it names what is to be changed, and the office adopts it; another is being written. */
function postMortem(city: DemoCity, options: ScenarioOptions, until: 'adopted' | 'writing'): Step[] {
  const key = `typical-${until}`;
  const { pen, story } = tell(city, options, {
    key,
    days: until === 'adopted' ? 24 : 12,
    region: '330825',
    category: 'power-supply',
    unit: 'longyou-power',
    title: until === 'adopted' ? '双回路用电报装两级串联审批耗时长' : '临时用电转正式用电重复提交材料',
    body: '报装资料在县、市两级之间来回流转，每退一次就要重新排队，新线投产一再推迟。',
  });
  answered({ ...story, cause: 'process-long' });
  rate(story, 3);
  verify(story);
  const id = kept(`post-mortem-${until}`);
  const supervisor = city.official(CITY, 'supervisor');
  const write = (role: readonly [string, string], name: string, input: object = {}): void => {
    pen.write(city.official(...role), 'matters.move', { id, move: name, ...input });
    pen.work(30, 200);
  };
  pen.work(30, 200);
  const reason = '典型问题，同类诉求反复出现，须查清成因。';
  pen.write(supervisor, 'quality.post-mortem', { id: kept(key), reason }, { as: `post-mortem-${until}`, from: 'id' });
  pen.work(30, 120);
  write([CITY, 'supervisor'], 'assign', { unit: 'longyou-power' });
  write(['longyou-power', 'liaison'], 'sign');
  if (until === 'writing') return pen.steps;
  pen.work(DAY, 2 * DAY);
  const finding = {
    cause: 'process',
    change: 'process',
    target: '双回路用电报装审批流程',
    proposal: '由县、市两级串联审批改为县公司一次审批、市公司备案，退件须一次列明全部理由。',
  };
  for (const [name, role, more] of paperOf(city, 'longyou-power')) write(['longyou-power', role], name, more);
  write(['longyou-power', 'liaison'], 'finish', finding);
  write([CITY, 'office-head'], 'adopt', { outcome: 'resolved', note: '找准了根子，请据此修改流程并报备。' });
  return pen.steps;
}

/** 拟稿、核稿、审签 as the unit's settings ask. */
function paperOf(city: DemoCity, unit: string): readonly (readonly [string, string, object])[] {
  const settings = city.directory.unit(unit);
  if (!settings?.needsReview && !settings?.needsApproval) return [];
  const paper = [['draft', 'liaison', { text: '复盘报告（演示）' }] as const];
  const review = settings.needsReview ? [['review', 'reviewer', { verdict: 'pass' }] as const] : [];
  const approve = settings.needsApproval ? [['approve', 'head', { verdict: 'pass' }] as const] : [];
  return [...paper, ...review, ...approve];
}

/** 征询: observers are asked; one answer is taken into the pool, one is not, with the reason. */
function round(city: DemoCity, options: ScenarioOptions): Step[] {
  const dispatcher = city.official(CITY, 'dispatcher');
  const observer = city.official('qz-federation-industry', 'observer');
  const pen = penAt(city, options, 'round', 12);
  const closes = addDays(dayOf(toInstant(options.now)), 6);
  pen.write(
    dispatcher,
    'panels.open',
    {
      title: '惠企政策兑现情况征询',
      question: '请结合走访所见，反映政策申报、审核、兑现中的堵点。',
      closes,
      members: [{ person: observer?.id, kind: 'observer' }],
    },
    { as: 'round', from: 'id' },
  );
  pen.rest(600, 2000);
  const answer = (nth: number, body: string): void => {
    pen.write(observer, 'panels.answer', { id: kept('round'), body }, { as: `round-${nth}`, from: 'id' });
    pen.work(20, 90);
  };
  answer(0, '多家小微企业反映技改补助公示后两个多月没有到账，也查不到卡在哪一步。');
  answer(1, '希望把所有补贴都改成免申即享。');
  answer(2, '政策申报系统在月底最后两天经常打不开。');
  pen.work(60, 200);
  pen.write(dispatcher, 'panels.accept', { id: kept('round-0') });
  pen.work(5, 30);
  const reason = '免申即享须逐条政策具备数据条件，已转政策主管部门研究，不作为单件办理。';
  pen.write(dispatcher, 'panels.decline', { id: kept('round-1'), reason });
  return pen.steps;
}
