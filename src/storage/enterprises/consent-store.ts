import { sql } from 'kysely';
import type { Consent, ConsentStore } from '#domains/enterprises';
import { day } from '#kernel';
import type { Databases } from '../database.ts';

type Row = {
  readonly id: string;
  readonly enterprise_id: string;
  readonly unit_id: string;
  readonly keys: readonly string[];
  readonly purpose: string;
  readonly granted_at: number;
  readonly granted_by: string;
  readonly valid_until: string;
  readonly withdrawn_at: number | null;
};
const consentOf = (row: Row): Consent => ({
  id: row.id,
  enterprise: row.enterprise_id,
  unit: row.unit_id,
  keys: row.keys,
  purpose: row.purpose,
  grantedAt: row.granted_at,
  grantedBy: row.granted_by,
  until: day(row.valid_until),
  ...(row.withdrawn_at !== null && { withdrawnAt: row.withdrawn_at }),
});

/** Consents, and who has looked at sensitive facts. That nobody sees more is the wall's business. */
export function createConsentStore({ system }: Pick<Databases, 'system'>): ConsentStore {
  return {
    add: async (tenant, each) => {
      await sql`insert into fact_consents
          (tenant_id, id, enterprise_id, unit_id, keys, purpose, granted_at, granted_by, valid_until)
        values (${tenant}, ${each.id}, ${each.enterprise}, ${each.unit}, ${JSON.stringify(each.keys)}::jsonb,
          ${each.purpose}, ${new Date(each.grantedAt)}, ${each.grantedBy}, ${each.until})`.execute(system);
    },
    of: async (tenant, enterprise, limit) => {
      const { rows } = await sql<Row>`select * from fact_consents
        where tenant_id = ${tenant} and enterprise_id = ${enterprise}
        order by granted_at desc, id desc limit ${limit}`.execute(system);
      return rows.map(consentOf);
    },
    withdraw: async (tenant, enterprise, id, now) => {
      const { numAffectedRows } = await sql`update fact_consents
        set withdrawn_at = coalesce(withdrawn_at, ${new Date(now)})
        where tenant_id = ${tenant} and enterprise_id = ${enterprise} and id = ${id}`.execute(system);
      return Number(numAffectedRows ?? 0) === 1;
    },
    keysFor: async (tenant, enterprise, unit, today) => {
      const { rows } = await sql<{ key: string }>`
        select distinct k.key from fact_consents c cross join lateral jsonb_array_elements_text(c.keys) k (key)
        where c.tenant_id = ${tenant} and c.enterprise_id = ${enterprise} and c.unit_id = ${unit}
          and c.withdrawn_at is null and c.valid_until >= ${today}`.execute(system);
      return rows.map((each) => each.key);
    },
    reads: async (tenant, enterprise, { after, limit }) => {
      const [at, id] = after?.split(' ') ?? [];
      const place = Number(at);
      const from =
        id !== undefined && Number.isSafeInteger(place) && place >= 0
          ? sql`and (date_trunc('milliseconds', at), id) < (to_timestamp(${place} / 1000.0), ${id})`
          : sql``;
      const { rows } = await sql<{ id: string; at: number; unit: string | null; by_consent: boolean }>`
        select id, at, unit, detail ? 'consents' as by_consent from audit_log
        where tenant_id = ${tenant} and object = ${enterprise} and act = 'facts.sensitive-read' ${from}
        order by date_trunc('milliseconds', at) desc, id desc limit ${limit + 1}`.execute(system);
      const items = rows.slice(0, limit).map(({ id: one, at: when, unit, by_consent }) => ({
        id: one,
        at: when,
        byConsent: by_consent,
        ...(unit !== null && { unit }),
      }));
      const last = items.at(-1);
      return rows.length > limit && last ? { items, next: `${last.at} ${last.id}` } : { items };
    },
  };
}
