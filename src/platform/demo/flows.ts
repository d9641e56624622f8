import { addDays, dayOf } from '#kernel';
import {
  assign,
  clearAndFinish,
  DAY,
  desk,
  dispatcher,
  finish,
  handle,
  liaison,
  move,
  rate,
  type Story,
  say,
  supervisor,
  usualGrade,
  verify,
} from './handling.ts';
import { handed, slow, stuck } from './late-flows.ts';
import { kept } from './step.ts';

/** How a matter may go, once it has been filed. */
export type FlowName =
  | 'plain'
  | 'county'
  | 'together'
  | 'supplement'
  | 'sent-back'
  | 'extended'
  | 'given'
  | 'again'
  | 'shelved'
  | 'refused'
  | 'withdrawn'
  | 'explained'
  | 'slow'
  | 'stuck'
  | 'handed'
  | 'drafted'
  | 'reviewed'
  | 'forgotten';

function toTheEnd(story: Story): void {
  handle(story);
  finish(story);
  rate(story, usualGrade(story));
  verify(story);
}

/** 市营商办 → 县营商办 → 部门, and the report back up the same way. */
function county(story: Story, through: string): void {
  const { pen, city } = story;
  desk(story);
  assign(story, through);
  pen.work(15, 120);
  const office = city.official(through, 'dispatcher');
  move(story, office, 'sign');
  pen.work(10, 90);
  move(story, office, 'pass', { unit: story.unit, note: say(story, 'assign') });
  handle(story);
  move(story, liaison(story), 'report', { note: say(story, 'report') });
  pen.work(20, 160);
  finish(story, office);
  rate(story, usualGrade(story));
  verify(story);
}

function together(story: Story): void {
  desk(story);
  assign(story, story.unit, story.coUnits);
  story.pen.work(15, 120);
  move(story, liaison(story), 'sign');
  for (const unit of story.coUnits) {
    story.pen.work(60, 300);
    const up = story.pen.random.chance(0.15);
    move(story, story.city.official(unit, 'liaison'), 'answer', {
      kind: up ? 'disagree' : 'agree',
      reason: say(story, up ? 'disagree' : 'agree'),
    });
  }
  story.pen.work(30, 200);
  move(story, liaison(story), 'progress', { note: say(story, 'progress') });
  clearAndFinish(story);
  rate(story, usualGrade(story));
  verify(story);
}

function supplement(story: Story): void {
  desk(story);
  assign(story);
  story.pen.work(30, 200);
  move(story, liaison(story), 'sign');
  story.pen.work(20, 160);
  move(story, liaison(story), 'request-supplement', { ask: say(story, 'supplement') });
  if (!story.enterprise) return;
  story.pen.rest(120, 2400);
  move(story, story.city.firm(story.enterprise), 'supply', { note: say(story, 'supply') });
  story.pen.work(60, 300);
  move(story, liaison(story), 'progress', { note: say(story, 'progress') });
  clearAndFinish(story);
  rate(story, usualGrade(story));
  verify(story);
}

/** 退办: given to the wrong unit first, which names the right one. */
function sentBack(story: Story): void {
  const wrong = story.coUnits[0] ?? 'qz-gov-office';
  desk(story);
  assign(story, wrong);
  story.pen.work(20, 200);
  const theirs = story.city.official(wrong, 'liaison');
  move(story, theirs, 'return', { proposed: story.unit, reason: say(story, 'return') });
  story.pen.work(15, 120);
  assign(story);
  toTheEnd(story);
}

function extended(story: Story): void {
  desk(story);
  assign(story);
  story.pen.work(20, 160);
  move(story, liaison(story), 'sign');
  story.pen.work(0.6 * DAY, 1.5 * DAY);
  move(story, liaison(story), 'progress', { note: say(story, 'progress') });
  story.pen.work(60, 0.8 * DAY);
  move(story, liaison(story), 'request-extension', {
    amount: story.pen.random.int(3, 8),
    reason: say(story, 'extension'),
  });
  story.pen.work(20, 150);
  const refused = story.pen.random.chance(0.2);
  move(story, dispatcher(story), 'decide-extension', { verdict: refused ? 'refuse' : 'agree' });
  story.pen.work(DAY, (refused ? 1.5 : 4) * DAY);
  clearAndFinish(story);
  rate(story, usualGrade(story));
  verify(story);
}

