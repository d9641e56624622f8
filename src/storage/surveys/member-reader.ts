import { sql } from 'kysely';
import type { Member } from '#domains/surveys';
import type { Databases } from '../database.ts';

/** Whom a survey may ask, whoever may see their matters: the list is frozen into the survey. */
export const createMemberReader = ({ system }: Pick<Databases, 'system'>) => ({
  enterprises: async (tenant: string, regions: readonly string[] | undefined): Promise<readonly Member[]> => {
    const where = regions ? sql`and region = any(${regions as string[]})` : sql``;
    const { rows } = await sql<Member>`
      select id as code, region, scale from enterprises where tenant_id = ${tenant} ${where} order by id limit 200001`.execute(
      system,
    );
    return rows;
  },
  ofMatters: async (tenant: string, loop: string, from: number, to: number): Promise<readonly Member[]> => {
    const { rows } = await sql<Member>`
      select e.id as code, e.region, e.scale from enterprises e
      where e.tenant_id = ${tenant} and exists (
        select 1 from matters m where m.tenant_id = e.tenant_id and m.enterprise_id = e.id and m.loop = ${loop}
          and m.closed and m.closed_at >= to_timestamp(${from} / 1000.0) and m.closed_at < to_timestamp(${to} / 1000.0))
      order by e.id limit 200001`.execute(system);
    return rows;
  },
  ofPanels: async (tenant: string, kinds: readonly string[]): Promise<readonly Member[]> => {
    const { rows } = await sql<Member>`
      select distinct person as code from panel_members
      where tenant_id = ${tenant} and (${kinds.length === 0} or kind = any(${kinds as string[]})) order by 1 limit 20001`.execute(
      system,
    );
    return rows;
  },
  /** The numbers at which firms said they can be reached; every city's catalogue has the fact. */
  phones: async (tenant: string, firms: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const { rows } = await sql<{ id: string; phone: string }>`
      select id, contact_phone as phone from enterprise_facts
      where tenant_id = ${tenant} and id = any(${firms as string[]}) and contact_phone is not null`.execute(system);
    return new Map(rows.map((each) => [each.id, each.phone]));
  },
});
