import { sql } from 'kysely';
import type { Draw, DrawResult, DrawStore, DrawSummary } from '#domains/quality';
import type { Databases } from '../database.ts';

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;
const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;

type Row = Omit<Draw, 'results' | 'replaces' | 'record' | 'drawnAt'> & {
  readonly replaces: Draw['replaces'] | null;
  readonly record: Draw['record'] | null;
  readonly drawnAt: number | null;
  readonly results: readonly DrawResult[];
};

/** Draws and what was found; the database itself refuses to change what was published. */
export function createDrawStore({ system }: Pick<Databases, 'system'>): DrawStore {
  return {
    announce: (tenant, draw) =>
      system.transaction().execute(async (db) => {
        // One at a time, so that a failed one leaves no gap in the numbers.
        await sql`select pg_advisory_xact_lock(hashtext(${`draws ${tenant}`}))`.execute(db);
        const { rows } = await sql<{ number: number }>`
          insert into draws (tenant_id, number, kind, announced_at, by, plan, units, exclusions, commitments, announcement, members, replaces)
          select ${tenant}, coalesce(max(number), 0) + 1, ${draw.kind}, ${at(draw.announcedAt)}, ${draw.by}, ${json(draw.plan)},
            ${json(draw.units)}, ${json(draw.exclusions)}, ${json(draw.commitments)}, ${json(draw.announcement)},
            ${json(draw.members)}, ${draw.replaces ? json(draw.replaces) : null}
          from draws where tenant_id = ${tenant} returning number`.execute(db);
        return rows[0]?.number ?? 1;
      }),
    find: async (tenant, number) => {
      const { rows } = await sql<Row>`
        select number, kind, announced_at as "announcedAt", by, plan, units, exclusions, commitments, announcement, members,
          replaces, record, drawn_at as "drawnAt",
          coalesce((select jsonb_agg(jsonb_build_object('code', r.code, 'passed', r.passed, 'by', r.by, 'reopened', r.reopened,
            'at', round(extract(epoch from r.at) * 1000)) order by r.code)
            from draw_results r where r.tenant_id = d.tenant_id and r.draw = d.number), '[]') as results
        from draws d where tenant_id = ${tenant} and number = ${number}`.execute(system);
      return rows[0] && drawOf(rows[0]);
    },
    list: async (tenant, limit) => {
      const { rows } = await sql<Omit<DrawSummary, 'drawnAt'> & { drawnAt: number | null }>`
        select number, kind, plan ->> 'purpose' as purpose, announced_at as "announcedAt", announcement ->> 'frameRoot' as "frameRoot",
          (announcement ->> 'frameCount')::int as "frameCount", announcement ->> 'hash' as hash, drawn_at as "drawnAt",
          (select count(*) from draw_results r where r.tenant_id = d.tenant_id and r.draw = d.number) as results
        from draws d where tenant_id = ${tenant} order by number desc limit ${limit}`.execute(system);
      return rows.map(({ drawnAt, ...each }) => ({ ...each, ...(drawnAt === null ? {} : { drawnAt }) }));
    },
    complete: async (tenant, number, record, now) => {
      const { numAffectedRows } = await sql`update draws set record = ${json(record)}, drawn_at = ${at(now)}
        where tenant_id = ${tenant} and number = ${number} and record is null`.execute(system);
      return Number(numAffectedRows ?? 0) === 1;
    },
    addResult: async (tenant, number, { code, passed, at: when, by }) => {
      const { rows } = await sql<DrawResult>`
        insert into draw_results as old (tenant_id, draw, code, passed, at, by) values (${tenant}, ${number}, ${code}, ${passed}, ${at(when)}, ${by})
        on conflict (tenant_id, draw, code) do update set code = old.code
        returning code, passed, at, by, reopened`.execute(system);
      return rows[0] ?? { code, passed, at: when, by, reopened: false };
    },
    markReopened: async (tenant, number, code) => {
      await sql`update draw_results set reopened = true
        where tenant_id = ${tenant} and draw = ${number} and code = ${code}`.execute(system);
    },
  };
}

const drawOf = ({ replaces, record, drawnAt, ...draw }: Row): Draw => ({
  ...draw,
  ...(replaces ? { replaces } : {}),
  ...(record ? { record } : {}),
  ...(drawnAt === null ? {} : { drawnAt }),
});
