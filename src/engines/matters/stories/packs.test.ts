import { describe, expect, it } from 'vitest';
import type { Actor } from '#kernel';
import { diagramSvg } from '../definition/diagram/svg.ts';
import { helpText } from '../definition/help.ts';
import { ACTORS, loadPack, PACK_LOOPS, packLoop, play, text } from '../world.fixture.ts';

const { dispatcher, tax, firm } = ACTORS;
const MONDAY = '2026-10-12T10:00';

describe('the loops of the base pack', () => {
  it.each(PACK_LOOPS)('%s is proven, drawn and explained', (loop) => {
    const { findings, definition } = loadPack(loop);
    expect(findings).toEqual([]);
    expect(definition?.loop).toBe(loop);
    const known = definition ?? packLoop(loop);
    for (const { title } of known.states) {
      expect(diagramSvg(known)).toContain(title);
      expect(helpText(known)).toContain(title);
    }
  });
});

const handled = (loop: string, opened: Parameters<typeof play>[2] = {}) =>
  play(packLoop(loop), MONDAY, opened, dispatcher).does(dispatcher, 'assign', { unit: 'tax' }).does(tax, 'sign');

describe('督办 (supervision)', () => {
  it('is fed back by the unit and verified by who supervises', () => {
    const matter = handled('supervision').does(tax, 'finish', { reply: text('r') });
    expect(matter.refused(tax, 'verify', { outcome: 'resolved' })).toContain('您不能办理');
    matter.does(dispatcher, 'verify', { outcome: 'resolved' });
    expect(matter.state()).toMatchObject({ closed: true, outcome: 'resolved' });
  });

  it('runs to the date that was set, beside the usual limit', () => {
    const fields = { title: '一', text: '二', due: '2026-10-14' };
    const matter = play(packLoop('supervision'), MONDAY, { fields }, dispatcher).does(dispatcher, 'assign', {
      unit: 'tax',
    });
    matter.at('2026-10-14T17:30');
    expect(matter.events().find((each) => each.type === 'breached')?.data).toMatchObject({ clock: 'due', unit: 'tax' });
  });
});

describe('差评整改 (a bad rating is mended)', () => {
  const mended = () =>
    handled('rectification', { fields: { reachable: true } })
      .does(tax, 'contacted', { note: text('n') })
      .does(tax, 'finish', { reply: text('r') });
  const rater: Actor = { kind: 'anonymous', id: 'follow:m1', roles: [], permissions: [] };
  const crossOff = { outcome: 'resolved' };

  it('is crossed off only after whoever rated it said that he is content', () => {
    const matter = mended().does(dispatcher, 'call-back', { result: 'reached' });
    expect(matter.refused(dispatcher, 'verify', crossOff)).toContain('再次评价');
    const follower = { ...rater, id: `follow:${matter.state().id}` };
    matter.does(follower, 'rate', { grade: 2 });
    expect(matter.refused(dispatcher, 'verify', crossOff)).toContain('再次评价');
    matter.does(follower, 'rate', { grade: 4 }).does(dispatcher, 'verify', crossOff);
    expect(matter.state()).toMatchObject({ closed: true, outcome: 'resolved', status: 'rectified' });
  });

  it('knows no contact, and no limit for one, where no number was left', () => {
    const matter = handled('rectification');
    expect(Object.keys(matter.state().clocks)).toEqual(['rectify']);
    for (const move of ['contacted', 'call-back']) expect(matter.refused(tax, move, {})).toContain('没有留联系电话');
    matter.does(tax, 'finish', { reply: text('r') });
    expect(matter.state().clocks.confirm).toBeUndefined();
    matter.does({ ...rater, id: `follow:${matter.state().id}` }, 'rate', { grade: 4 });
    expect(matter.state().clocks.confirm).toBeDefined();
    expect(Object.keys(handled('rectification', { fields: { reachable: true } }).state().clocks)).toEqual([
      'contact',
      'rectify',
    ]);
  });

  it('ends apart, never as mended, when nobody answers; each day of calls counts once', () => {
    const matter = mended();
    const ring = (when: string) => matter.at(when).does(dispatcher, 'call-back', { result: 'unreached' });
    ring('2026-10-13T10:00');
    ring('2026-10-13T15:00');
    ring('2026-10-14T10:00');
    expect(matter.state().callDays).toEqual(['2026-10-13', '2026-10-14']);
    matter.does(dispatcher, 'close-unreached', { outcome: 'explained', note: text('n') });
    expect(matter.state()).toMatchObject({ closed: true, status: 'unanswered', outcome: 'explained' });
  });

  it('may be called untrue, with evidence, but that does not end it', () => {
    const matter = handled('rectification');
    expect(matter.refused(tax, 'dispute', { note: text('n') })).toContain('佐证材料');
    matter.does(tax, 'dispute', { note: text('n'), files: ['f'] });
    expect(matter.state()).toMatchObject({ closed: false, flags: ['disputed'] });
  });
});

describe('复盘 (post-mortem)', () => {
  const change = { cause: 'process', change: 'process', target: text('which'), proposal: text('how') };

  it('must name a rule, policy or process to change', () => {
    const matter = handled('post-mortem');
    expect(matter.refused(tax, 'finish', { cause: 'execution', proposal: text('be careful') })).toContain('要修改什么');
    expect(matter.refused(tax, 'finish', { ...change, change: 'attitude' })).toContain('要修改什么');
    matter.does(tax, 'finish', change).does(dispatcher, 'adopt', { outcome: 'resolved' });
    expect(matter.state().closed).toBe(true);
  });
});

describe('回头看 (look-back)', () => {
  it('says whether the result held, with what was seen', () => {
    const matter = handled('look-back');
    expect(matter.refused(tax, 'conclude', { outcome: 'relapsed' })).toContain('复查情况');
    matter.does(tax, 'conclude', { outcome: 'relapsed', note: text('n') });
    expect(matter.state()).toMatchObject({ status: 'relapsed', outcome: 'unresolved' });
  });
});

describe('一类事 (a class of problems)', () => {
  it('is watched for three months before it counts as solved', () => {
    const matter = handled('class-matter')
      .does(tax, 'propose', { note: text('n') })
      .does(tax, 'finish', { reply: text('r') });
    expect(matter.state()).toMatchObject({ status: 'observing' });
    expect(matter.state().clocks.observe?.state.fireAt).toBe(Date.parse('2027-01-12T17:30+08:00'));
    matter.does(dispatcher, 'rework', { reason: text('no better') });
    expect(matter.state()).toMatchObject({ status: 'handling' });
    expect(matter.state().custody.at(-1)?.unit).toBe('tax');
  });
});

describe('会议定事项 (a resolution of a meeting)', () => {
  it('is assigned, done, verified, and told to who raised it', () => {
    const matter = handled('resolution')
      .does(tax, 'progress', { note: text('n') })
      .does(tax, 'finish', { reply: text('r') });
    matter.does(firm, 'rate', { grade: 5 }).does(dispatcher, 'verify', { outcome: 'resolved' });
    expect(matter.state()).toMatchObject({ status: 'done' });
  });
});
