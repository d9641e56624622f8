import { sql } from 'kysely';
import type { CompiledIndicator, CompiledSource } from '#domains/evaluation';
import type { Database } from '../database.ts';
import { bitOf, type Sql } from './mark-where.ts';
import { BYS, MICRO, NO_DAY, talliedOf } from './tallies.ts';

/** Works the tallies of a source out from all its marks. */
export async function tallyAll(db: Database, tenant: string, source: CompiledSource): Promise<void> {
  await sql`delete from indicator_tallies where tenant_id = ${tenant} and source = ${source.id}`.execute(db);
  for (const by of BYS) {
    const own = talliedOf(source, by);
    if (own.counted.length === 0) continue;
    const day = { opened: 'opened_at', happened: 'at', standing: undefined }[by];
    const on = day === undefined ? sql`${NO_DAY}::date` : sql`(${sql.ref(day)} at time zone 'Asia/Shanghai')::date`;
    const bits = sql.ref(by === 'happened' ? 'gained' : 'counted');
    const which = {
      opened: sql`until = 'infinity'`,
      happened: sql`gained <> 0`,
      standing: sql`until = 'infinity' and open`,
    }[by];
    const counts = (each: CompiledIndicator): Sql => sql`${bits} & ${bitOf(each)} <> 0`;
    const list = (chosen: readonly CompiledIndicator[], figure: (each: CompiledIndicator) => Sql): Sql =>
      sql`array[${sql.join(source.indicators.map((each) => (chosen.includes(each) ? figure(each) : sql`null`)))}]::numeric[]`;
    const any = sql.raw(own.counted.reduce((sum, each) => sum | (1n << BigInt(each.bit)), 0n).toString());
    await sql`insert into indicator_tallies (tenant_id, source, by, dim, day, grp, counted, meets, sums, squares)
      select ${tenant}, ${source.id}, ${by}, case when grouping(u) = 0 then 'holder' when grouping(r) = 0 then 'region' else 'category' end, d,
        case when grouping(u) = 0 then r || ' ' || u when grouping(r) = 0 then r else c end, ${list(own.counted, (each) => sql`count(*) filter (where ${counts(each)})`)},
        ${list(own.meets, (each) => sql`count(*) filter (where ${counts(each)} and meets & ${bitOf(each)} <> 0)`)},
        ${list(own.sums, (each) => sumOf(counts(each), each, 1))}, ${list(own.sums, (each) => sumOf(counts(each), each, 2))}
      from (select ${on} as d, coalesce(region, '') as r, coalesce(category, '') as c, coalesce(unit, '') as u, counted, meets, gained, vals from indicator_marks
        where tenant_id = ${tenant} and source = ${source.id} and ${which} and ${bits} & ${any} <> 0) m
      group by grouping sets ((d, r), (d, c), (d, r, u))`.execute(db);
  }
  await sql`update indicator_sources set tallied = true, newest_at = (select max(at) from indicator_marks
      where tenant_id = ${tenant} and source = ${source.id})
    where tenant_id = ${tenant} and source = ${source.id}`.execute(db);
}

const sumOf = (counts: Sql, each: CompiledIndicator, power: 1 | 2): Sql => {
  const value = sql.raw(
    Array(power)
      .fill(`vals[${each.bit + 1}]`)
      .join(' * '),
  );
  return sql`sum(floor(${value} * ${MICRO}::double precision + 0.5)::text::numeric) filter (where ${counts})`;
};
