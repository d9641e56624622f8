import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { MergeCounts } from '#domains/enterprises';
import { addRows, sortRows } from './add-rows.ts';
import { piecesOf } from './copy-lines.ts';
import { keepChanges, keepRegistered } from './keep-changes.ts';
import type { Merge } from './merge-input.ts';
import { copySql, differencesSql, registeredSql, stagingSql, updateSql, withholdSql } from './merge-sql.ts';

/**
 * Puts what a source states beside what is known, in one transaction: rows go into a staging table by COPY, and
 * everything after is one statement for all of them. Statements of a tenant come one after another.
 */
export async function mergeRows(client: pg.Client, merge: Merge): Promise<MergeCounts> {
  await client.query('begin');
  try {
    const counts = await mergeInside(client, merge);
    await client.query(merge.dryRun ? 'rollback' : 'commit');
    return counts;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

async function mergeInside(client: pg.Client, merge: Merge): Promise<MergeCounts> {
  const { tenant, now, source } = merge;
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 4026531861))', [tenant]);
  const { fresh, known, unnamed } = await sortRows(client, merge);
  if (fresh.length > 0) await addRows(client, { ...merge, rows: fresh });
  const met = known.length > 0 ? await meet(client, { ...merge, rows: known }) : { cells: 0, changed: 0, rivals: 0 };
  const told = { tenant, source, now, announced: merge.announced };
  if (fresh.length > 0)
    await keepRegistered(
      client,
      told,
      fresh.map((each) => each[0]),
    );
  if (known.length > 0) await keepChanges(client, told);
  return { added: fresh.length, ...met, same: known.length - met.changed, unnamed };
}

/** What is stated of enterprises of which something is known already. */
async function meet(client: pg.Client, merge: Merge) {
  const { tenant, facts, rows, now, source, places } = merge;
  const at = new Date(now);
  await client.query(stagingSql(facts));
  await pipeline(Readable.from(piecesOf(rows)), client.query(copyFrom(copySql(facts))));
  const met = await weigh(client, merge);
  await client.query(updateSql(facts, places), [tenant, source, at]);
  const registered = registeredSql(facts);
  if (registered) await client.query(registered, [tenant]);
  await client.query(
    `insert into fact_stirred (tenant_id, enterprise_id, since) select $1, id, $2 from changed on conflict do nothing`,
    [tenant, at],
  );
  return met;
}

/** Finds what differs, decides whom to believe, keeps what is superseded and what is contradicted. */
async function weigh(client: pg.Client, { tenant, facts, source, asOf, now, ownerRank }: Merge) {
  // A statement that makes a table takes no parameters.
  await client.query(
    differencesSql(facts)
      .replaceAll('$1', pg.escapeLiteral(tenant))
      .replaceAll('$2', String(ownerRank))
      .replaceAll('$3', pg.escapeLiteral(asOf)),
  );
  await client.query(
    `insert into fact_history (tenant_id, enterprise_id, key, value, source_no, next_no, valid_from, valid_to, ended_at, sensitivity)
     select $1, id, key, old, origin, $2, as_of, greatest(as_of, $3::date), $4, sensitivity from differences
     where wins and old is not null and new is distinct from old
     on conflict do nothing`,
    [tenant, source, asOf, new Date(now)],
  );
  await client.query(
    `create temp table changed on commit drop as
     select distinct id from differences where wins and new is distinct from old`,
  );
  await client.query('analyze changed; analyze staging; analyze differences');
  const rivals = await keepRivals(client, tenant, source);
  const withheld = await client.query<{ key: string }>('select distinct key from differences where not wins');
  const lost = new Set(withheld.rows.map((each) => each.key));
  for (const each of facts) if (lost.has(each.fact.key)) await client.query(withholdSql(each));
  const { rows } = await client.query<{ cells: number; changed: number }>(
    `select count(*)::int as cells, count(distinct id)::int as changed from differences where wins and new is distinct from old`,
  );
  return { cells: rows[0]?.cells ?? 0, changed: rows[0]?.changed ?? 0, rivals };
}

/** What somebody else says of the same time is shown beside what is believed; whoever comes round no longer differs. */
async function keepRivals(client: pg.Client, tenant: string, source: number): Promise<number> {
  await client.query(
    `delete from fact_rivals r using differences d, fact_sources p
     where p.tenant_id = $1 and p.no = $2 and r.tenant_id = $1 and r.enterprise_id = d.id and r.key = d.key
       and (r.value = case when d.wins then d.new else d.old end
         or (r.said_by = p.kind || ':' || coalesce(p.department, '') and (d.wins or d.new = d.old)))`,
    [tenant, source],
  );
  const { rowCount } = await client.query(
    `insert into fact_rivals (tenant_id, enterprise_id, key, said_by, value, source_no, sensitivity)
     select $1, d.id, d.key,
       case when d.wins then d.kind || ':' || coalesce(d.department, '') else p.kind || ':' || coalesce(p.department, '') end,
       case when d.wins then d.old else d.new end, case when d.wins then d.origin else $2 end, d.sensitivity
     from differences d join fact_sources p on p.tenant_id = $1 and p.no = $2
     where d.new is distinct from d.old and d.old is not null and d.same_time
       and (d.kind, d.department) is distinct from (p.kind, p.department)
     on conflict (tenant_id, enterprise_id, key, said_by) do update set value = excluded.value, source_no = excluded.source_no`,
    [tenant, source],
  );
  return rowCount ?? 0;
}
