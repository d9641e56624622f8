import { describe, expect, it } from 'vitest';
import { diagramSvg } from '../definition/diagram/svg.ts';
import { helpText } from '../definition/help.ts';
import { loadLoop } from '../definition/load.ts';
import type { LoopDefinition } from '../definition/schema.ts';
import { UNSEEN } from '../unseen.fixture.ts';
import { ACTORS, play, text } from '../world.fixture.ts';

const { definition, findings } = loadLoop(UNSEEN, 'unseen.yaml');
const loop = definition as LoopDefinition;
const { dispatcher, director, tax, water, firm } = ACTORS;

describe('a loop that the code has never seen', () => {
  it('is proven, drawn and explained', () => {
    expect(findings).toEqual([]);
    expect(diagramSvg(loop)).toContain('听证期满');
    expect(helpText(loop)).toContain('**踏勘**');
  });

  it('runs with a co-handler, an extension and a suspension', () => {
    const matter = play(loop, '2026-09-01T10:00', { fields: { age: 300 } });
    matter.does(dispatcher, 'send', { unit: 'tax' }).does(tax, 'take');
    matter.does(tax, 'consult', { units: ['water'], ask: text('roots') });
    expect(matter.refused(tax, 'decide', { reply: text('r') })).toContain('市水务集团');
    matter.does(water, 'reply', { kind: 'agree' });
    matter.does(tax, 'longer', { amount: 5, reason: text('rain') }).does(director, 'allow', { verdict: 'agree' });
    const before = matter.state().clocks.whole?.state.fireAt ?? 0;
    matter.at('2026-09-03T10:00').does(tax, 'hear', { ask: text('hearing') });
    expect(matter.state().status).toBe('hearing');
    matter.at('2026-09-08T10:00').does(firm, 'heard', { note: text('yes') });
    expect(matter.state().status).toBe('opinion');
    expect(matter.state().clocks.whole?.state.fireAt).toBeGreaterThan(before);
    matter.does(tax, 'decide', { reply: text('r') });
    expect(matter.state()).toMatchObject({ status: 'closed', closed: true, outcome: 'resolved' });
  });

  it('ends its hearing by itself after a month', () => {
    const matter = play(loop, '2026-09-01T10:00').does(dispatcher, 'hear', { ask: text('hearing') });
    // 10-01 to 10-07 are holidays: a month that ends then ends at the first close of business after.
    matter.at('2026-10-08T17:29');
    expect(matter.state().status).toBe('hearing');
    matter.at('2026-10-08T17:30');
    expect(matter.state()).toMatchObject({ status: 'survey' });
  });
});
