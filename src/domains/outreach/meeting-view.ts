import { z } from 'zod';
import { LAMPS } from '#engines/matters';
import type { Call } from '#kernel';
import { ITEM_KINDS, isAssigned, MEETING_KINDS, MEETING_STATUSES, type Meeting, type MeetingItem } from './meeting.ts';
import type { MatterState, OutreachPorts } from './ports.ts';

export const Id = z.string().min(1).max(64);
export const Attendee = z.object({
  kind: z.enum(['unit', 'enterprise', 'person', 'guest']),
  id: Id.optional(),
  name: z.string().min(1).max(60),
  present: z.boolean().optional(),
});
const MatterView = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  status: z.object({ code: z.string(), title: z.string() }),
  lamp: z.enum(LAMPS),
});
const ItemView = z.object({
  id: z.string(),
  kind: z.enum(ITEM_KINDS),
  text: z.string(),
  enterprise: z.object({ id: z.string(), name: z.string() }).optional(),
  category: z.string().optional(),
  region: z.string().optional(),
  unit: z.object({ id: z.string(), name: z.string() }).optional(),
  matter: MatterView.partial().required({ id: true }).optional(),
  answer: z.string().optional(),
  assigned: z.boolean(),
});
export const MeetingRow = z.object({
  id: z.string(),
  kind: z.enum(MEETING_KINDS),
  title: z.string(),
  session: z.number(),
  startsAt: z.number(),
  endsAt: z.number(),
  place: z.string(),
  status: z.enum(MEETING_STATUSES),
  items: z.number(),
  unassigned: z.number(),
});
export const MeetingView = MeetingRow.omit({ items: true }).extend({
  agenda: z.array(z.string()),
  attendees: z.array(Attendee),
  minutes: z.string().optional(),
  items: z.array(ItemView),
  /** What the session before resolved and how it stands now. */
  before: z.array(ItemView),
});

export const rowOf = ({ id, kind, title, session, startsAt, endsAt, place, status, items }: Meeting) => ({
  id,
  kind,
  title,
  session,
  startsAt,
  endsAt,
  place,
  status,
  items: items.length,
  unassigned: items.filter((each) => !isAssigned(each)).length,
});

/** A meeting as people see it: names instead of ids, and how its matters stand. */
export async function viewOf(ports: OutreachPorts, call: Call, meeting: Meeting): Promise<z.infer<typeof MeetingView>> {
  const all = await ports.store.listMeetings(call.tenant, meeting.kind);
  const before = all.filter((each) => each.session < meeting.session && each.status !== 'cancelled');
  const last = before.toSorted((a, b) => b.session - a.session)[0];
  const items = [...meeting.items, ...(last?.items ?? [])];
  const states = await ports.matters(
    call,
    items.flatMap((each) => each.matter ?? []),
  );
  const { units } = await ports.organisation(call.tenant, call.now);
  const firms = await ports.enterprises(
    call.tenant,
    items.flatMap((each) => each.enterprise ?? []),
  );
  const view = (item: MeetingItem) => itemView(item, states, units, firms);
  return {
    ...rowOf(meeting),
    agenda: [...meeting.agenda],
    attendees: meeting.attendees.map((each) => ({ ...each })),
    ...(meeting.minutes !== undefined && { minutes: meeting.minutes }),
    items: meeting.items.map(view),
    before: (last?.items ?? []).map(view),
  };
}

function itemView(
  item: MeetingItem,
  states: readonly MatterState[],
  units: ReadonlyMap<string, { readonly name: string }>,
  firms: ReadonlyMap<string, { readonly name: string }>,
): z.infer<typeof ItemView> {
  const { unit, matter, enterprise, ...rest } = item;
  return {
    ...rest,
    assigned: isAssigned(item),
    ...(unit && { unit: { id: unit, name: units.get(unit)?.name ?? unit } }),
    ...(enterprise && { enterprise: { id: enterprise, name: firms.get(enterprise)?.name ?? enterprise } }),
    ...(matter && { matter: states.find((each) => each.id === matter) ?? { id: matter } }),
  };
}
