import { queryOptions } from '@tanstack/react-query';
import { call, get, post } from './client.ts';
import type { Coded, Lamp, Named } from './types/index.ts';

export type MeetingKind = 'roundtable' | 'talk' | 'council';
export type ItemKind = 'problem' | 'suggestion' | 'resolution';
export type Attendee = {
  readonly kind: 'unit' | 'enterprise' | 'person' | 'guest';
  readonly id?: string;
  readonly name: string;
  readonly present?: boolean;
};
type MeetingBase = {
  readonly id: string;
  readonly kind: MeetingKind;
  readonly title: string;
  readonly session: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly place: string;
  readonly status: 'planned' | 'held' | 'closed' | 'cancelled';
  readonly unassigned: number;
};
export type MeetingRow = MeetingBase & { readonly items: number };
export type MeetingItem = {
  readonly id: string;
  readonly kind: ItemKind;
  readonly text: string;
  readonly enterprise?: Named;
  readonly unit?: Named;
  readonly matter?: {
    readonly id: string;
    readonly number?: string;
    readonly title?: string;
    readonly status?: Coded;
    readonly lamp?: Lamp;
  };
  readonly answer?: string;
  readonly assigned: boolean;
};
export type Meeting = MeetingBase & {
  readonly agenda: readonly string[];
  readonly attendees: readonly Attendee[];
  readonly minutes?: string;
  readonly items: readonly MeetingItem[];
  readonly before: readonly MeetingItem[];
};
type Warning = { readonly text: string; readonly dueDay: string; readonly lastDay?: string };

const path = (id: string, rest = ''): string => `/meetings/${encodeURIComponent(id)}${rest}`;

export const meetingsQuery = queryOptions({
  queryKey: ['meetings'],
  queryFn: ({ signal }) =>
    get<{ items: readonly MeetingRow[]; warnings: readonly Warning[] }>('/meetings', undefined, signal),
});

export const meetingQuery = (id: string) =>
  queryOptions({
    queryKey: ['meetings', id],
    queryFn: ({ signal }) => get<Meeting>(path(id), undefined, signal),
  });

type MeetingPlan = {
  readonly kind?: MeetingKind;
  readonly title: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly place: string;
  readonly agenda: readonly string[];
  readonly attendees: readonly Attendee[];
};
export const planMeeting = (plan: MeetingPlan, key: string) => post<{ id: string }>('/meetings', plan, key);

export type MeetingChange = { readonly id: string } & Partial<Omit<MeetingPlan, 'kind'>> & {
    readonly minutes?: string;
    readonly status?: 'held' | 'cancelled';
  };
/** A change that leaves out agenda or attendees empties them, so both always go along. */
export const meetingBase = ({ id, agenda, attendees }: Meeting): MeetingChange => ({ id, agenda, attendees });

export const changeMeeting = ({ id, ...body }: MeetingChange, key: string) =>
  call<Meeting>('PUT', path(id), { body, key });
export const closeMeeting = (id: string, key: string) => post<Meeting>(path(id, '/close'), {}, key);

type NewItem = {
  readonly meeting: string;
  readonly kind: ItemKind;
  readonly text: string;
  readonly enterprise?: string;
};
export const addItem = ({ meeting, ...item }: NewItem, key: string) =>
  post<Meeting>(path(meeting, '/items'), item, key);

/** With an answer it was settled in the room; without, it becomes a matter with a clock. */
export type ItemHands = {
  readonly meeting: string;
  readonly item: string;
  readonly unit: string;
  readonly answer?: string;
};
export const placeItem = ({ meeting, item, unit, answer }: ItemHands, key: string) =>
  post<Meeting>(
    path(meeting, `/items/${encodeURIComponent(item)}/${answer ? 'answer' : 'assign'}`),
    answer ? { unit, answer } : { unit },
    key,
  );

export const calendarUrl = (id: string): string => `/api${path(id, '/calendar.ics')}`;
