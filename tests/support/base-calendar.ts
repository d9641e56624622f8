import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { buildCalendar, CalendarData, type WorkingCalendar } from '#kernel';

/** The calendar as packs/base ships it, for tests of kernel and engines. */
export const baseCalendarData = (): CalendarData =>
  CalendarData.parse(
    parse(readFileSync(new URL('../../packs/base/calendar/cn-holidays.yaml', import.meta.url), 'utf8')),
  );

export const baseCalendar = (): WorkingCalendar => buildCalendar(baseCalendarData());
