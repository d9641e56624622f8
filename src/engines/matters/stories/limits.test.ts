import { describe, expect, it } from 'vitest';
import { lampOf } from '../lamp.ts';
import { react } from '../react.ts';
import { nextDueAt } from '../sweep.ts';
import { ACTORS, calendar, directory, packLoop, play, text } from '../world.fixture.ts';

const appeal = packLoop('appeal');
const { dispatcher, director, tax, firm } = ACTORS;
const FRIDAY = '2026-10-16T10:00';
const at = (text: string) => Date.parse(`${text}+08:00`);
const due = (matter: ReturnType<typeof play>, clock = 'answer') => matter.state().clocks[clock]?.state.fireAt;
const signed = () => play(appeal, FRIDAY).does(dispatcher, 'assign', { unit: 'tax' }).does(tax, 'sign');

describe('the 1-3-5 limits', () => {
  it('skip the weekend for a problem filed on a Friday', () => {
    const matter = play(appeal, FRIDAY);
    expect(due(matter, 'respond')).toBe(at('2026-10-19T17:30'));
    expect(due(matter, 'progress')).toBe(at('2026-10-21T17:30'));
    expect(due(matter)).toBe(at('2026-10-23T17:30'));
  });

  it('are kept by 分办, 报进展 and 办结', () => {
    const matter = signed();
    expect(matter.state().clocks.respond).toMatchObject({ met: true });
    matter.at('2026-10-20T09:00').does(tax, 'progress', { note: text('n') });
    expect(matter.state().clocks.progress).toMatchObject({ met: true });
    matter.does(tax, 'finish', { reply: text('r') });
    expect(matter.state().clocks.answer).toMatchObject({ met: true });
  });

  it('climb the ladder step by step, each rung once: 提醒, 超期, 催办, 督办, 报领导', () => {
    const matter = signed().does(tax, 'progress', { note: text('n') });
    const fired = () =>
      matter
        .events()
        .flatMap((each) => (each.type === 'rung-fired' && each.data.clock === 'answer' ? [each.data.rung] : []));
    matter.at('2026-10-22T17:30');
    expect(fired()).toEqual(['remind']);
    matter.at('2026-10-23T17:30').at('2026-10-23T17:30').at('2026-10-24T12:00');
    expect(fired()).toEqual(['remind', 'breach']);
    matter.at('2026-11-05T09:00');
    expect(fired()).toEqual(['remind', 'breach', 'urge', 'supervise', 'leader']);
    expect(matter.state().flags).toEqual(expect.arrayContaining(['urged', 'supervised', 'leader-told']));
    const breach = matter.events().find((each) => each.type === 'breached');
    expect(breach?.data).toMatchObject({ unit: 'tax', overrunMinutes: 0, calendarVersion: calendar.version });
    expect(nextDueAt(matter.state())).toBeUndefined();
  });

  it('tell the holder, his head and the office of a breach, and the linked leader at the end', () => {
    const matter = signed().at('2026-11-10T09:00');
    const told = matter
      .events()
      .filter((each) => each.type === 'rung-fired' && each.data.clock === 'answer')
      .flatMap((each) => react(appeal, matter.state(), each, directory));
    const principals = told.flatMap((each) => (each.topic === 'notify' ? each.principals : []));
    expect(principals).toEqual(
      expect.arrayContaining([
        'person:tax-1',
        'head:tax',
        'duty:office:appeals.dispatch',
        'duty:office:supervision.act',
        'person:leader-1',
      ]),
    );
  });

  it('run for matters that nobody has taken up', () => {
    const matter = play(appeal, FRIDAY).at('2026-10-20T09:00');
    expect(matter.events().find((each) => each.type === 'breached')?.data).toMatchObject({
      clock: 'respond',
      unit: 'office',
    });
  });

  it('put a breach on record although the work was finished before the sweep came by', () => {
    const matter = signed()
      .unswept('2026-10-26T09:00')
      .does(tax, 'finish', { reply: text('r') });
    const breaches = matter.events().flatMap((each) => (each.type === 'breached' ? [each.data.clock] : []));
    expect(breaches.sort()).toEqual(['answer', 'progress']);
    expect(matter.state().clocks.answer).toMatchObject({ met: false, breaches: 1 });
  });

  it('blame who held the matter when the limit ended, not who holds it now', () => {
    const matter = signed()
      .unswept('2026-10-26T09:00')
      .does(dispatcher, 'transfer', { unit: 'water', note: text('n') });
    const units = matter.events().flatMap((each) => (each.type === 'breached' ? [each.data.unit] : []));
    expect(new Set(units)).toEqual(new Set(['tax']));
  });

  it('show as a lamp that nobody types', () => {
    const matter = signed().does(tax, 'progress', { note: text('n') });
    const lamp = (when: string) => lampOf(matter.state(), at(when)).lamp;
    expect(lamp('2026-10-19T09:00')).toBe('normal');
    expect(lamp('2026-10-22T18:00')).toBe('near');
    expect(lamp('2026-10-23T17:31')).toBe('overdue');
  });
});

