import { type RawBuilder, sql } from 'kysely';
import type { EnterpriseFilter, EnterpriseRow } from '#domains/enterprises';
import { codePrefix } from '#language';
import type { Database } from '../database.ts';
import { holding, startingWith } from '../like.ts';

/** A whole code, or its last signs, as people read them to each other. */
const CODE = /^[0-9A-Z]{4,18}$/;

/**
 * Part of a name, or the end of a code. Pairs of signs that stand side by side find names by their index; a single sign
 * has none, and names are read one after the other.
 */
function soughtBy(q: string): RawBuilder<unknown> {
  const like = sql`e.name like ${holding(q)}`;
  const named =
    [...q].length > 1 ? sql`(${like} and clearway_pairs(e.name) collate "C" @> clearway_pairs(${q}))` : like;
  const code = q.trim().toUpperCase();
  if (!CODE.test(code)) return named;
  return sql`(${named} or reverse(e.id) like ${`${[...code].reverse().join('')}%`})`;
}

function conditionsOf(tenant: string, filter: EnterpriseFilter): readonly RawBuilder<unknown>[] {
  const { q, industry, scale, tag, after } = filter;
  return [
    sql`e.tenant_id = ${tenant}`,
    ...(q ? [soughtBy(q)] : []),
    ...(industry ? [sql`e.industry = ${industry}`] : []),
    ...(scale ? [sql`e.scale = ${scale}`] : []),
    ...(tag
      ? [
          sql`exists (select from enterprise_tags t where t.tenant_id = e.tenant_id and t.enterprise_id = e.id
          and t.tag = ${tag} and t.until is null)`,
        ]
      : []),
    ...(after ? [sql`e.id > ${after}`] : []),
  ];
}

type Row = {
  readonly id: string;
  readonly name: string;
  readonly region: string | null;
  readonly industry: string | null;
  readonly scale: string | null;
  readonly tags: readonly string[] | null;
};

/**
 * Those of an area: of each place in it the first, in the order of the index, for the codes of a place lie anywhere among
 * all others. Which places there are is looked up by leaping from one to the next.
 */
function fromArea(tenant: string, region: string, conditions: RawBuilder<unknown>, limit: number) {
  const prefix = codePrefix('GB/T 2260', region);
  const next = (bound: RawBuilder<unknown>) => sql`(select min(region) from enterprises
    where tenant_id = ${tenant} and ${bound})`;
  return sql`(
    with recursive places (region) as (
      select ${next(sql`region >= ${prefix}`)}
      union all select ${next(sql`region > p.region`)} from places p where p.region like ${startingWith(prefix)})
    select o.* from places p cross join lateral (
      select e.id, e.name, e.region, e.industry, e.scale from enterprises e
      where ${conditions} and e.region = p.region order by e.id limit ${limit}) o
    where p.region like ${startingWith(prefix)} order by o.id limit ${limit})`;
}

const fromAll = (conditions: RawBuilder<unknown>, limit: number) =>
  sql`(select e.id, e.name, e.region, e.industry, e.scale from enterprises e where ${conditions} order by e.id limit ${limit})`;

/** A page of enterprises by code, with the tags that hold now. */
export async function listEnterpriseRows(db: Database, tenant: string, filter: EnterpriseFilter) {
  const conditions = sql.join(conditionsOf(tenant, filter), sql` and `);
  const limit = filter.limit + 1;
  const { rows } = await sql<Row>`
    select p.*, (select array_agg(t.tag order by t.tag) from enterprise_tags t
      where t.tenant_id = ${tenant} and t.enterprise_id = p.id and t.until is null) as tags
    from ${filter.region ? fromArea(tenant, filter.region, conditions, limit) : fromAll(conditions, limit)} p
    order by p.id`.execute(db);
  const items = rows.slice(0, filter.limit).map(
    ({ region, industry, scale, tags, ...row }): EnterpriseRow => ({
      ...row,
      ...(region !== null && { region }),
      ...(industry !== null && { industry }),
      ...(scale !== null && { scale }),
      tags: tags ?? [],
    }),
  );
  const last = items.at(-1);
  return { items, ...(rows.length > filter.limit && last && { next: last.id }) };
}
