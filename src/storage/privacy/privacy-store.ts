import { sql } from 'kysely';
import type { MatterState } from '#engines/matters';
import type { Erasing, PrivacyStore, Schedule, StoredContent } from '#platform/privacy';
import type { Database, Databases } from '../database.ts';

const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;

/** Keeps content for as long as it may be kept. Events are not touched: they carry commitments only. */
export function createPrivacyStore({ system }: Pick<Databases, 'system'>): PrivacyStore {
  return {
    schedule: (tenant, schedule) => scheduleOf(system, tenant, schedule),
    due: async (tenant, day, limit) => {
      const { rows } = await sql<{ id: string }>`select distinct c.matter_id as id from contents c
        join matters m on m.tenant_id = c.tenant_id and m.id = c.matter_id and m.closed
        where c.tenant_id = ${tenant} and c.retain_until < ${day} and c.erased_at is null limit ${limit}`.execute(
        system,
      );
      return rows.map((each) => each.id);
    },
    withOldFiles: async (tenant, loop, closedBefore, limit) => {
      const { rows } = await sql<{ id: string }>`select m.id from matters m
        where m.tenant_id = ${tenant} and m.loop = ${loop} and m.closed and m.closed_at < ${closedBefore}::date and exists (
          select from files f where f.tenant_id = m.tenant_id and f.matter_id = m.id and f.bytes_cipher is not null)
        order by m.closed_at limit ${limit}`.execute(system);
      return rows.map((each) => each.id);
    },
    erase: (tenant, erasing) => system.transaction().execute((db) => erase(db, tenant, erasing)),
    remaining: async (tenant, matter) => {
      const { rows } = await sql<{ state: MatterState }>`
        select state from matters where tenant_id = ${tenant} and id = ${matter}`.execute(system);
      const contents = await sql<StoredContent>`select id, kind, cipher from contents
        where tenant_id = ${tenant} and matter_id = ${matter} and cipher is not null order by id`.execute(system);
      return rows[0] && { state: rows[0].state, contents: contents.rows };
    },
    replaceTokens: async (tenant, matter, tokens) => {
      await sql`update search_tokens set tokens = array_to_tsvector(${tokens as string[]}::text[])
        where tenant_id = ${tenant} and matter_id = ${matter}`.execute(system);
    },
  };
}

async function scheduleOf(db: Database, tenant: string, { loop, personalKinds, personal, content }: Schedule) {
  await sql`update contents c set retain_until = null from matters m
    where c.tenant_id = ${tenant} and m.tenant_id = c.tenant_id and m.id = c.matter_id and m.loop = ${loop}
      and not m.closed and c.retain_until is not null and c.erased_at is null`.execute(db);
  const months = sql`case when c.kind = any(${personalKinds as string[]}) then ${personal}::int else ${content}::int end`;
  const { numAffectedRows } = await sql`
    update contents c set retain_until = (m.closed_at + make_interval(months => ${months}))::date from matters m
    where c.tenant_id = ${tenant} and m.tenant_id = c.tenant_id and m.id = c.matter_id and m.loop = ${loop}
      and m.closed and c.retain_until is null and c.erased_at is null`.execute(db);
  return Number(numAffectedRows ?? 0);
}

async function erase(db: Database, tenant: string, { matter, now, kinds, dueBefore, files, fileName }: Erasing) {
  const { rows } = await sql<{ id: string; kind: string }>`
    update contents set cipher = null, salt = null, erased_at = ${at(now)}
    where tenant_id = ${tenant} and matter_id = ${matter} and erased_at is null
      and (${kinds === undefined} or kind = any(${(kinds ?? []) as string[]}::text[]))
      and (${dueBefore ?? null}::date is null or retain_until < ${dueBefore ?? null}::date)
    returning id, kind`.execute(db);
  if (!files) return { contents: rows, files: 0 };
  const gone = await sql`update files set bytes_cipher = null, name_cipher = ${fileName}, erased_at = ${at(now)}
    where tenant_id = ${tenant} and matter_id = ${matter} and bytes_cipher is not null`.execute(db);
  return { contents: rows, files: Number(gone.numAffectedRows ?? 0) };
}
