import { type RawBuilder, sql } from 'kysely';
import type { FactImport, FaultyRow, ImportStore } from '#domains/enterprises';
import { sha256 } from '#kernel';
import type { Database, Databases } from '../database.ts';

type Row = {
  readonly id: string;
  readonly name: string;
  readonly state: FactImport['state'];
  readonly dry_run: boolean;
  readonly source: FactImport['source'];
  readonly columns: FactImport['columns'];
  readonly digest: string | null;
  readonly counts: FactImport['counts'];
  readonly failure: string | null;
  readonly parts: number;
  readonly bytes: number;
  readonly created_by: string;
  readonly unit_id: string | null;
  readonly created_at: number;
  readonly started_at: number | null;
  readonly finished_at: number | null;
};

const importFrom = (row: Row): FactImport => ({
  id: row.id,
  name: row.name,
  state: row.state,
  dryRun: row.dry_run,
  source: row.source,
  columns: row.columns,
  counts: row.counts,
  parts: row.parts,
  bytes: row.bytes,
  createdBy: row.created_by,
  createdAt: row.created_at,
  ...(row.digest !== null && { digest: row.digest }),
  ...(row.failure !== null && { failure: row.failure }),
  ...(row.unit_id !== null && { unit: row.unit_id }),
  ...(row.started_at !== null && { startedAt: row.started_at }),
  ...(row.finished_at !== null && { finishedAt: row.finished_at }),
});

const when = (ms: number | undefined) => (ms === undefined ? null : new Date(ms));
const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

/** Which column each changed field goes to. */
const COLUMNS: {
  readonly [Field in keyof FactImport]?: readonly [column: string, write: (value: never) => RawBuilder<unknown>];
} = {
  state: ['state', (value: string) => sql`${value}`],
  dryRun: ['dry_run', (value: boolean) => sql`${value}`],
  columns: ['columns', json],
  counts: ['counts', json],
  source: ['source', json],
  digest: ['digest', (value: string) => sql`${value}`],
  failure: ['failure', (value: string | undefined) => sql`${value ?? null}`],
  startedAt: ['started_at', (value: number) => sql`${when(value)}`],
  finishedAt: ['finished_at', (value: number) => sql`${when(value)}`],
};

