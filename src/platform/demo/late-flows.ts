import {
  assign,
  clearAndFinish,
  DAY,
  desk,
  dispatcher,
  liaison,
  move,
  rate,
  type Story,
  say,
  supervisor,
  verify,
} from './handling.ts';

/** Past every limit: the enterprise asks, the office urges and supervises, and only then it is done. */
export function slow(story: Story): void {
  const late: Story = { ...story, pace: story.pace * 2.6 };
  story.pen.work(60, 1.1 * DAY);
  assign(late);
  story.pen.work(0.5 * DAY, 1.5 * DAY);
  move(late, liaison(late), 'sign');
  if (story.enterprise && story.pen.random.chance(0.6)) {
    story.pen.work(1.5 * DAY, 3 * DAY);
    move(late, story.city.firm(story.enterprise), 'nudge', { note: say(story, 'nudge') });
  }
  story.pen.work(DAY, 2.5 * DAY);
  move(late, liaison(late), 'progress', { note: say(story, 'progress') });
  story.pen.work(0.5 * DAY, 2 * DAY);
  move(late, dispatcher(late), 'urge', { note: '已超期，请立即办理并说明原因。' });
  if (story.pen.random.chance(0.5)) {
    story.pen.work(0.5 * DAY, 1.5 * DAY);
    move(late, supervisor(late), 'supervise', { note: '请主要负责人过问，三日内报送办理情况。' });
  }
  story.pen.work(DAY, 4 * DAY);
  clearAndFinish(late);
  rate(late, story.pen.random.int(2, 4));
  verify(late);
}

/** Signed and left lying: still open, overdue. */
export function stuck(story: Story): void {
  desk(story);
  assign(story);
  story.pen.work(30, 300);
  move(story, liaison(story), 'sign');
  if (story.pen.random.chance(0.5)) {
    story.pen.work(DAY, 3 * DAY);
    move(story, liaison(story), 'progress', { note: say(story, 'progress') });
  }
}

/** Lies on somebody's desk this morning: to be signed, reviewed or approved. */
export function handed(story: Story, stage: 'handed' | 'drafted' | 'reviewed'): void {
  const { pen, city, unit } = story;
  pen.work(10, 60);
  assign(story);
  if (stage === 'handed') return;
  pen.work(10, 60);
  move(story, liaison(story), 'sign');
  pen.work(30, 120);
  move(story, liaison(story), 'progress', { note: say(story, 'progress') });
  pen.work(30, 120);
  move(story, liaison(story), 'draft', { text: story.reply });
  if (stage === 'drafted') return;
  pen.work(10, 60);
  move(story, city.official(unit, 'reviewer'), 'review', { verdict: 'pass', note: '请领导审签。' });
}
