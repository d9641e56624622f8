import { sql } from 'kysely';
import type { InboxStore } from '#platform/inbox';
import { type Databases, readAs } from '../database.ts';

export function createInboxStore(databases: Databases): InboxStore {
  const { system } = databases;
  return {
    write: async (tenant, key, entries) => {
      const rows = entries.map((each, index) => ({
        id: each.key === undefined ? `${key}-${index}` : `${each.key}-0`,
        ...each,
      }));
      await sql`insert into inbox (tenant_id, id, principal, at, matter_id, kind, text)
        select ${tenant}, r ->> 'id', r ->> 'principal', to_timestamp((r ->> 'at')::numeric / 1000), r ->> 'matter', r ->> 'kind', r ->> 'text'
        from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) r on conflict do nothing`.execute(system);
    },
    list: (reading, { unread, after, limit }) =>
      readAs(databases, reading, async (db) => {
        const { rows } = await sql<{
          id: string;
          at: number;
          matter: string | null;
          kind: string;
          text: string;
          read: number | null;
        }>`
          select id, at, matter_id as matter, kind, text, read_at as read from inbox
          where tenant_id = ${reading.tenant} and (${!unread} or read_at is null)
            and (${after ?? null}::text is null or id < ${after ?? ''})
          order by at desc, id desc limit ${limit}`.execute(db);
        return rows;
      }),
    unread: (reading) =>
      readAs(databases, reading, async (db) => {
        const { rows } = await sql<{ n: number }>`
          select count(*) as n from inbox where tenant_id = ${reading.tenant} and read_at is null`.execute(db);
        return rows[0]?.n ?? 0;
      }),
    markRead: async ({ tenant, principals }, id, now) => {
      const which = id === 'all' ? sql`true` : sql`id = ${id}`;
      await sql`update inbox set read_at = to_timestamp(${now} / 1000.0)
        where tenant_id = ${tenant} and read_at is null and at <= to_timestamp(${now} / 1000.0) and principal = any(${principals as string[]}) and ${which}`.execute(
        system,
      );
    },
  };
}
