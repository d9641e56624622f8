import { sql } from 'kysely';
import type { HeldReader, HeldRecord, HeldShare } from '#domains/evaluation';
import type { Database, Databases } from '../database.ts';

const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;

/** Clocks met and missed in a window, by whose time it was. */
export function createHeldReader({ system }: Pick<Databases, 'system'>): HeldReader {
  return {
    sums: async (tenant, { from, to, asOf }) => {
      const { rows } = await sql<{ unit: string; counted: number; meets: number }>`
        select unit, sum(share) as counted, coalesce(sum(share) filter (where not breached), 0) as meets
        from held_shares where tenant_id = ${tenant} and at >= ${at(from)} and at < ${at(Math.min(to, asOf))}
        group by unit`.execute(system);
      return rows.map((each) => ({ ...each, counted: tidy(each.counted), meets: tidy(each.meets) }));
    },
    records: async (tenant, { from, to, asOf }, { unit, limit, record }) => {
      const within = sql`tenant_id = ${tenant} and unit = ${unit} and at >= ${at(from)} and at < ${at(Math.min(to, asOf))}`;
      const [sums, found] = await Promise.all([
        sql<{ total: number; late: number }>`
          select count(*) as total, coalesce(sum(share) filter (where breached), 0) as late from held_shares
          where ${within}`.execute(system),
        sql<HeldRecord>`
          select record, source, clock, at, breached, minutes, share from held_shares
          where ${within} and breached ${record === undefined ? sql`` : sql`and record = ${record}`}
          order by share desc, record, clock limit ${limit}`.execute(system),
      ]);
      return { total: sums.rows[0]?.total ?? 0, late: tidy(sums.rows[0]?.late ?? 0), rows: found.rows };
    },
  };
}

/** Sums of fractions depend on their order in the last digits; what is signed must not. */
const tidy = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Replaces the shares of these records; called where their marks are written. */
export async function writeShares(
  db: Database,
  tenant: string,
  source: string,
  records: readonly { readonly record: string; readonly shares: readonly HeldShare[] }[],
): Promise<void> {
  if (records.length === 0) return;
  await sql`delete from held_shares where tenant_id = ${tenant} and source = ${source}
    and record = any(${records.map((each) => each.record)})`.execute(db);
  const rows = records.flatMap(({ record, shares }) => shares.map((each) => ({ record, ...each, at: each.at / 1000 })));
  if (rows.length === 0) return;
  await sql`insert into held_shares (tenant_id, source, record, clock, cycle, unit, at, breached, minutes, share)
    select ${tenant}, ${source}, record, clock, cycle, unit, to_timestamp(at), breached, minutes, share
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(record text, clock text, cycle int, unit text,
      at double precision, breached boolean, minutes double precision, share double precision)`.execute(db);
}