/** Imports with their files, their faulty rows and what their headings meant. */
export function createImportStore({ system }: Pick<Databases, 'system'>): ImportStore {
  return {
    add: async (tenant, entry) => {
      await sql`
        insert into fact_imports (tenant_id, id, name, state, source, created_by, unit_id, created_at)
        values (${tenant}, ${entry.id}, ${entry.name}, ${entry.state}, ${json(entry.source)}, ${entry.createdBy},
          ${entry.unit ?? null}, ${when(entry.createdAt)})`.execute(system);
    },
    find: async (tenant, id) => (await importsWhere(system, tenant, sql`id = ${id}`, 1))[0],
    list: (tenant, limit) => importsWhere(system, tenant, sql`state <> 'uploading'`, limit),
    patch: (tenant, id, change) => patch(system, tenant, id, change),
    putPart: async (tenant, id, part, bytes) => {
      await system.transaction().execute(async (db) => {
        await sql`insert into fact_import_parts (tenant_id, import_id, part, bytes, digest)
          values (${tenant}, ${id}, ${part}, ${Buffer.from(bytes)}, ${sha256(bytes)})
          on conflict (tenant_id, import_id, part) do update set bytes = excluded.bytes, digest = excluded.digest`.execute(
          db,
        );
        await sql`update fact_imports i set parts = p.parts, bytes = p.bytes from (
            select count(*) as parts, sum(length(bytes)) as bytes from fact_import_parts
            where tenant_id = ${tenant} and import_id = ${id}) p
          where i.tenant_id = ${tenant} and i.id = ${id}`.execute(db);
      });
    },
    bytes: (tenant, id) => partsOf(system, tenant, id),
    partDigests: async (tenant, id) => {
      const { rows } = await sql<{ digest: string }>`select digest from fact_import_parts
        where tenant_id = ${tenant} and import_id = ${id} order by part`.execute(system);
      return rows.map((each) => each.digest);
    },
    dropParts: async (tenant, id) => {
      await sql`delete from fact_import_parts where tenant_id = ${tenant} and import_id = ${id}`.execute(system);
    },
    putFaults: async (tenant, id, rows) => {
      await sql`insert into fact_import_faults (tenant_id, import_id, row_no, cells, faults)
        select ${tenant}, ${id}, r.row, r.cells, r.faults
        from jsonb_to_recordset(${json(rows)}) as r (row int, cells jsonb, faults jsonb)
        on conflict (tenant_id, import_id, row_no) do update set cells = excluded.cells, faults = excluded.faults`.execute(
        system,
      );
    },
    faults: async (tenant, id, after, limit) => {
      const { rows } = await sql<FaultyRow>`select row_no as row, cells, faults from fact_import_faults
        where tenant_id = ${tenant} and import_id = ${id} and row_no > ${after} order by row_no limit ${limit}`.execute(
        system,
      );
      return rows;
    },
    clearFaults: async (tenant, id) => {
      await sql`delete from fact_import_faults where tenant_id = ${tenant} and import_id = ${id}`.execute(system);
    },
    claim: (tenant, now, leaseMs) => claim(system, tenant, now, leaseMs),
    doneBefore: async (tenant, digest) =>
      (await importsWhere(system, tenant, sql`digest = ${digest} and state = 'done' and not dry_run`, 1))[0],
    headings: async (tenant, department) => {
      const { rows } = await sql<{ heading: string; key: string; unit: string | null }>`
        select heading, key, unit from fact_headings where tenant_id = ${tenant} and department = ${department}`.execute(
        system,
      );
      return new Map(rows.map(({ heading, key, unit }) => [heading, { key, ...(unit !== null && { unit }) }]));
    },
    rememberHeadings: async (tenant, department, columns) => {
      const unique = [...new Map(columns.map((each) => [each.heading, each])).values()];
      await sql`insert into fact_headings (tenant_id, department, heading, key, unit)
        select ${tenant}, ${department}, r.heading, coalesce(r.key, ''), r.unit
        from jsonb_to_recordset(${json(unique)}) as r (heading text, key text, unit text)
        on conflict (tenant_id, department, heading) do update set key = excluded.key, unit = excluded.unit`.execute(
        system,
      );
    },
  };
}

async function importsWhere(db: Database, tenant: string, condition: RawBuilder<unknown>, limit: number) {
  const { rows } = await sql<Row>`select * from fact_imports where tenant_id = ${tenant} and ${condition}
    order by created_at desc, id desc limit ${limit}`.execute(db);
  return rows.map(importFrom);
}

async function patch(db: Database, tenant: string, id: string, change: Partial<FactImport>): Promise<void> {
  const sets = Object.entries(change).flatMap(([field, value]) => {
    const found = COLUMNS[field as keyof FactImport];
    return found ? [sql`${sql.raw(found[0])} = ${found[1](value as never)}`] : [];
  });
  if (sets.length === 0) return;
  await sql`update fact_imports set ${sql.join(sets)} where tenant_id = ${tenant} and id = ${id}`.execute(db);
}

/** While one piece is worked on the next is read: two in memory at a time. */
async function* partsOf(db: Database, tenant: string, id: string): AsyncGenerator<Uint8Array> {
  const read = async (part: number): Promise<Buffer | undefined> => {
    const { rows } = await sql<{ bytes: Buffer }>`select bytes from fact_import_parts
      where tenant_id = ${tenant} and import_id = ${id} and part = ${part}`.execute(db);
    return rows[0]?.bytes;
  };
  let next = read(0);
  for (let part = 1; ; part += 1) {
    const piece = await next;
    if (!piece) return;
    next = read(part);
    // Whoever waits for it hears of it; a reader that stops early does not.
    next.catch(() => {});
    yield piece;
  }
}

/** An import whose worker died is taken up again: what it had written stays as it is. */
async function claim(db: Database, tenant: string, now: number, leaseMs: number): Promise<FactImport | undefined> {
  const { rows } = await sql<Row>`
    update fact_imports set state = 'running', started_at = ${when(now)}, lease_until = ${when(now + leaseMs)}
    where (tenant_id, id) in (
      select tenant_id, id from fact_imports where tenant_id = ${tenant}
        and (state = 'queued' or (state = 'running' and lease_until < ${when(now)}))
      order by created_at limit 1 for update skip locked)
    returning *`.execute(db);
  return rows[0] && importFrom(rows[0]);
}
