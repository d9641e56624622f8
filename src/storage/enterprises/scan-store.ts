import { sql } from 'kysely';
import type { CodeScan, CodeStore } from '#domains/enterprises';
import type { Database } from '../database.ts';

const MOST_UNITS = 10;

type ScanRow = {
  readonly id: string;
  readonly enterprise_id: string;
  readonly at: number;
  readonly kind: CodeScan['kind'];
  readonly serial: string;
  readonly scanner: string;
  readonly signed_in: boolean;
  readonly unit_id: string | null;
  readonly views: readonly string[];
};
const scanOf = (row: ScanRow): CodeScan => ({
  id: row.id,
  enterprise: row.enterprise_id,
  at: row.at,
  kind: row.kind,
  serial: row.serial,
  scanner: row.scanner,
  signedIn: row.signed_in,
  views: row.views,
  ...(row.unit_id !== null && { unit: row.unit_id }),
});

/** Who scanned whom. */
export const scanStore = (system: Database): Pick<CodeStore, 'addScan' | 'lastScan' | 'scans' | 'figures'> => ({
  addScan: async (tenant, each) => {
    await sql`insert into enterprise_code_scans
        (tenant_id, id, enterprise_id, at, kind, serial, scanner, signed_in, unit_id, views)
      values (${tenant}, ${each.id}, ${each.enterprise}, ${new Date(each.at)}, ${each.kind}, ${each.serial},
        ${each.scanner}, ${each.signedIn}, ${each.unit ?? null}, ${JSON.stringify(each.views)}::jsonb)`.execute(system);
  },
  lastScan: async (tenant, enterprise, scanner) => {
    const { rows } = await sql<{ at: number }>`select at from enterprise_code_scans
      where tenant_id = ${tenant} and enterprise_id = ${enterprise} and scanner = ${scanner}
      order by at desc limit 1`.execute(system);
    return rows[0]?.at;
  },
  scans: async (tenant, of, { after, limit }) => {
    const whose = 'unit' in of ? sql`unit_id = ${of.unit}` : sql`enterprise_id = ${of.enterprise}`;
    const [at, id] = after?.split(' ') ?? [];
    const from =
      at !== undefined && id !== undefined && Number.isSafeInteger(Number(at)) && Number(at) >= 0
        ? sql`and (at, id) < (to_timestamp(${Number(at)} / 1000.0), ${id})`
        : sql``;
    const { rows } = await sql<ScanRow>`select * from enterprise_code_scans
      where tenant_id = ${tenant} and ${whose} ${from}
      order by at desc, id desc limit ${limit + 1}`.execute(system);
    const items = rows.slice(0, limit).map(scanOf);
    const last = items.at(-1);
    return rows.length > limit && last ? { items, next: `${last.at} ${last.id}` } : { items };
  },
  figures: async (tenant, since, now) => {
    const [printed, scans, units] = await Promise.all([
      sql<{ printed: number; hanging: number }>`select count(*) as printed, count(distinct enterprise_id) as hanging
        from enterprise_codes where tenant_id = ${tenant} and revoked_at is null and expires_at > ${new Date(now)}`.execute(
        system,
      ),
      sql<{ scans: number; scanned: number; strangers: number }>`select count(*) as scans,
          count(distinct enterprise_id) as scanned, count(*) filter (where not signed_in) as strangers
        from enterprise_code_scans where tenant_id = ${tenant} and at >= ${new Date(since)}`.execute(system),
      sql<{ unit: string; scans: number }>`select unit_id as unit, count(*) as scans from enterprise_code_scans
        where tenant_id = ${tenant} and at >= ${new Date(since)} and unit_id is not null
        group by 1 order by 2 desc, 1 limit ${MOST_UNITS}`.execute(system),
    ]);
    const none = { printed: 0, hanging: 0, scans: 0, scanned: 0, strangers: 0 };
    return { ...none, ...printed.rows[0], ...scans.rows[0], units: units.rows };
  },
});
