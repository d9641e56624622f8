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

/**
 * Every value that differs from the one believed, or that a weaker source repeats, with the verdict. A later statement
 * stands if its source ranks as high, or answers for the fact, or what it contradicts is stale; an earlier one only if
 * its source ranks higher. $1 tenant, $2 the rank of a fact's own department, $3 as-of day.
 */
export const differencesSql = (facts: readonly MergedFact[]): string => {
  const strongest = facts.every(({ rank }) => rank >= 100);
  const values = facts.map(
    (each) =>
      `(${text(each.fact.key)}, e.${column(each)}::text, s.${column(each)}::text, coalesce(e.origins[${each.ordinal}], e.base), ${each.rank}, ${text(each.fact.owner)}, ${each.fact.freshDays}, ${text(each.fact.sensitivity)})`,
  );
  const touched = facts.map(
    (each) => `(s.${column(each)} is not null and s.${column(each)} is distinct from e.${column(each)})`,
  );
  return `create temp table differences on commit drop as
    select d.*, case
      when old is null then true
      when $3::date >= as_of then rank >= old_rank or $3::date > as_of and rank >= $2 or $3::date - as_of > fresh_days
      else rank > old_rank and as_of - $3::date <= fresh_days end as wins,
      abs($3::date - as_of) <= fresh_days as same_time
    from (
      select s.id, v.key, v.old, v.new, v.origin, v.rank, v.fresh_days, v.sensitivity, p.as_of, p.kind, p.department,
        case when p.department = v.owner then greatest($2, p.rank) else coalesce(p.rank, 0) end as old_rank
      from staging s join enterprise_facts e on e.tenant_id = $1 and e.id = s.id
      cross join lateral (values ${values.join(',\n')}) v (key, old, new, origin, rank, owner, fresh_days, sensitivity)
      left join fact_sources p on p.tenant_id = $1 and p.no = v.origin
      where ${strongest ? `(${touched.join(' or ')}) and` : ''} v.new is not null
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

/** $1 tenant, $2 source, $3 now. */
export const updateSql = (facts: readonly MergedFact[], places: number): string =>
  `update enterprise_facts e set ${facts.map((each) => `${column(each)} = coalesce(s.${column(each)}, e.${column(each)})`).join(', ')},
     origins = ${originsSql(facts, places, (ordinal) => `coalesce(e.origins[${ordinal}], e.base)`)},
     changed_at = case when c.id is null then e.changed_at else $3 end
   from staging s left join changed c on c.id = s.id
   where e.tenant_id = $1 and e.id = s.id`;
