import { describe, expect, it } from 'vitest';
import { budgetWords, byTime, clockLamp, clockWords } from './clock-words.ts';

const flat = (text: string): string => text.replace(/\s/g, ' ');
const day = 420;

describe('one limit of a matter', () => {
  it('that was kept is done, that was missed stays red', () => {
    expect(clockLamp({ running: false, stoppedAt: 1, met: true }, 0)).toBe('done');
    expect(clockLamp({ running: false, stoppedAt: 1, met: false }, 0)).toBe('overdue');
    expect(clockWords({ running: false, stoppedAt: 1, met: false }, day)).toBe('超期完成');
  });
  it('is near from the moment on when the lamp of the matter is', () => {
    expect(clockLamp({ running: true, remainingMinutes: 420, nearAt: 5 }, 5)).toBe('near');
    expect(clockLamp({ running: true, remainingMinutes: 420, nearAt: 5 }, 4)).toBe('normal');
    expect(clockLamp({ running: true }, 4)).toBe('normal');
    expect(flat(clockWords({ running: true, remainingMinutes: 421 }, day))).toBe('剩 1 个工作日');
  });
  it('is overdue also while it stands still', () => {
    expect(clockLamp({ running: false, remainingMinutes: -1 }, 0)).toBe('overdue');
    expect(clockLamp({ running: false, remainingMinutes: 100 }, 0)).toBe('suspended');
  });
  it('says nothing of a length that a fixed date made senseless', () => {
    expect(flat(budgetWords({ budget: 5, unitTitle: '个工作日' }))).toBe('5 个工作日');
    expect(budgetWords({ budget: -208074.12, unitTitle: '分钟' })).toBe('');
    expect(budgetWords({ budget: 379_170, unitTitle: '分钟', until: true })).toBe('');
  });
  it('stands before those that end later or have ended', () => {
    expect(byTime([{ stoppedAt: 1, fireAt: 1 }, { fireAt: 9 }, {}, { fireAt: 3 }])).toEqual([
      { fireAt: 3 },
      { fireAt: 9 },
      {},
      { stoppedAt: 1, fireAt: 1 },
    ]);
  });
});
