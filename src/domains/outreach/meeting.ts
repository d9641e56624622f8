import { addMonths, type Day, dayOf, formatDay, type Refusal, refuse, toInstant } from '#kernel';

export const MEETING_KINDS = ['roundtable', 'talk', 'council'] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];
export const MEETING_STATUSES = ['planned', 'held', 'closed', 'cancelled'] as const;
export const MEETING_TITLES: Readonly<Record<MeetingKind, string>> = {
  roundtable: '政企沟通圆桌例会',
  talk: '亲清半月谈',
  council: '议事协商会',
};

export type Attendee = {
  readonly kind: 'unit' | 'enterprise' | 'person' | 'guest';
  /** Unit, enterprise or person; absent for a guest. */
  readonly id?: string;
  readonly name: string;
  readonly present?: boolean;
};

export const ITEM_KINDS = ['problem', 'suggestion', 'resolution'] as const;
export type MeetingItem = {
  readonly id: string;
  readonly kind: (typeof ITEM_KINDS)[number];
  readonly text: string;
  readonly enterprise?: string;
  readonly category?: string;
  readonly region?: string;
  /** Who must answer. */
  readonly unit?: string;
  /** The matter it became. */
  readonly matter?: string;
  /** What was answered in the room, where that settled it. */
  readonly answer?: string;
};

export type Meeting = {
  readonly id: string;
  readonly kind: MeetingKind;
  readonly title: string;
  /** Which one of its kind: 第 N 次. */
  readonly session: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly place: string;
  readonly convener?: string;
  readonly status: (typeof MEETING_STATUSES)[number];
  readonly agenda: readonly string[];
  readonly attendees: readonly Attendee[];
  readonly minutes?: string;
  readonly items: readonly MeetingItem[];
  readonly closedAt?: number;
};

/** An item is in somebody's hands when it became a matter, or when a unit answered it in the room. */
export const isAssigned = (item: MeetingItem): boolean =>
  item.matter !== undefined || (item.unit !== undefined && item.answer !== undefined);

/** May it close? Every item is in somebody's hands and the minutes are written. */
export function decideCloseMeeting(meeting: Meeting, now: number): Meeting | Refusal {
  const no = (code: string, what: string, todo: string) =>
    refuse({ code: `meeting.${code}`, kind: 'conflict', what, todo });
  if (meeting.status === 'closed') return no('closed', '会议已办结', '无需再次办结');
  if (meeting.status === 'cancelled') return no('cancelled', '会议已取消', '如需召开请另行安排');
  if (now < meeting.startsAt) return no('not-held', '会议尚未召开', '请在会后办结');
  const loose = meeting.items.filter((each) => !isAssigned(each));
  if (loose.length > 0)
    return refuse({
      code: 'meeting.unassigned-items',
      kind: 'conflict',
      what: `还有 ${loose.length} 条没有落实到单位`,
      why: '会上提出的每个问题都要交办，或由单位当场答复',
      todo: '请逐条交办后再办结',
      at: loose.map((each) => ({ path: `items.${each.id}`, message: each.text.slice(0, 40) })),
    });
  if (!meeting.minutes?.trim()) return no('no-minutes', '会议纪要还没有写', '请先填写会议纪要');
  return { ...meeting, status: 'closed', closedAt: now };
}

export type MeetingWarning = { readonly lastDay?: Day; readonly dueDay: Day; readonly text: string };

/** Warns when the interval passed since the last roundtable that took place, and none is planned in time. */
export function meetingWarning(
  meetings: readonly Meeting[],
  kind: MeetingKind,
  months: number,
  now: number,
): MeetingWarning | undefined {
  const today = dayOf(toInstant(now));
  const mine = meetings.filter((each) => each.kind === kind && each.status !== 'cancelled');
  const held = mine.filter((each) => each.startsAt <= now).map((each) => dayOf(toInstant(each.startsAt)));
  const lastDay = held.toSorted().at(-1);
  const title = MEETING_TITLES[kind];
  if (lastDay === undefined) {
    if (mine.length > 0) return undefined;
    return { dueDay: today, text: `还没有安排过${title}，应每 ${months} 个月召开一次` };
  }
  const dueDay = addMonths(lastDay, months);
  const planned = mine.some((each) => each.startsAt > now && dayOf(toInstant(each.startsAt)) <= dueDay);
  if (today < dueDay || planned) return undefined;
  return { lastDay, dueDay, text: `上次${title}是 ${formatDay(lastDay)}，已满 ${months} 个月，请尽快安排` };
}
