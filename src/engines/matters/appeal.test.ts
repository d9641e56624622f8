import { describe, expect, it } from 'vitest';
import { formatInstant, type Instant } from '#kernel';
import { ACTORS, packLoop, play, text } from './world.fixture.ts';

const appeal = packLoop('appeal');
const { dispatcher, tax, firm } = ACTORS;
const dueOf = (at: number | null | undefined) => (at ? formatInstant(at as Instant).slice(0, 16) : at);

describe('an enterprise appeal', () => {
  it('is filed, assigned, signed, answered, rated and crossed off', () => {
    const matter = play(appeal, '2026-10-12T10:00');
    expect(dueOf(matter.state().clocks.answer?.state.fireAt)).toBe('2026-10-19T17:30');
    matter.does(dispatcher, 'assign', { unit: 'tax' });
    expect(matter.state().status).toBe('handling');
    matter
      .at('2026-10-13T09:00')
      .does(tax, 'sign')
      .does(tax, 'progress', { note: text('n') });
    matter.at('2026-10-14T09:00').does(tax, 'finish', { reply: text('r') });
    expect(matter.state().status).toBe('answered');
    matter.does(firm, 'rate', { grade: 5 });
    matter.does(dispatcher, 'verify', { outcome: 'resolved' });
    expect(matter.state()).toMatchObject({ status: 'verified', closed: true, outcome: 'resolved' });
    expect(Object.values(matter.state().clocks).every((each) => each.met)).toBe(true);
  });
});
