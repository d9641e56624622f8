import { describe, expect, it } from 'vitest';
import { dayRuns, runs } from './day-words.ts';

const flat = (text: string): string => text.replace(/\s/g, '');

describe('days of a notice', () => {
  it('that follow each other are one run, also across months and years', () => {
    expect(runs(['2027-01-01', '2026-12-31', '2026-12-29'])).toEqual([['2026-12-29'], ['2026-12-31', '2027-01-01']]);
    expect(runs(['2028-02-28', '2028-02-29', '2028-03-01'])).toHaveLength(1);
  });
  it('are said from first to last with their number', () => {
    expect(flat(dayRuns(['2026-10-01', '2026-10-02', '2026-10-03']))).toMatch(/^10月1日.*至10月3日.*，共3天$/);
    expect(flat(dayRuns(['2026-09-20', '2026-10-10']))).toMatch(/^9月20日[^；]*；10月10日/);
    expect(dayRuns([])).toBe('无');
  });
});
