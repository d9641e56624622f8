import { z } from 'zod';
import { type Call, EpochMs, isRefusal, operation, refuse } from '#kernel';
import {
  decideCloseMeeting,
  ITEM_KINDS,
  MEETING_KINDS,
  type Meeting,
  type MeetingItem,
  meetingWarning,
} from './meeting.ts';
import { meetingCalendar } from './meeting-calendar.ts';
import { mustBeOpen, mustBeUnit, mustEndAfterStart, noMeeting } from './meeting-guards.ts';
import { Attendee, Id, MeetingRow, MeetingView, rowOf, viewOf } from './meeting-view.ts';
import type { OutreachPorts } from './ports.ts';

const Plan = z.object({
  kind: z.enum(MEETING_KINDS).default('roundtable'),
  title: z.string().trim().min(2).max(80),
  startsAt: EpochMs,
  endsAt: EpochMs,
  place: z.string().trim().min(1).max(100),
  agenda: z.array(z.string().min(1).max(200)).max(30).default([]),
  attendees: z.array(Attendee).max(200).default([]),
});
/** 圆桌例会: agenda, people, minutes, and every item in somebody's hands before it closes. */
export function meetingOperations(ports: OutreachPorts) {
  return [...readOperations(ports), ...planOperations(ports), ...itemOperations(ports)];
}

function readOperations(ports: OutreachPorts) {
  const { store } = ports;
  return [
    operation({
      id: 'meetings.list',
      method: 'GET',
      path: '/api/meetings',
      title: '圆桌例会；两个月没有召开的给出提醒',
      permission: 'meetings.read',
      input: z.object({ kind: z.enum(MEETING_KINDS).optional() }),
      output: z.object({
        items: z.array(MeetingRow),
        warnings: z.array(z.object({ text: z.string(), dueDay: z.string(), lastDay: z.string().optional() })),
      }),
      handle: async (call, { kind }) => {
        const all = await store.listMeetings(call.tenant, kind);
        const warning = meetingWarning(all, kind ?? 'roundtable', ports.meetingInterval(call.tenant), call.now);
        return { items: all.map(rowOf), warnings: warning ? [warning] : [] };
      },
    }),
    operation({
      id: 'meetings.get',
      method: 'GET',
      path: '/api/meetings/{id}',
      title: '一次会议：议程、到会、纪要、问题及办理情况，上次会议事项的进展',
      permission: 'meetings.read',
      input: z.object({ id: Id }),
      output: MeetingView,
      handle: async (call, { id }) => viewOf(ports, call, await getMeeting(ports, call, id)),
    }),
    operation({
      id: 'meetings.calendar',
      method: 'GET',
      path: '/api/meetings/{id}/calendar.ics',
      title: '会议日程文件（.ics）',
      permission: 'meetings.read',
      input: z.object({ id: Id }),
      output: z.object({ name: z.string(), type: z.string(), bytes: z.custom<Uint8Array>() }),
      produces: 'file',
      handle: async (call, { id }) => {
        const meeting = await getMeeting(ports, call, id);
        const text = meetingCalendar(meeting, { baseUrl: ports.baseUrl, stamp: call.now });
        return {
          name: `${meeting.title}.ics`,
          type: 'text/calendar; charset=utf-8',
          bytes: new TextEncoder().encode(text),
        };
      },
    }),
  ];
}

function planOperations(ports: OutreachPorts) {
  return [
    operation({
      id: 'meetings.plan',
      method: 'POST',
      path: '/api/meetings',
      title: '安排会议',
      permission: 'meetings.manage',
      input: Plan,
      output: z.object({ id: z.string(), session: z.number() }),
      handle: async (call, input) => {
        mustEndAfterStart(input);
        const meeting = {
          ...input,
          attendees: input.attendees.map(attendeeOf),
          id: ports.ids(),
          status: 'planned' as const,
          items: [],
          ...(call.actor.unit && { convener: call.actor.unit }),
        };
        const { id, session } = await ports.store.addMeeting(call.tenant, meeting, call.actor.id, call.now);
        return { id, session };
      },
    }),
    operation({
      id: 'meetings.change',
      method: 'PUT',
      path: '/api/meetings/{id}',
      title: '修改会议安排、到会情况和纪要',
      permission: 'meetings.manage',
      input: Plan.omit({ kind: true })
        .partial()
        .extend({
          id: Id,
          // Left out means unchanged: a default would empty them.
          agenda: Plan.shape.agenda.removeDefault().optional(),
          attendees: Plan.shape.attendees.removeDefault().optional(),
          minutes: z.string().max(20_000).optional(),
          status: z.enum(['held', 'cancelled']).optional(),
        }),
      output: MeetingView,
      handle: (call, { id, attendees, ...input }) =>
        changeMeeting(ports, call, id, async (meeting) => {
          mustBeOpen(meeting);
          const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
          const changed = { ...meeting, ...given, ...(attendees && { attendees: attendees.map(attendeeOf) }) };
          mustEndAfterStart(changed);
          return changed;
        }),
    }),
    operation({
      id: 'meetings.close',
      method: 'POST',
      path: '/api/meetings/{id}/close',
      title: '会议办结：每条问题都已交办或答复',
      permission: 'meetings.manage',
      input: z.object({ id: Id }),
      output: MeetingView,
      handle: (call, { id }) =>
        changeMeeting(ports, call, id, async (meeting) => {
          const decided = decideCloseMeeting(meeting, call.now);
          if (isRefusal(decided)) throw decided;
          return decided;
        }),
    }),
  ];
}

