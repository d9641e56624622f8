import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** Which enterprises stand in these rows of the columns, which go by the order of their codes; in that order. */
export async function firmsAtRows(
  db: Database,
  tenant: string,
  wanted: readonly number[],
): Promise<readonly { readonly row: number; readonly id: string; readonly name: string }[]> {
  if (wanted.length === 0) return [];
  const { rows } = await sql<{ row: number; id: string; name: string }>`
    select row, id, name from (
      select id, name, row_number() over (order by id) - 1 as row from enterprises where tenant_id = ${tenant}) e
    where row = any(${[...wanted]}::bigint[]) order by row`.execute(db);
  return rows;
}
