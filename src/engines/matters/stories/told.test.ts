import { describe, expect, it } from 'vitest';
import { type Reaction, react } from '../react.ts';
import { ACTORS, directory, type Play, packLoop, play, text } from '../world.fixture.ts';

const appeal = packLoop('appeal');
const { dispatcher, tax, firm } = ACTORS;
const MONDAY = '2026-10-12T09:00';

/** What the last events of a kind cause outside the matter. */
const caused = (matter: Play, type: string): readonly Reaction[] =>
  matter.events().flatMap((each) => (each.type === type ? react(appeal, matter.state(), each, directory) : []));
const told = (reactions: readonly Reaction[]): readonly string[] =>
  reactions.flatMap((each) => (each.topic === 'notify' ? each.principals : []));
const called = (reactions: readonly Reaction[]): readonly string[] =>
  reactions.flatMap((each) => (each.topic === 'call' ? [each.name] : []));

describe('who is told', () => {
  it('a new appeal comes to those of the office who may dispatch, not to everybody there', () => {
    expect(told(caused(play(appeal, MONDAY), 'opened'))).toEqual(['duty:office:appeals.dispatch', 'enterprise:firm']);
  });

  it('an appeal that waits too long at the office concerns its dispatchers and its head, though the office holds it', () => {
    const matter = play(appeal, MONDAY).at('2026-10-13T18:00');
    const principals = told(caused(matter, 'rung-fired'));
    expect(principals).toEqual(expect.arrayContaining(['head:office', 'duty:office:appeals.dispatch']));
    expect(principals).not.toContain('unit:office');
  });

  it('an answer comes to those who verify it', () => {
    const matter = play(appeal, MONDAY).does(dispatcher, 'assign', { unit: 'tax' }).does(tax, 'sign');
    matter.does(tax, 'finish', { reply: text('r') });
    expect(told(caused(matter, 'finish'))).toEqual(['enterprise:firm', 'duty:office:appeals.verify']);
  });

  it('whoever is complained of is not told as one with a duty either', () => {
    const matter = play(appeal, MONDAY, { complainedOf: ['office'] });
    expect(matter.state().office).not.toBe('office');
    expect(told(caused(matter, 'opened')).filter((each) => each.includes(':office'))).toEqual([]);
  });
});

describe('steps of domains', () => {
  const handled = () => play(appeal, MONDAY).does(dispatcher, 'assign', { unit: 'tax' }).does(tax, 'sign');

  it('cost nothing when nothing is linked to the matter', () => {
    const matter = handled()
      .does(tax, 'progress', { note: text('n') })
      .does(firm, 'withdraw');
    expect(called([...caused(matter, 'progress'), ...caused(matter, 'withdraw')])).toEqual([]);
  });

  it('follow when others were linked to it', () => {
    const matter = handled()
      .does(dispatcher, 'link', { matter: 'm2' })
      .does(tax, 'progress', { note: text('n') });
    matter.does(firm, 'withdraw');
    expect(called(caused(matter, 'progress'))).toEqual(['tell-merged']);
    expect(called(caused(matter, 'withdraw'))).toEqual(['split-merged']);
  });
});