const NewItem = z.object({
  kind: z.enum(ITEM_KINDS).default('problem'),
  text: z.string().trim().min(2).max(2000),
  enterprise: z.string().max(18).optional(),
  category: z.string().max(40).optional(),
  region: z.string().max(12).optional(),
});

function itemOperations(ports: OutreachPorts) {
  return [
    operation({
      id: 'meetings.items.add',
      method: 'POST',
      path: '/api/meetings/{id}/items',
      title: '记录会上提出的问题、建议和议定事项',
      permission: 'meetings.manage',
      input: NewItem.extend({ id: Id }),
      output: MeetingView,
      handle: (call, { id, ...input }) =>
        changeMeeting(ports, call, id, async (meeting) => {
          mustBeOpen(meeting);
          const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
          return { ...meeting, items: [...meeting.items, { ...input, ...given, id: ports.ids() } as MeetingItem] };
        }),
    }),
    operation({
      id: 'meetings.items.assign',
      method: 'POST',
      path: '/api/meetings/{id}/items/{item}/assign',
      title: '交办：转为诉求件，进入限时办理',
      permission: 'meetings.manage',
      input: z.object({ id: Id, item: Id, unit: Id }),
      output: MeetingView,
      handle: (call, { id, item, unit }) =>
        changeItem(ports, call, id, item, async (found, meeting) => {
          await mustBeUnit(ports, call, unit);
          if (found.matter) return { ...found, unit };
          const opened = await ports.openAppeal(call, {
            title: `${meeting.title}：${found.text.slice(0, 30)}`,
            body: found.text,
            channel: 'roundtable',
            unit,
            key: `meeting/${id}/${item}`,
            ...(found.category && { category: found.category }),
            ...(found.region && { region: found.region }),
            ...(found.enterprise && { enterprise: found.enterprise }),
          });
          return { ...found, unit, matter: opened.id };
        }),
    }),
    operation({
      id: 'meetings.items.answer',
      method: 'POST',
      path: '/api/meetings/{id}/items/{item}/answer',
      title: '当场答复：记下由哪个单位怎么答复',
      permission: 'meetings.manage',
      input: z.object({ id: Id, item: Id, unit: Id, answer: z.string().trim().min(2).max(2000) }),
      output: MeetingView,
      handle: (call, { id, item, unit, answer }) =>
        changeItem(ports, call, id, item, async (found) => {
          await mustBeUnit(ports, call, unit);
          return { ...found, unit, answer };
        }),
    }),
  ];
}

async function getMeeting(ports: OutreachPorts, call: Call, id: string): Promise<Meeting> {
  const found = await ports.store.findMeeting(call.tenant, id);
  if (!found) throw noMeeting();
  return found;
}

async function changeMeeting(
  ports: OutreachPorts,
  call: Call,
  id: string,
  work: (meeting: Meeting) => Promise<Meeting>,
) {
  const changed = await ports.store.changeMeeting(call.tenant, id, call.now, work);
  if (!changed) throw noMeeting();
  return viewOf(ports, call, changed);
}

type ItemWork = (item: MeetingItem, meeting: Meeting) => Promise<MeetingItem>;

const changeItem = (ports: OutreachPorts, call: Call, id: string, item: string, work: ItemWork) =>
  changeMeeting(ports, call, id, async (meeting) => {
    mustBeOpen(meeting);
    const found = meeting.items.find((each) => each.id === item);
    if (!found) throw refuse({ code: 'meeting.no-item', kind: 'not-found', what: '没有找到这条会议事项' });
    const next = await work(found, meeting);
    return { ...meeting, items: meeting.items.map((each) => (each.id === item ? next : each)) };
  });

const attendeeOf = ({ id, present, ...rest }: z.infer<typeof Attendee>) => ({
  ...rest,
  ...(id !== undefined && { id }),
  ...(present !== undefined && { present }),
});
