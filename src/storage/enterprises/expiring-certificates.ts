import { sql } from 'kysely';
import type { ReminderPorts } from '#domains/enterprises';
import { factColumn } from '#engines/registry';
import { day } from '#kernel';
import type { Databases } from '../database.ts';

/** Whoever holds a certificate that ends between two days, both included. */
export const expiringCertificates =
  ({ system }: Pick<Databases, 'system'>): ReminderPorts['expiring'] =>
  async (tenant, { held, until }, from, to) => {
    if (until === undefined) return [];
    const end = sql.ref(factColumn(until));
    const holds = held === undefined ? sql`true` : sql`${sql.ref(factColumn(held))} is true`;
    const { rows } = await sql<{ id: string; until: string }>`select id, ${end} as until from enterprise_facts
      where tenant_id = ${tenant} and ${holds} and ${end} between ${from} and ${to}`.execute(system);
    return rows.map((each) => ({ enterprise: each.id, until: day(each.until) }));
  };
