import { sql } from 'kysely';
import type { Meeting, OutreachStore } from '#domains/outreach';
import type { Database } from '../database.ts';
import { type ItemRow, type MeetingRow, meetingFrom, type Seal } from './outreach-rows.ts';

type MeetingStore = Pick<OutreachStore, 'listMeetings' | 'findMeeting' | 'changeMeeting' | 'addMeeting'>;

export function meetingStore(db: Database, seal: Seal): MeetingStore {
  return {
    listMeetings: (tenant, kind) =>
      load(db, seal, sql`tenant_id = ${tenant} and ${kind ? sql`kind = ${kind}` : sql`true`}`, tenant),
    findMeeting: async (tenant, id) => (await load(db, seal, sql`tenant_id = ${tenant} and id = ${id}`, tenant))[0],
    changeMeeting: async (tenant, id, now, work) => {
      const changed = await db.transaction().execute((tx) => change(tx, { tenant, id, now }, work, seal));
      if (!changed?.moved) return changed?.after;
      // After the meeting's own lock is gone: whoever numbers takes the locks in one order.
      return { ...changed.after, session: await db.transaction().execute((tx) => numbered(tx, tenant, changed.after)) };
    },
    addMeeting: (tenant, meeting, by, now) =>
      db.transaction().execute(async (tx) => {
        await sql`
          insert into meetings (tenant_id, id, kind, title, session, starts_at, ends_at, place, convener, status, agenda,
            attendees, created_by, created_at, updated_at)
          values (${tenant}, ${meeting.id}, ${meeting.kind}, ${meeting.title}, ${0}, ${new Date(meeting.startsAt)},
            ${new Date(meeting.endsAt)}, ${meeting.place}, ${meeting.convener ?? null}, ${meeting.status},
            ${JSON.stringify(meeting.agenda)}::jsonb, ${JSON.stringify(meeting.attendees)}::jsonb, ${by}, ${new Date(now)},
            ${new Date(now)})`.execute(tx);
        await keepItems(tx, tenant, meeting, now, seal);
        return { ...meeting, session: await numbered(tx, tenant, meeting) };
      }),
  };
}

async function change(
  tx: Database,
  { tenant, id, now }: { readonly tenant: string; readonly id: string; readonly now: number },
  work: Parameters<MeetingStore['changeMeeting']>[3],
  seal: Seal,
) {
  await sql`select 1 from meetings where tenant_id = ${tenant} and id = ${id} for update`.execute(tx);
  const [before] = await load(tx, seal, sql`tenant_id = ${tenant} and id = ${id}`, tenant);
  if (!before) return undefined;
  const after = await work(before);
  await keep(tx, tenant, after, now, seal);
  return { after, moved: after.status !== before.status || after.startsAt !== before.startsAt };
}

/**
 * 第 N 次 follows the days on which they are held: one that is put before another, or moved behind it, takes its number,
 * as long as neither has been held. Two planned at once must not both be 第 7 次.
 */
async function numbered(db: Database, tenant: string, { id, kind }: Pick<Meeting, 'id' | 'kind'>): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`meetings/${tenant}/${kind}`}, 0))`.execute(db);
  const all = sql`tenant_id = ${tenant} and kind = ${kind}`;
  await sql`
    update meetings m set session = r.session from (
      select id, row_number() over (order by starts_at, id)
        + (select coalesce(max(session), 0) from meetings where ${all} and status in ('held', 'closed')) as session
      from meetings where ${all} and status = 'planned') r
    where m.tenant_id = ${tenant} and m.id = r.id and m.session <> r.session`.execute(db);
  const { rows } = await sql<{ session: number }>`select session from meetings where ${all} and id = ${id}`.execute(db);
  return rows[0]?.session ?? 0;
}

async function load(
  db: Database,
  seal: Seal,
  condition: ReturnType<typeof sql>,
  tenant: string,
): Promise<readonly Meeting[]> {
  const { rows } = await sql<MeetingRow>`
    select id, kind, title, session, starts_at, ends_at, place, convener, status, agenda, attendees, minutes_cipher, closed_at
    from meetings where ${condition} order by starts_at desc, id desc limit 500`.execute(db);
  const items = await sql<ItemRow>`
    select id, meeting_id, kind, text_cipher, enterprise_id, category, region, unit_id, matter_id, answer_cipher
    from meeting_items where tenant_id = ${tenant} and meeting_id = any(${rows.map((each) => each.id)})
    order by meeting_id, position`.execute(db);
  return rows.map((each) => meetingFrom(each, items.rows, seal));
}

async function keep(db: Database, tenant: string, meeting: Meeting, now: number, seal: Seal): Promise<void> {
  const minutes = meeting.minutes === undefined ? null : seal.seal(meeting.minutes);
  const closed = meeting.closedAt === undefined ? null : new Date(meeting.closedAt);
  await sql`
    update meetings set title = ${meeting.title}, starts_at = ${new Date(meeting.startsAt)},
      ends_at = ${new Date(meeting.endsAt)}, place = ${meeting.place}, status = ${meeting.status},
      agenda = ${JSON.stringify(meeting.agenda)}::jsonb, attendees = ${JSON.stringify(meeting.attendees)}::jsonb,
      minutes_cipher = ${minutes}, closed_at = ${closed}, updated_at = ${new Date(now)}
    where tenant_id = ${tenant} and id = ${meeting.id}`.execute(db);
  await keepItems(db, tenant, meeting, now, seal);
}

async function keepItems(
  db: Database,
  tenant: string,
  meeting: Pick<Meeting, 'id' | 'items'>,
  now: number,
  { seal }: Seal,
): Promise<void> {
  for (const [position, item] of meeting.items.entries()) {
    const answer = item.answer === undefined ? null : seal(item.answer);
    await sql`
      insert into meeting_items (tenant_id, id, meeting_id, position, kind, text_cipher, enterprise_id, category, region,
        unit_id, matter_id, answer_cipher, created_at)
      values (${tenant}, ${item.id}, ${meeting.id}, ${position}, ${item.kind}, ${seal(item.text)},
        ${item.enterprise ?? null}, ${item.category ?? null}, ${item.region ?? null}, ${item.unit ?? null},
        ${item.matter ?? null}, ${answer}, ${new Date(now)})
      on conflict (tenant_id, id) do update set position = excluded.position, unit_id = excluded.unit_id,
        matter_id = excluded.matter_id, answer_cipher = excluded.answer_cipher`.execute(db);
  }
}
