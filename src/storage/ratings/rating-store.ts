import { type RawBuilder, sql } from 'kysely';
import type { RatingStore, ServiceRating, ServiceWindow, UnitRatings } from '#domains/ratings';
import type { Databases } from '../database.ts';
import { cursorOf, parseCursor } from '../matters/cursor.ts';

const at = (ms: number): RawBuilder<unknown> => sql`to_timestamp(${ms} / 1000.0)`;
const RATING = sql`r.id, r.window_id as "window", r.unit, r.region, r.item, r.channel, r.active, r.grade, r.tags,
  r.enterprise_id as enterprise, r.at, r.matter_id as matter`;
type Listed = ServiceRating & { readonly said: Uint8Array | null };

/** Ratings are written once; the database itself refuses to change or delete them. */
export function createServiceRatingStore({ system }: Pick<Databases, 'system'>): RatingStore {
  return {
    ...windowStore({ system }),
    add: (
      tenant,
      { id, window, unit, region, item, channel, active, grade, tags, enterprise, at: when, matter },
      more,
    ) =>
      system.transaction().execute(async (db) => {
        const { numAffectedRows } = await sql`
          insert into service_ratings (tenant_id, id, window_id, unit, region, item, channel, active, grade, tags,
            enterprise_id, rater_hash, at, matter_id, recorded_by)
          values (${tenant}, ${id}, ${window}, ${unit}, ${region}, ${item}, ${channel}, ${active}, ${grade},
            ${tags as string[]}, ${enterprise}, ${more.raterHash ?? null}, ${at(when)}, ${matter}, ${more.recordedBy ?? null})
          on conflict do nothing`.execute(db);
        if (Number(numAffectedRows ?? 0) === 0) return false;
        if (more.said)
          await sql`insert into service_rating_contents (tenant_id, rating_id, cipher)
            values (${tenant}, ${id}, ${more.said})`.execute(db);
        return true;
      }),
    find: async (tenant, id) => {
      const { rows } = await sql<ServiceRating>`
        select ${RATING} from service_ratings r where tenant_id = ${tenant} and id = ${id}`.execute(system);
      return rows[0];
    },
    list: async (tenant, { unit, window, bad, from, to }, { after, limit }) => {
      const [key, last] = after ? parseCursor(after) : [null, ''];
      const { rows } = await sql<Listed>`
        select ${RATING}, c.cipher as said from service_ratings r
        left join service_rating_contents c on c.tenant_id = r.tenant_id and c.rating_id = r.id
        where r.tenant_id = ${tenant}
          ${unit === undefined ? sql`` : sql`and r.unit = ${unit}`}
          ${window === undefined ? sql`` : sql`and r.window_id = ${window}`}
          ${bad ? sql`and r.grade <= 2` : sql``}
          ${from === undefined ? sql`` : sql`and r.at >= ${at(from)}`}
          ${to === undefined ? sql`` : sql`and r.at < ${at(to)}`}
          ${key === null ? sql`` : sql`and (r.at, r.id) < (${at(Number(key))}, ${last})`}
        order by r.at desc, r.id desc limit ${limit + 1}`.execute(system);
      const shown = rows.slice(0, limit);
      const end = shown.at(-1);
      return {
        rows: shown,
        ...(rows.length > limit && end ? { next: cursorOf({ key: String(end.at), id: end.id }) } : {}),
      };
    },
    byUnit: async (tenant, from, to) => {
      const { rows } = await sql<UnitRatings>`
        select r.unit, count(*) as counted, count(*) filter (where r.grade >= 3) as good,
          count(*) filter (where r.active) as active, count(*) filter (where r.active and r.grade >= 3) as "activeGood",
          count(*) filter (where r.grade <= 2) as bad,
          count(*) filter (where r.grade <= 2 and not coalesce(m.closed, false)) as open,
          count(*) filter (where m.status = 'rectified') as rectified,
          count(*) filter (where m.status = 'unanswered') as unanswered,
          count(*) filter (where m.status = 'dissatisfied') as dissatisfied
        from service_ratings r left join matters m on m.tenant_id = r.tenant_id and m.id = r.matter_id
        where r.tenant_id = ${tenant} and r.at >= ${at(from)} and r.at < ${at(to)} group by r.unit`.execute(system);
      return rows;
    },
    unopened: async (tenant, limit) => {
      const { rows } = await sql<Listed>`
        select ${RATING}, c.cipher as said from service_ratings r
        left join service_rating_contents c on c.tenant_id = r.tenant_id and c.rating_id = r.id
        where r.tenant_id = ${tenant} and r.grade <= 2 and r.matter_id is not null
          and not exists (select 1 from matters m where m.tenant_id = r.tenant_id and m.id = r.matter_id)
        order by r.at, r.id limit ${limit}`.execute(system);
      return rows;
    },
  };
}

function windowStore({ system }: Pick<Databases, 'system'>): Pick<RatingStore, 'addWindow' | 'windows' | 'window'> {
  const all = (tenant: string, more: RawBuilder<unknown>) =>
    sql<ServiceWindow>`select id, unit, title, hall, item, region, active from service_windows
      where tenant_id = ${tenant} ${more} order by hall, title, id limit 2000`.execute(system);
  return {
    addWindow: async (tenant, { id, unit, title, hall, item, region, active }, by, when) => {
      await sql`insert into service_windows (tenant_id, id, unit, title, hall, item, region, active, added_by, added_at)
        values (${tenant}, ${id}, ${unit}, ${title}, ${hall}, ${item}, ${region}, ${active}, ${by}, ${at(when)})
        on conflict (tenant_id, id) do nothing`.execute(system);
    },
    windows: async (tenant) => (await all(tenant, sql``)).rows,
    window: async (tenant, id) => (await all(tenant, sql`and id = ${id}`)).rows[0],
  };
}
