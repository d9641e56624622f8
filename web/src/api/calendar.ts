import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';

export type CalendarSource = {
  readonly document: string;
  readonly title?: string;
  readonly date?: string;
  readonly url?: string;
  readonly assumed?: boolean;
};
export type CalendarYear = {
  readonly year: number;
  readonly source: CalendarSource;
  readonly holidays: readonly {
    readonly name: string;
    readonly rest: readonly string[];
    readonly work: readonly string[];
  }[];
};
export type LocalDay = {
  readonly day: string;
  readonly kind: 'work' | 'rest';
  readonly reason: string;
  readonly source?: CalendarSource;
};
export type WorkCalendar = {
  readonly version: string;
  readonly coveredFrom: string;
  readonly coveredThrough: string;
  readonly provisionalFrom: string;
  readonly businessHours: readonly { readonly from: string; readonly to: string }[];
  readonly endOfDay: string;
  readonly endOfDayBasis?: string;
  readonly years: readonly CalendarYear[];
  readonly overrides: readonly LocalDay[];
};

export const calendarQuery = queryOptions({
  queryKey: ['calendar'],
  queryFn: ({ signal }) => get<WorkCalendar>('/calendar', undefined, signal),
  staleTime: 60 * 60_000,
});
