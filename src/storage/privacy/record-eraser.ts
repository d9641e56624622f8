import { type RawBuilder, sql } from 'kysely';
import type { ErasedWords, RecordEraser } from '#platform/privacy';
import type { Database, Databases } from '../database.ts';

const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;

/** Erases the words of records that are no matters; their rows, times and counts stay. Doing it again changes nothing. */
export const createRecordEraser = ({ system }: Pick<Databases, 'system'>): RecordEraser => ({
  erase: (tenant, kind, before, now, words) =>
    system.transaction().execute((db) => ERASERS[kind](db, tenant, { before: at(before), now: at(now), words })),
});

type Erasing = {
  readonly before: RawBuilder<unknown>;
  readonly now: RawBuilder<unknown>;
  readonly words: ErasedWords;
};
type Eraser = (db: Database, tenant: string, erasing: Erasing) => Promise<number>;

const count = async (db: Database, query: RawBuilder<unknown>): Promise<number> =>
  Number((await query.execute(db)).numAffectedRows ?? 0);

const eraseVisits: Eraser = async (db, tenant, { before, now, words }) => {
  // Pictures of a visit that became an appeal belong to the matter, and go with it.
  await sql`update files f set bytes_cipher = null, name_cipher = ${words.file}, erased_at = ${now} from visits v
    where v.tenant_id = ${tenant} and v.at < ${before} and v.erased_at is null and f.tenant_id = v.tenant_id
      and f.id = any(v.files) and f.matter_id is null and f.bytes_cipher is not null`.execute(db);
  return count(
    db,
    sql`update visits set note_cipher = null, place = null, erased_at = ${now}
      where tenant_id = ${tenant} and at < ${before} and erased_at is null`,
  );
};

const eraseMeetings: Eraser = async (db, tenant, { before, now, words }) => {
  const due = sql`m.tenant_id = ${tenant} and m.ends_at < ${before} and m.erased_at is null
    and m.status in ('closed', 'cancelled')`;
  await sql`update meeting_items i set text_cipher = ${words.text}, answer_cipher = null from meetings m
    where ${due} and i.tenant_id = m.tenant_id and i.meeting_id = m.id`.execute(db);
  return count(db, sql`update meetings m set minutes_cipher = null, attendees = '[]', erased_at = ${now} where ${due}`);
};

const erasePanels: Eraser = (db, tenant, { before, now, words }) =>
  count(
    db,
    sql`update panel_answers set content_cipher = ${words.answer}, reason_cipher = null, erased_at = ${now}
      where tenant_id = ${tenant} and at < ${before} and erased_at is null and status <> 'new'`,
  );

/** What peers wrote is needed while the matter is open. */
const eraseOrders: Eraser = (db, tenant, { before }) =>
  count(
    db,
    sql`update work_order_logs l set text_cipher = null
      where l.tenant_id = ${tenant} and l.received_at < ${before} and l.text_cipher is not null and not exists (
        select from work_order_parties p join matters m on m.tenant_id = p.tenant_id and m.id = p.matter_id
        where p.tenant_id = l.tenant_id and p.peer = l.peer and p.number = l.number and not m.closed)`,
  );

const eraseInbox: Eraser = (db, tenant, { before }) =>
  count(db, sql`delete from inbox where tenant_id = ${tenant} and at < ${before}`);

const ERASERS: Readonly<Record<Parameters<RecordEraser['erase']>[1], Eraser>> = {
  visits: eraseVisits,
  meetings: eraseMeetings,
  panels: erasePanels,
  workOrders: eraseOrders,
  inbox: eraseInbox,
};