/** 不满意，重办: rated badly, asked again, done properly. */
function again(story: Story): void {
  desk(story);
  assign(story);
  handle(story);
  finish(story);
  if (story.enterprise) {
    rate(story, story.pen.random.int(1, 2));
    story.pen.rest(10, 300);
    move(story, story.city.firm(story.enterprise), 'ask-again', { reason: say(story, 'reopen') });
  } else {
    story.pen.work(60, 600);
    move(story, supervisor(story), 'rework', { reason: say(story, 'reopen') });
    toTheEnd(story);
    return;
  }
  const above = raised(story);
  desk(above);
  assign(above);
  toTheEnd(above);
}

/** Whoever answered badly does not answer again: the city's unit for it, or at the top another one. */
function raised(story: Story): Story {
  const { city, unit, coUnits } = story;
  const level = city.directory.unit(unit)?.level ?? 1;
  const { functions } = city.seeds.dispatch;
  const line = Object.values(functions).find(({ units }) => Object.values(units).includes(unit))?.units;
  const other = level > 1 ? line?.['330800'] : coUnits.find((each) => city.directory.unit(each)?.level === 1);
  const next = other ?? (unit === 'qz-economy-it' ? 'qz-finance' : 'qz-economy-it');
  return { ...story, office: 'qz-biz-office', unit: next };
}

function shelved(story: Story): void {
  desk(story);
  assign(story);
  story.pen.work(30, 200);
  move(story, liaison(story), 'sign');
  story.pen.work(DAY, 2 * DAY);
  move(story, liaison(story), 'progress', { note: '经研究，目前条件不具备，建议挂账。' });
  story.pen.work(60, DAY);
  const ground = story.pen.random.pick(['policy', 'higher', 'funds', 'condition']);
  const review = addDays(dayOf(story.pen.at()), story.pen.random.int(75, 150));
  move(story, supervisor(story), 'shelve', { ground, review, note: say(story, 'shelve') });
}

function refused(story: Story): void {
  desk(story);
  const ground = story.pen.random.pick(['litigation', 'civil', 'petition', 'not-here', 'repeated']);
  move(story, dispatcher(story), 'refuse', { ground, note: '已电话向企业说明理由和救济途径。' });
}

function withdrawn(story: Story): void {
  desk(story);
  assign(story);
  story.pen.work(30, 300);
  move(story, liaison(story), 'sign');
  if (!story.enterprise) return;
  story.pen.rest(60, 900);
  move(story, story.city.firm(story.enterprise), 'withdraw', { reason: '与相关单位已直接沟通解决。' });
}

function explained(story: Story): void {
  desk(story);
  assign(story);
  handle(story);
  finish(story);
  rate(story, 3);
  verify(story, 'explained');
}

const FLOWS: Readonly<Record<Exclude<FlowName, 'county'>, (story: Story) => void>> = {
  given: toTheEnd,
  plain: (story) => {
    desk(story);
    assign(story);
    toTheEnd(story);
  },
  together,
  supplement,
  'sent-back': sentBack,
  extended,
  again,
  shelved,
  refused,
  withdrawn,
  explained,
  slow,
  stuck,
  handed: (story) => handed(story, 'handed'),
  drafted: (story) => handed(story, 'drafted'),
  reviewed: (story) => handed(story, 'reviewed'),
  forgotten: () => undefined,
};

/** Writes how it goes; `through` is the county office of the flow `county`. */
export function follow(story: Story, flow: FlowName, through?: string): void {
  if (flow === 'county' && through) county(story, through);
  else FLOWS[flow === 'county' ? 'plain' : flow](story);
}

/** One of several reports of the same cause is merged into the first. */
export function mergeInto(story: Story, first: string): void {
  desk(story);
  move(story, dispatcher(story), 'merge', { into: kept(first), reason: '同一原因，合并办理。' });
}
