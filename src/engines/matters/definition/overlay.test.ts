import { describe, expect, it } from 'vitest';
import { isRefusal } from '#kernel';
import { packLoop } from '../world.fixture.ts';
import { overlayLoop } from './overlay.ts';
import { proveLoop } from './prove.ts';
import type { LoopDefinition } from './schema.ts';

const appeal = packLoop('appeal');

function layered(override: unknown): LoopDefinition {
  const result = overlayLoop(appeal, override);
  if (isRefusal(result)) throw result;
  return result;
}

function tried(override: unknown): readonly unknown[] {
  const result = overlayLoop(appeal, override);
  if (!isRefusal(result)) throw new Error('not refused');
  return result.parts.at?.map((each) => each.path) ?? [];
}

describe('a city layer over a base loop', () => {
  it('changes titles, budgets, the chosen preset, texts and limits', () => {
    const changed = layered({
      loop: 'appeal',
      title: '企业问题',
      number: 'QZ-SQ-{year}-{seq:6}',
      preset: 'by-grade',
      clocks: { answer: { budget: 3, extensions: { atMost: 2 }, ladder: [{ rung: 'urge', offset: 2 }] } },
      states: [{ id: 'filed', title: '待交办' }],
      moves: { assign: { title: '交办' }, nudge: { atMost: 3 } },
      returns: { within: { amount: 2 } },
    });
    expect(changed).toMatchObject({
      title: '企业问题',
      preset: 'by-grade',
      returns: { atMost: 2, within: { amount: 2 } },
    });
    expect(changed.clocks.answer).toMatchObject({ budget: 3, extensions: { atMost: 2, amount: 10 } });
    expect(changed.clocks.answer?.ladder.find((each) => each.rung === 'urge')?.offset).toBe(2);
    expect(changed.states[0]).toMatchObject({ id: 'filed', title: '待交办', owner: 'office' });
    expect(proveLoop(changed)).toEqual([]);
  });

  it('adds a preset of its own', () => {
    const changed = layered({
      presets: { fast: { title: '半天、一天、三天', budgets: { respond: 0.5, progress: 1, answer: 3 } } },
      preset: 'fast',
    });
    expect(changed.presets.fast?.budgets.answer).toBe(3);
    expect(proveLoop(changed)).toEqual([]);
  });

  it('never changes shape, and is told everything it tried', () => {
    expect(tried({ moves: { assign: { by: ['holder'], to: 'answered' } } })).toEqual([
      'moves.assign.by',
      'moves.assign.to',
    ]);
    expect(tried({ states: [{ id: 'extra', title: '加一个' }] })).toEqual(['states.extra']);
    expect(tried({ states: [{ id: 'filed', owner: 'holder' }] })).toEqual(['states.filed.owner']);
    expect(tried({ moves: { shortcut: { title: '直接销号' } } })).toEqual(['moves.shortcut']);
    expect(tried({ clocks: { answer: { ladder: [{ rung: 'breach', breach: false }] } } })).toEqual([
      'clocks.answer.ladder.breach.breach',
    ]);
    expect(tried({ open: { starts: [] } })).toEqual(['open.starts']);
  });

  it('does not take a value of the wrong kind', () => {
    expect(tried({ clocks: { answer: { budget: -1 } } })).toEqual(['clocks.answer.budget']);
  });
});
