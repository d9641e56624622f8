import { factColumn, factColumnType } from '#engines/registry';
import type { MergedFact } from './merge-input.ts';

const column = ({ fact }: MergedFact): string => `"${factColumn(fact.key)}"`;
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

export const stagingSql = (facts: readonly MergedFact[]): string =>
  `create temp table staging (id text${facts.map((each) => `, ${column(each)} ${factColumnType(each.fact)}`).join('')}) on commit drop`;

export const copySql = (facts: readonly MergedFact[], into = 'staging (id'): string =>
  `copy ${into}${facts.map((each) => `, ${column(each)}`).join('')}) from stdin (delimiter E'\\x01', null '')`;

/** The registered name and place follow the facts; the industry is kept as its division. */
const REGISTERED = {
  enterpriseName: 'name',
  registeredRegion: 'region',
  industryCode: 'industry',
  registeredAddress: 'address',
};

const has = (facts: readonly MergedFact[], key: string): boolean => facts.some((each) => each.fact.key === key);
const registeredValue = (alias: string, key: string): string =>
  key === 'industryCode' ? `substr(${alias}.industry_code, 2, 2)` : `${alias}.${factColumn(key)}`;

/** What the register shows follows what is believed. $1 tenant. */
export const registeredSql = (facts: readonly MergedFact[]): string | undefined => {
  const keys = Object.keys(REGISTERED).filter((key) => has(facts, key)) as (keyof typeof REGISTERED)[];
  if (keys.length === 0) return undefined;
  const names = keys.map((key) => REGISTERED[key]);
  const values = keys.map((key) => `coalesce(${registeredValue('f', key)}, e.${REGISTERED[key]})`);
  return `update enterprises e set ${names.map((name, at) => `${name} = ${values[at]}`).join(', ')}
    from enterprise_facts f join staging s on s.id = f.id
    where e.tenant_id = $1 and f.tenant_id = $1 and e.id = f.id
      and row(${names.map((name) => `e.${name}`).join(', ')}) is distinct from row(${values.join(', ')})`;
};

/** Where the value that is believed came from: the place of a fact in an enterprise's row. */
const originOf = ({ ordinal }: MergedFact): string => `coalesce(e.origins[${ordinal}], e.base)`;

/** The sources that are believed more than the one that speaks now, by who answers for a fact and how far that is believed. */
export type Stronger = ReadonlyMap<string, readonly number[]>;
export const strengthOf = ({ fact, rank }: MergedFact): string => `${fact.owner} ${rank}`;

/** $1 tenant, $2 the rank of a fact's own department, $3 owners, $4 ranks: one row for each pair. */
export const strongerSql = `select g.owner || ' ' || g.rank as strength, array_agg(p.no) as sources
  from unnest($3::text[], $4::int[]) g (owner, rank)
  join fact_sources p on p.tenant_id = $1
    and case when p.department = g.owner then greatest($2, p.rank) else p.rank end > g.rank
  group by 1`;

/** What of a row must be weighed: it differs, or somebody who is believed more said the same. */
const relevantSql = (each: MergedFact, stronger: Stronger): string => {
  const sources = stronger.get(strengthOf(each)) ?? [];
  const differs = `s.${column(each)} is distinct from e.${column(each)}`;
  const outranked = sources.length > 0 ? ` or ${originOf(each)} = any('{${sources.join(',')}}'::int[])` : '';
  return `(s.${column(each)} is not null and (${differs}${outranked}))`;
};

/**
 * Every value that differs from the one believed, or that a weaker source repeats, with the verdict. A later statement
 * stands if its source ranks as high, or answers for the fact, or what it contradicts is stale; an earlier one only if
 * its source ranks higher. Of a large file most rows say what is known: those are passed over without a look at their
 * values one by one. $1 tenant, $2 the rank of a fact's own department, $3 as-of day.
 */
export const differencesSql = (facts: readonly MergedFact[], stronger: Stronger): string => {
  const values = facts.map(
    (each) =>
      `(${relevantSql(each, stronger)}, ${text(each.fact.key)}, e.${column(each)}::text, s.${column(each)}::text, ${originOf(each)}, ${each.rank}, ${text(each.fact.owner)}, ${each.fact.freshDays}, ${text(each.fact.sensitivity)})`,
  );
  return `create temp table differences on commit drop as
    select d.*, case
      when old is null then true
      when $3::date >= as_of then rank >= old_rank or $3::date > as_of and rank >= $2 or $3::date - as_of > fresh_days
      else rank > old_rank and as_of - $3::date <= fresh_days end as wins,
      abs($3::date - as_of) <= fresh_days as same_time
    from (
      select w.id, w.key, w.old, w.new, w.origin, w.rank, w.fresh_days, w.sensitivity, p.as_of, p.kind, p.department,
        case when p.department = w.owner then greatest($2, p.rank) else coalesce(p.rank, 0) end as old_rank
      from (
        select s.id, v.* from staging s join enterprise_facts e on e.tenant_id = $1 and e.id = s.id
        cross join lateral (values ${values.join(',\n')}) v (relevant, key, old, new, origin, rank, owner, fresh_days, sensitivity)
        where (${facts.map((each) => relevantSql(each, stronger)).join(' or ')}) and v.relevant
        offset 0
      ) w left join fact_sources p on p.tenant_id = $1 and p.no = w.origin
    ) d
    where d.new is distinct from d.old or d.rank < d.old_rank`;
};

/** A value that is not believed does not go further. */
export const withholdSql = (each: MergedFact): string =>
  `update staging s set ${column(each)} = null from differences d
   where d.id = s.id and d.key = ${text(each.fact.key)} and not d.wins`;

const originsSql = (facts: readonly MergedFact[], places: number, before: (ordinal: number) => string): string => {
  const byOrdinal = new Map(facts.map((each) => [each.ordinal, each]));
  const all = Array.from({ length: places }, (_, at) => {
    const each = byOrdinal.get(at + 1);
    return each ? `case when s.${column(each)} is null then ${before(at + 1)} else $2 end` : before(at + 1);
  });
  return `array[${all.join(',')}]`;
};

/** $1 tenant, $2 source, $3 the number of the change. */
export const updateSql = (facts: readonly MergedFact[], places: number): string =>
  `update enterprise_facts e set ${facts.map((each) => `${column(each)} = coalesce(s.${column(each)}, e.${column(each)})`).join(', ')},
     origins = ${originsSql(facts, places, (ordinal) => `coalesce(e.origins[${ordinal}], e.base)`)},
     changed_no = case when c.id is null then e.changed_no else $3 end
   from staging s left join changed c on c.id = s.id
   where e.tenant_id = $1 and e.id = s.id`;