describe('延期 (extension)', () => {
  const asked = () => signed().does(tax, 'request-extension', { amount: 5, reason: text('why') });

  it('is asked in time, bounded, and decided by somebody else', () => {
    const matter = signed();
    expect(matter.refused(tax, 'request-extension', { amount: 11, reason: text('w') })).toContain(
      '一次最多延期 10 个工作日，填写的是 11 个工作日',
    );
    matter.does(tax, 'request-extension', { amount: 5, reason: text('w') });
    expect(matter.refused(tax, 'request-extension', { amount: 5, reason: text('w') })).toContain('已有一份');
    expect(matter.refused(tax, 'decide-extension', { verdict: 'agree' })).toContain('您不能办理');
    matter.does(director, 'decide-extension', { verdict: 'agree' });
    expect(due(matter)).toBe(at('2026-10-30T17:30'));
    expect(matter.state().hops[0]?.dueAt).toBe(at('2026-10-30T17:30'));
    expect(matter.refused(tax, 'request-extension', { amount: 1, reason: text('w') })).toContain('最多延期 1 次');
  });

  it('says of a limit that may never be extended just that, and asks for an amount in the unit of the limit', () => {
    expect(signed().refused(tax, 'request-extension', { clock: 'progress', amount: 1, reason: text('w') })).toContain(
      '“进展时限”不能延期',
    );
  });

  it('leaves an earlier limit of a section alone', () => {
    const matter = signed().does(tax, 'pass', { person: 'tax-head', due: '2026-10-20' });
    matter.does(ACTORS.taxHead, 'sign').does(ACTORS.taxHead, 'request-extension', { amount: 5, reason: text('w') });
    matter.does(director, 'decide-extension', { verdict: 'agree' });
    expect(matter.state().hops.map((each) => each.dueAt)).toEqual([at('2026-10-30T17:30'), at('2026-10-20T17:30')]);
  });

  it('comes too late after the limit, whether asked or granted', () => {
    expect(
      signed()
        .unswept('2026-10-24T09:00')
        .refused(tax, 'request-extension', { amount: 1, reason: text('w') }),
    ).toContain('时限已过');
    expect(asked().unswept('2026-10-24T09:00').refused(director, 'decide-extension', { verdict: 'agree' })).toContain(
      '时限已过',
    );
  });

  it('changes nothing when it is refused', () => {
    const matter = asked().does(director, 'decide-extension', { verdict: 'refuse' });
    expect(due(matter)).toBe(at('2026-10-23T17:30'));
    expect(matter.state().pendingExtension).toBeUndefined();
  });

  it('is spent when the work is finished first', () => {
    const matter = asked().does(tax, 'finish', { reply: text('r') });
    expect(matter.state().pendingExtension).toBeUndefined();
  });
});

describe('挂账 (shelved)', () => {
  const shelve = { ground: 'policy', review: '2026-11-20', note: text('why') };

  it('needs a ground and a review date within a year, by the office and not the unit', () => {
    const matter = signed();
    expect(matter.refused(tax, 'shelve', shelve)).toContain('您不能办理');
    expect(matter.refused(dispatcher, 'shelve', { ...shelve, review: '2026-10-01' })).toContain('复核日期已经过去');
    expect(matter.refused(dispatcher, 'shelve', { ...shelve, review: '2027-11-01' })).toContain('最长12个月');
    expect(matter.refused(dispatcher, 'shelve', { review: '2026-11-20', note: text('n') })).toContain('挂账理由');
  });

  it('is carried over, not resolved, and comes back on its review date with what was left', () => {
    const matter = signed().does(dispatcher, 'shelve', shelve);
    expect(matter.state()).toMatchObject({ status: 'shelved', closed: false });
    expect(lampOf(matter.state(), at('2026-11-01T09:00')).lamp).toBe('suspended');
    matter.at('2026-11-20T17:30');
    expect(matter.state().status).toBe('handling');
    expect(matter.state().custody.at(-1)).toMatchObject({ unit: 'tax', person: 'tax-1' });
    // All of five days were left when it was shelved on its own day.
    expect(due(matter)).toBe(at('2026-11-27T17:30'));
    expect(matter.types().filter((each) => each === 'breached')).toEqual([]);
  });
});

describe('催一下 (the enterprise asks)', () => {
  it('reaches holder and office, five times at most', () => {
    const matter = signed();
    for (let count = 0; count < 5; count += 1) matter.does(firm, 'nudge');
    expect(matter.refused(firm, 'nudge')).toContain('最多5次');
  });
});
