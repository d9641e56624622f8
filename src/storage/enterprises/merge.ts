import pg from 'pg';
import type { MergeCounts } from '#domains/enterprises';
import { copyInto, inTransaction } from '../in-transaction.ts';
import { addRows, sortRows } from './add-rows.ts';
import { piecesOf } from './copy-lines.ts';
import { changeTaken, factLockSql, nextChangeSql } from './fact-changes.ts';
import { keepChanges, keepRegistered } from './keep-changes.ts';
import type { Merge, NumberedMerge } from './merge-input.ts';
import {
  copySql,
  differencesSql,
  registeredSql,
  stagingSql,
  strengthOf,
  strongerSql,
  updateSql,
  withholdSql,
} from './merge-sql.ts';

const UNIQUE_VIOLATION = '23505';
const MOST_ATTEMPTS = 3;

/**
 * Puts what a source states beside what is known, in one transaction: rows go into a staging table by COPY, and
 * everything after is one statement for all of them. Statements of a tenant come one after another.
 */
export async function mergeRows(client: pg.ClientBase, merge: Merge): Promise<MergeCounts> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await mergeOnce(client, merge);
    } catch (error) {
      // Somebody registered one of the same enterprises meanwhile: the next look sees it.
      if (attempt === MOST_ATTEMPTS || (error as { readonly code?: string }).code !== UNIQUE_VIOLATION) throw error;
    }
}

// The lock is taken with the first word: under load every round trip waits its turn.
const mergeOnce = (client: pg.ClientBase, merge: Merge): Promise<MergeCounts> =>
  inTransaction(
    client,
    `begin; ${factLockSql(merge.tenant)}`,
    async () => {
      const { rows } = await client.query<{ no: number }>(nextChangeSql(merge.tenant, merge.source));
      return mergeInside(client, { ...merge, change: changeTaken(rows) });
    },
    merge.dryRun ? 'rollback' : 'commit',
  );

async function mergeInside(client: pg.ClientBase, merge: NumberedMerge): Promise<MergeCounts> {
  const { tenant, now, source } = merge;
  const sorted = await sortRows(client, merge);
  const { known, unnamed } = sorted;
  const added = [...sorted.fresh, ...sorted.bare];
  if (added.length > 0) await addRows(client, merge, sorted);
  const met = known.length > 0 ? await meet(client, { ...merge, rows: known }) : { cells: 0, changed: 0, rivals: 0 };
  const told = { tenant, source, now, announced: merge.announced };
  if (added.length > 0)
    await keepRegistered(
      client,
      told,
      added.map((each) => each.id),
    );
  if (known.length > 0) await keepChanges(client, told);
  return { added: added.length, ...met, same: known.length - met.changed, unnamed };
}

/** What is stated of enterprises of which something is known already. */
async function meet(client: pg.ClientBase, merge: NumberedMerge) {
  const { tenant, facts, rows, now, source, places, change } = merge;
  const at = new Date(now);
  await client.query(stagingSql(facts));
  await copyInto(client, copySql(facts), piecesOf(rows));
  // Only how many there are matters; statistics of every column would take as long as the rest.
  await client.query('analyze staging (id)');
  const met = await weigh(client, merge);
  await client.query(updateSql(facts, places), [tenant, source, change]);
  const registered = registeredSql(facts);
  if (registered) await client.query(registered, [tenant]);
  await client.query(
    `insert into fact_stirred (tenant_id, enterprise_id, since) select $1, id, $2 from changed
     on conflict (tenant_id, enterprise_id)
     do update set since = greatest(excluded.since, fact_stirred.since + interval '1 microsecond')`,
    [tenant, at],
  );
  return met;
}

/** Finds what differs, decides whom to believe, keeps what is superseded and what is contradicted. */
async function weigh(client: pg.ClientBase, { tenant, facts, source, asOf, now, ownerRank }: Merge) {
  const stronger = await strongerThan(client, { tenant, facts, ownerRank });
  // A statement that makes a table takes no parameters.
  await client.query(
    differencesSql(facts, stronger)
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
  await client.query('analyze changed; analyze differences (id, key)');
  const rivals = await keepRivals(client, tenant, source);
  const withheld = await client.query<{ key: string }>('select distinct key from differences where not wins');
  const lost = new Set(withheld.rows.map((each) => each.key));
  for (const each of facts) if (lost.has(each.fact.key)) await client.query(withholdSql(each));
  const { rows } = await client.query<{ cells: number; changed: number }>(
    `select count(*)::int as cells, count(distinct id)::int as changed from differences where wins and new is distinct from old`,
  );
  return { cells: rows[0]?.cells ?? 0, changed: rows[0]?.changed ?? 0, rivals };
}

async function strongerThan(
  client: pg.ClientBase,
  { tenant, facts, ownerRank }: Pick<Merge, 'tenant' | 'facts' | 'ownerRank'>,
) {
  const pairs = [...new Map(facts.map((each) => [strengthOf(each), each])).values()];
  const { rows } = await client.query<{ strength: string; sources: number[] }>(strongerSql, [
    tenant,
    ownerRank,
    pairs.map((each) => each.fact.owner),
    pairs.map((each) => each.rank),
  ]);
  return new Map(rows.map((each) => [each.strength, each.sources]));
}

/** What somebody else says of the same time is shown beside what is believed; whoever comes round no longer differs. */
async function keepRivals(client: pg.ClientBase, tenant: string, source: number): Promise<number> {
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
