import { describe, expect, it } from 'vitest';
import { longWords, shortWords } from './countdown-words.ts';

const flat = (text: string): string => text.replace(/\s/g, ' ');

describe('what a countdown says', () => {
  it('counts what is left and what went over in working time', () => {
    expect(flat(shortWords({ lamp: 'near', remainingMinutes: 40 }, 480))).toBe('剩 40 分');
    expect(flat(longWords({ lamp: 'overdue', remainingMinutes: -6 * 480 }, 480))).toBe('已超 6 个工作日');
  });
  it('does not count a suspended or finished matter, whatever its minutes say', () => {
    expect(longWords({ lamp: 'suspended', remainingMinutes: -5 }, 480)).toBe('时限暂停计算');
    expect(shortWords({ lamp: 'done', remainingMinutes: -5 }, 480)).toBe('办结');
  });
  it('says that there is no limit rather than nothing left', () => {
    expect(shortWords({ lamp: 'normal' }, 480)).toBe('未设时限');
  });
  it('does not say that time is left on what broke at the weekend', () => {
    expect(shortWords({ lamp: 'overdue', remainingMinutes: 0 }, 480)).toBe('刚超期');
    expect(longWords({ lamp: 'overdue', remainingMinutes: 0 }, 480)).toBe('刚过时限');
  });
});
