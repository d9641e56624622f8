import { sql } from 'kysely';
import type { Material, MaterialFilter, MaterialStore } from '#domains/evaluation';
import type { Database, Databases } from '../database.ts';

const columns = sql`id, number, kind, title, supports, source, to_char(day, 'YYYY-MM-DD') as day, indicators, url, figure,
  case when file_name is null then null else jsonb_build_object('name', file_name, 'type', file_type, 'size', file_size,
    'sha256', file_sha256) end as file,
  unit, by, at, withdrawn_at as "withdrawnAt", withdrawn_why as "withdrawnWhy"`;

/** The library of materials: numbered without gaps, never overwritten. */
export function createMaterialStore({ system }: Pick<Databases, 'system'>): MaterialStore {
  return {
    add: (tenant, material, tokens, sealed) =>
      system.transaction().execute(async (db) => {
        await sql`select pg_advisory_xact_lock(hashtext(${`materials ${tenant}`}))`.execute(db);
        const known = await sql<{ number: number }>`
          select number from materials where tenant_id = ${tenant} and id = ${material.id}`.execute(db);
        return known.rows[0]?.number ?? (await insert(db, tenant, material, tokens, sealed));
      }),
    find: async (tenant, id) => {
      const { rows } =
        await sql<Material>`select ${columns} from materials where tenant_id = ${tenant} and id = ${id}`.execute(
          system,
        );
      return rows[0];
    },
    list: (tenant, filter) => list(system, tenant, filter),
    bytes: async (tenant, id) => {
      const { rows } = await sql<{ cipher: Uint8Array }>`
        select cipher from material_files where tenant_id = ${tenant} and id = ${id}`.execute(system);
      return rows[0]?.cipher;
    },
    withdraw: async (tenant, id, why, now) => {
      await sql`update materials set withdrawn_at = to_timestamp(${now} / 1000.0), withdrawn_why = ${why}
        where tenant_id = ${tenant} and id = ${id} and withdrawn_at is null`.execute(system);
    },
  };
}

type Added = Parameters<MaterialStore['add']>[1];

async function insert(
  db: Database,
  tenant: string,
  { id, kind, title, supports, source, day, indicators, url, figure, file, unit, by, at }: Added,
  tokens: readonly string[],
  sealed: Uint8Array | null,
): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into materials (tenant_id, id, number, kind, title, supports, source, day, indicators, url, figure, file_name,
      file_type, file_size, file_sha256, unit, by, at, tokens)
    select ${tenant}, ${id}, coalesce(max(number), 0) + 1, ${kind}, ${title}, ${supports}, ${source}, ${day}::date,
      ${indicators as string[]}::text[], ${url}, ${figure}, ${file?.name ?? null}, ${file?.type ?? null}, ${file?.size ?? null}::int,
      ${file?.sha256 ?? null}, ${unit}, ${by}, to_timestamp(${at} / 1000.0), ${tokens as string[]}::text[]
    from materials where tenant_id = ${tenant} returning number`.execute(db);
  if (sealed)
    await sql`insert into material_files (tenant_id, id, cipher) values (${tenant}, ${id}, ${sealed})`.execute(db);
  return rows[0]?.number ?? 1;
}

async function list(db: Database, tenant: string, filter: MaterialFilter): Promise<readonly Material[]> {
  const { tokens, indicators, kind, unit, before, limit } = filter;
  const conditions = [
    sql`tenant_id = ${tenant}`,
    sql`withdrawn_at is null`,
    ...(tokens ? [sql`tokens @> ${tokens as string[]}::text[]`] : []),
    ...(indicators ? [sql`indicators && ${indicators as string[]}::text[]`] : []),
    ...(kind ? [sql`kind = ${kind}`] : []),
    ...(unit ? [sql`unit = ${unit}`] : []),
    ...(before === undefined ? [] : [sql`number < ${before}`]),
  ];
  const { rows } = await sql<Material>`
    select ${columns} from materials where ${sql.join(conditions, sql` and `)} order by number desc limit ${limit}`.execute(
    db,
  );
  return rows;
}
