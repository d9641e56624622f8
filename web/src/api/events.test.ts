import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isDeep, seldom } from './events.ts';

describe('a burst of events', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('has the lists read once at its start and once after its end', () => {
    const work = vi.fn();
    const lists = seldom(3000, work);
    for (let event = 0; event < 50; event += 1) lists.run();
    expect(work).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(3000);
    expect(work).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(60_000);
    expect(work).toHaveBeenCalledTimes(2);
    lists.run();
    expect(work).toHaveBeenCalledTimes(3);
  });
  it('reads nothing more once the page is left', () => {
    const work = vi.fn();
    const lists = seldom(3000, work);
    lists.run();
    lists.run();
    lists.cancel();
    vi.advanceTimersByTime(10_000);
    expect(work).toHaveBeenCalledTimes(1);
  });
  it('spares a list that was followed far down', () => {
    expect(isDeep({ pages: [1, 2, 3, 4, 5] })).toBe(true);
    expect(isDeep({ pages: [1] })).toBe(false);
    expect(isDeep(undefined)).toBe(false);
  });
});
