import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../../api/types/index.ts';
import { othersAct } from './others-act.ts';

const entry = (seq: number, type: string, actor: string): TimelineEntry => ({
  seq,
  at: seq,
  type,
  title: type,
  internal: false,
  actor: { id: actor, name: actor },
});
const timeline = [entry(1, 'opened', 'firm'), entry(2, 'assign', 'chen'), entry(3, 'clock-stopped', 'chen')];

describe('what somebody else did meanwhile', () => {
  it('is his last act, not the ticking of a clock', () => {
    expect(othersAct({ timeline }, 1, 'me')?.type).toBe('assign');
  });
  it('is nothing when it was I, or when it was known already', () => {
    expect(othersAct({ timeline }, 1, 'chen')).toBeUndefined();
    expect(othersAct({ timeline }, 3, 'me')).toBeUndefined();
  });
});
