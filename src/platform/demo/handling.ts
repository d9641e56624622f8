import type { Actor } from '#kernel';
import type { DemoCity } from './demo-city.ts';
import type { WordKind } from './schema.ts';
import { kept, type Pen } from './step.ts';

/** Minutes of a working day in the demo's business hours. */
export const DAY = 420;

/** A story about one matter: who handles it, and with what words. */
export type Story = {
  readonly city: DemoCity;
  readonly pen: Pen;
  /** Name under which the matter's id is kept. */
  readonly key: string;
  readonly office: string;
  readonly unit: string;
  readonly coUnits: readonly string[];
  readonly enterprise?: string;
  readonly reply: string;
  readonly grade: string;
  /** Recorded when it is answered. */
  readonly cause?: string | undefined;
  /** How much slower than usual. */
  readonly pace: number;
};

export const say = ({ city, pen }: Pick<Story, 'city' | 'pen'>, kind: WordKind): string =>
  pen.random.pick(city.seeds.appeals.words[kind]);

export const move = (story: Story, actor: Actor | undefined, name: string, input: object = {}): void =>
  story.pen.write(actor, 'matters.move', { id: kept(story.key), move: name, ...input });

const wait = ({ pen, pace }: Story, least: number, most: number): void => pen.work(least * pace, most * pace);
const who = ({ city }: Story, unit: string, role: string): Actor | undefined => city.official(unit, role);

/** 分办: the office grades the matter and gives it to a unit, now and then with others to help. */
export function assign(story: Story, to = story.unit, coUnits: readonly string[] = []): void {
  const input = { unit: to, grade: story.grade, note: say(story, 'assign') };
  move(
    story,
    who(story, story.office, 'dispatcher'),
    'assign',
    coUnits.length > 0 ? { ...input, units: coUnits } : input,
  );
}

/** From signing to the unit's claim that it is done, as the unit's own settings ask. */
export function handle(story: Story, unit = story.unit): void {
  const liaison = who(story, unit, 'liaison');
  wait(story, 15, 150);
  move(story, liaison, 'sign');
  if (passesInside(story, unit)) insideSection(story, unit);
  else {
    wait(story, 90, 420);
    move(story, liaison, 'progress', { note: say(story, 'progress') });
  }
  wait(story, 0.4 * DAY, 1.4 * DAY);
  clear(story, unit);
  wait(story, 5, 60);
}

const passesInside = (story: Story, unit: string): boolean =>
  story.city.section(unit) !== undefined && story.pen.random.chance(0.6);

/** 下转 to a section and its handler, and the report back up. */
function insideSection(story: Story, unit: string): void {
  const handler = who(story, unit, 'handler');
  wait(story, 10, 90);
  move(story, who(story, unit, 'liaison'), 'pass', { section: story.city.section(unit), person: handler?.id });
  wait(story, 10, 120);
  move(story, handler, 'sign');
  wait(story, 60, 300);
  move(story, handler, 'progress', { note: say(story, 'progress') });
  wait(story, 0.3 * DAY, 1.2 * DAY);
  move(story, handler, 'report', { note: say(story, 'report') });
}

/** 拟稿、核稿、审签 where the unit's settings ask for them. */
function clear(story: Story, unit: string): void {
  const settings = story.city.directory.unit(unit);
  if (!settings?.needsReview && !settings?.needsApproval) return;
  const hasty = settings.needsReview === true && story.pen.random.chance(0.12);
  const [first = ''] = story.reply.split('。');
  move(story, who(story, unit, 'liaison'), 'draft', { text: hasty ? `${first}。` : story.reply });
  if (settings.needsReview) {
    wait(story, 20, 160);
    const reviewer = who(story, unit, 'reviewer') ?? who(story, unit, 'head');
    if (hasty) {
      move(story, reviewer, 'review', { verdict: 'back', note: '请补充具体完成时间和联系人。' });
      wait(story, 20, 120);
      move(story, who(story, unit, 'liaison'), 'draft', { text: story.reply });
      wait(story, 10, 80);
    }
    move(story, reviewer, 'review', { verdict: 'pass' });
  }
  if (!settings.needsApproval) return;
  wait(story, 20, 200);
  move(story, who(story, unit, 'head'), 'approve', { verdict: 'pass', note: '同意。' });
}

export const finish = (story: Story, by = who(story, story.unit, 'liaison')): void =>
  move(story, by, 'finish', { reply: story.reply, ...(story.cause ? { cause: story.cause } : {}) });

/** The enterprise's word, sometimes in the evening; undefined where nobody could give one. */
export function rate(story: Story, grade: number): void {
  if (!story.enterprise) return;
  story.pen.rest(30, 1800);
  const words = grade >= 4 ? 'good' : grade === 3 ? 'fair' : 'bad';
  move(story, story.city.firm(story.enterprise), 'rate', { grade, solved: grade >= 3, note: say(story, words) });
}

/** 回访 and 销号: somebody else than the doer says whether it is done. */
export function verify(story: Story, outcome: 'resolved' | 'explained' = 'resolved'): void {
  const supervisor = who(story, story.office, 'supervisor');
  story.pen.work(60, 2.5 * DAY);
  // Whoever cannot rate is called; some of the others are too.
  if (story.pen.random.chance(0.35) || !story.enterprise) {
    move(story, supervisor, 'call-back', { result: 'reached', solved: true, note: say(story, 'callback') });
    story.pen.work(5, 60);
  }
  move(story, supervisor, 'verify', { outcome });
}

/** Grades as they come: mostly good. */
export const usualGrade = ({ pen }: Story): number => {
  const at = pen.random.fraction();
  return at < 0.55 ? 5 : at < 0.85 ? 4 : 3;
};

export const dispatcher = ({ city, office }: Story) => city.official(office, 'dispatcher');
export const supervisor = ({ city, office }: Story) => city.official(office, 'supervisor');
export const liaison = ({ city, unit }: Story) => city.official(unit, 'liaison');
export const desk = ({ pen }: Story): void => pen.work(15, 260);

/** The unit has signed already: only the paper is missing. */
export function clearAndFinish(story: Story): void {
  const { city, pen, unit } = story;
  const settings = city.directory.unit(unit);
  pen.work(0.3 * DAY * story.pace, 1.2 * DAY * story.pace);
  if (settings?.needsReview || settings?.needsApproval) {
    move(story, liaison(story), 'draft', { text: story.reply });
    pen.work(30, 180);
    const reviewer = city.official(unit, 'reviewer') ?? city.official(unit, 'head');
    if (settings.needsReview) move(story, reviewer, 'review', { verdict: 'pass' });
    pen.work(20, 120);
    if (settings.needsApproval) move(story, city.official(unit, 'head'), 'approve', { verdict: 'pass' });
  }
  pen.work(5, 40);
  finish(story);
}
