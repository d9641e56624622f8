import { sql } from 'kysely';
import type { Listing, ListingStore } from '#domains/policies';
import type { Database } from '../database-type.ts';
import { type Nulls, said } from './claim-columns.ts';

const LISTING = sql.raw(`id, clause, reduce, by, unit, asked_at as "askedAt", candidates, done, refusal,
  finished_at as "finishedAt"`);

/** Long lists of 免申即享 that are drawn up in the background. */
export const createListings = (system: Database): ListingStore => ({
  askListing: async (tenant, { id, clause, reduce, by, unit, askedAt, candidates }) => {
    await sql`insert into policy_listings (tenant_id, id, clause, reduce, by, unit, asked_at, candidates)
      values (${tenant}, ${id}, ${clause}, ${reduce}, ${by}, ${unit ?? null}, ${new Date(askedAt)}, ${candidates})
      on conflict do nothing`.execute(system);
    const { rows } = await sql<Nulls<Listing>>`select ${LISTING} from policy_listings where tenant_id = ${tenant}
      and (id = ${id} or clause = ${clause} and finished_at is null) order by id = ${id} desc limit 1`.execute(system);
    const [row] = rows;
    if (!row) throw new Error(`no listing ${id}`);
    return said<Listing>(row);
  },
  listings: async (tenant, since, limit) => {
    const { rows } = await sql<Nulls<Listing>>`select ${LISTING} from policy_listings where tenant_id = ${tenant}
      and coalesce(finished_at > ${new Date(since)}, true) order by asked_at desc, id limit ${limit}`.execute(system);
    return rows.map((row) => said<Listing>(row));
  },
  takeListing: async (tenant, now, leaseMs) => {
    const { rows } = await sql<Nulls<Listing>>`
      update policy_listings set lease_until = ${new Date(now + leaseMs)}, done = 0
      where tenant_id = ${tenant} and id in (
        select id from policy_listings where tenant_id = ${tenant} and finished_at is null
          and (lease_until is null or lease_until < ${new Date(now)})
        order by asked_at limit 1 for update skip locked)
      returning ${LISTING}`.execute(system);
    return rows[0] && said<Listing>(rows[0]);
  },
  noteListing: async (tenant, id, change) => {
    const set =
      'done' in change
        ? sql`done = ${change.done}`
        : sql`finished_at = ${new Date(change.finishedAt ?? 0)},
            refusal = ${change.refusal ? JSON.stringify(change.refusal) : null}::jsonb`;
    await sql`update policy_listings set ${set} where tenant_id = ${tenant} and id = ${id}`.execute(system);
  },
});
