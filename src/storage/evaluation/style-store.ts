import { sql } from 'kysely';
import { pointsOf, type StyleReview, type StyleStore, type StyleTally } from '#domains/evaluation';
import type { Databases } from '../database.ts';

const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;
const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

/** Reviews of work style: tallies only, never a ballot. */
export function createStyleStore({ system }: Pick<Databases, 'system'>): StyleStore {
  const read = (tenant: string, person: string, which: ReturnType<typeof sql>) =>
    sql<StyleReview>`
      select r.id, r.year, r.title, r.closes_at as "closesAt", r.opened_by as "openedBy", r.opened_at as "openedAt",
        r.closed_at as "closedAt", r.results,
        (select array_agg(t.unit order by t.unit) from style_tallies t where t.tenant_id = r.tenant_id and t.review_id = r.id) as units,
        (select count(*)::int from style_raters p where p.tenant_id = r.tenant_id and p.review_id = r.id) as invited,
        (select count(*)::int from style_raters p where p.tenant_id = r.tenant_id and p.review_id = r.id and p.spoken) as spoken,
        (select p.spoken from style_raters p where p.tenant_id = r.tenant_id and p.review_id = r.id and p.person = ${person}) as own
      from style_reviews r where r.tenant_id = ${tenant} and ${which} order by r.opened_at desc, r.id limit 100`.execute(
      system,
    );
  return {
    open: (tenant, { id, year, title, closesAt, openedBy, openedAt, units, raters }) =>
      system.transaction().execute(async (db) => {
        await sql`insert into style_reviews (tenant_id, id, year, title, closes_at, opened_by, opened_at)
          values (${tenant}, ${id}, ${year}, ${title}, ${at(closesAt)}, ${openedBy}, ${at(openedAt)})`.execute(db);
        await sql`insert into style_raters (tenant_id, review_id, person, unit)
          select ${tenant}, ${id}, p.person, p.unit from jsonb_to_recordset(${json(raters)}) as p (person text, unit text)
          on conflict do nothing`.execute(db);
        await sql`insert into style_tallies (tenant_id, review_id, unit)
          select ${tenant}, ${id}, u from jsonb_array_elements_text(${json(units)}) u`.execute(db);
      }),
    list: async (tenant, year, person) => (await read(tenant, person, sql`r.year = ${year}`)).rows,
    find: async (tenant, id, person) => (await read(tenant, person, sql`r.id = ${id}`)).rows[0],
    speak: (tenant, id, person, opinions) =>
      system.transaction().execute(async (db) => {
        const { numAffectedRows } = await sql`update style_raters set spoken = true
          where tenant_id = ${tenant} and review_id = ${id} and person = ${person} and not spoken`.execute(db);
        if (Number(numAffectedRows ?? 0) === 0) return false;
        // In the order of units, so that two who speak at once never wait for each other.
        for (const { unit, grade, problems } of opinions.toSorted((a, b) => (a.unit < b.unit ? -1 : 1)))
          await sql`update style_tallies set ballots = ballots + 1, points = points + ${pointsOf(grade)},
            problems = (select coalesce(jsonb_object_agg(key, count), '{}') from (
              select key, sum(n) as count from (
                select key, value::int as n from jsonb_each_text(problems)
                union all select p, 1 from jsonb_array_elements_text(${json(problems)}) p) named group by key) summed)
            where tenant_id = ${tenant} and review_id = ${id} and unit = ${unit}`.execute(db);
        return true;
      }),
    tallies: async (tenant, id) => {
      const { rows } = await sql<StyleTally>`select unit, ballots, points, problems from style_tallies
        where tenant_id = ${tenant} and review_id = ${id} order by unit`.execute(system);
      return rows;
    },
    close: async (tenant, id, { by, at: when, results }) => {
      const { numAffectedRows } = await sql`update style_reviews
        set closed_by = ${by}, closed_at = ${at(when)}, results = ${json(results)}
        where tenant_id = ${tenant} and id = ${id} and closed_at is null`.execute(system);
      return Number(numAffectedRows ?? 0) === 1;
    },
  };
}
