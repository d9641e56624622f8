import { sql } from 'kysely';
import type { OutboxItem, OutboxStore } from '#platform/jobs';
import type { Databases } from '../database.ts';

/** The outbox rows: each taken by one worker at a time, marked delivered or pushed back in the same transaction. */
export function createOutboxStore({ system }: Pick<Databases, 'system'>): OutboxStore {
  return {
    drain: (tenant, now, limit, work, retryAt) =>
      system.transaction().execute(async (db) => {
        const { rows } = await sql<OutboxItem>`
          select id, topic, matter_id as matter, payload, attempts from outbox
          where tenant_id = ${tenant} and delivered_at is null and available_at <= to_timestamp(${now} / 1000.0)
          order by available_at, id limit ${limit} for update skip locked`.execute(db);
        const done: string[] = [];
        let failed = 0;
        for (const item of rows) {
          const error = await attempt(() => work(item));
          if (error === null) done.push(item.id);
          else {
            failed += 1;
            await sql`update outbox set attempts = attempts + 1, last_error = ${error.slice(0, 500)},
              available_at = to_timestamp(${retryAt(item.attempts)} / 1000.0)
              where tenant_id = ${tenant} and id = ${item.id}`.execute(db);
          }
        }
        if (done.length > 0)
          await sql`update outbox set delivered_at = to_timestamp(${now} / 1000.0), attempts = attempts + 1
            where tenant_id = ${tenant} and id = any(${done})`.execute(db);
        return { taken: rows.length, failed };
      }),
  };
}

async function attempt(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
