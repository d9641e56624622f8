import { describe, expect, it } from 'vitest';
import { buildCalendar, CalendarData, systemCall } from '#kernel';
import { calendarOperations } from './calendar-operation.ts';

const data = CalendarData.parse({
  endOfDayBasis: '民法典第二百零三条',
  years: [
    { year: 2025, source: { document: '国办发明电〔2024〕12号' }, holidays: [] },
    {
      year: 2026,
      source: { document: '国办发明电〔2025〕7号', date: '2025-11-04' },
      holidays: [{ name: '国庆节', rest: ['2026-10-01', '2026-10-02'], work: ['2026-09-20'] }],
    },
  ],
  overrides: [
    { day: '2026-04-18', kind: 'work', reason: '三月三补班' },
    { day: '2026-04-17', kind: 'rest', reason: '三月三' },
  ],
});

describe('the calendar that was used', () => {
  it('is told with its notices, its local days in order, and from when on it only guesses', async () => {
    const calendar = buildCalendar(data);
    const [get] = calendarOperations({ calendar: () => calendar, calendarData: () => data });
    const told = await get?.handle(systemCall('t', 0, 'r'), {});
    expect(told).toMatchObject({
      version: calendar.version,
      coveredThrough: '2026-12-31',
      provisionalFrom: '2027-01-01',
      endOfDay: '17:30',
      endOfDayBasis: '民法典第二百零三条',
    });
    expect(told?.years.map(({ year, source }) => [year, source.document])).toEqual([
      [2026, '国办发明电〔2025〕7号'],
      [2025, '国办发明电〔2024〕12号'],
    ]);
    expect(told?.overrides.map(({ day }) => day)).toEqual(['2026-04-17', '2026-04-18']);
  });
});
