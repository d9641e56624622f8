import { sql } from 'kysely';
import type { Databases } from '../database.ts';

/** How many matters of an enterprise are under way; which ones is not told here. */
export const openMatterCount =
  ({ system }: Pick<Databases, 'system'>) =>
  async (tenant: string, enterprise: string): Promise<number> => {
    const { rows } = await sql<{ open: number }>`select count(*) as open from matters
      where tenant_id = ${tenant} and enterprise_id = ${enterprise} and not closed`.execute(system);
    return rows[0]?.open ?? 0;
  };
