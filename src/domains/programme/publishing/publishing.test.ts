import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day } from '#kernel';
import { shortTitle } from './measure-orders.ts';
import { type Every, reportPeriods } from './periods.ts';

describe('reports of a recurring duty', () => {
  test('每两个月 from March on: five of the six periods of the year are left', () => {
    const periods = reportPeriods({ every: 2, unit: 'month' }, day('2026-01-01'), day('2026-12-31'), day('2026-03-10'));
    expect(periods.map((each) => [each.label, each.to])).toEqual([
      ['2026年3月至4月', '2026-04-30'],
      ['2026年5月至6月', '2026-06-30'],
      ['2026年7月至8月', '2026-08-31'],
      ['2026年9月至10月', '2026-10-31'],
      ['2026年11月至12月', '2026-12-31'],
    ]);
  });

  test('follow each other without gap or overlap, end with the term, and lie after today', () => {
    const units = ['day', 'week', 'month', 'quarter', 'year'] as const;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(...units),
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 1, max: 800 }),
        fc.integer({ min: -10, max: 900 }),
        (every, unit: Every['unit'], start, length, passed) => {
          const first = addDays(day('2024-01-01'), start);
          const last = addDays(first, length);
          const today = addDays(first, passed);
          const periods = reportPeriods({ every, unit }, first, last, today);
          for (const [i, each] of periods.entries()) {
            expect(each.from <= each.to && each.to <= last && each.to >= today).toBe(true);
            const next = periods[i + 1];
            if (next) expect(next.from).toBe(addDays(each.to, 1));
          }
        },
      ),
    );
  });
});

describe('the title of a measure', () => {
  test('is its first clause without the number', () => {
    expect(shortTitle('（1）开发政策资金监管系统功能，加强日常监控。全年推进。', '任务')).toBe(
      '开发政策资金监管系统功能，加强日常监控',
    );
  });
  test('is cut at a comma where the clause is long', () => {
    const long = `${'推进'.repeat(15)}，${'完善'.repeat(30)}。`;
    expect(shortTitle(long, '任务')).toBe(`${'推进'.repeat(15)}…`);
  });
});
