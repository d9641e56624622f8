import { ICalCalendarMethod, ICalEventStatus, default as ical } from 'ical-generator';
import { MEETING_TITLES, type Meeting } from './meeting.ts';

/**
 * The meeting as a calendar file (RFC 5545) that a phone or an office calendar opens. Times go out in UTC, so that no
 * zone table is needed. The same meeting keeps its UID: importing it again moves the entry instead of doubling it.
 *
 * Attendees stay out of it: a calendar file travels, and their addresses are nobody's business.
 *
 * @param stamp when the file was made, for DTSTAMP
 */
export function meetingCalendar(
  meeting: Meeting,
  options: { readonly baseUrl: string; readonly stamp: number },
): string {
  // A site that was not told its own address still has a calendar file: without a link, under an id of its own.
  const base = options.baseUrl ? URL.parse(options.baseUrl) : null;
  const calendar = ical({
    name: MEETING_TITLES[meeting.kind],
    prodId: { company: 'Clearway', product: 'Clearway', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
  });
  const event = calendar.createEvent({
    id: `${meeting.id}@${base?.hostname ?? 'clearway'}`,
    start: new Date(meeting.startsAt),
    end: new Date(meeting.endsAt),
    stamp: new Date(options.stamp),
    summary: meeting.title,
    location: meeting.place,
    description: meeting.agenda.map((each, at) => `${at + 1}. ${each}`).join('\n'),
    ...(base ? { url: `${options.baseUrl}/meetings/${meeting.id}` } : {}),
    status: meeting.status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  event.createAlarm({ trigger: 24 * 3600, description: meeting.title });
  // Nobody's address is given away: a calendar only needs the name.
  return calendar.toString();
}
