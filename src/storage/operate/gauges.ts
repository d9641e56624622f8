import { sql } from 'kysely';
import type { Databases } from '../database.ts';

export type Waiting = { readonly count: number; readonly oldest: number | null };

/** What the outbox still holds, and since when the oldest of it could have gone. */
export async function outboxWaiting({ system }: Pick<Databases, 'system'>, tenant: string): Promise<Waiting> {
  const { rows } = await sql<Waiting>`select count(*) as count, min(available_at) as oldest from outbox
    where tenant_id = ${tenant} and delivered_at is null`.execute(system);
  return rows[0] ?? { count: 0, oldest: null };
}

/** The instant at which the first clock that nobody has looked at came due, or will. */
export async function firstDue({ system }: Pick<Databases, 'system'>, tenant: string): Promise<number | null> {
  const { rows } = await sql<{ at: number | null }>`
    select min(next_rung_at) as at from clocks where tenant_id = ${tenant} and next_rung_at is not null`.execute(
    system,
  );
  return rows[0]?.at ?? null;
}
