import { type RawBuilder, sql } from 'kysely';
import { refuse } from '#kernel';
import type { MatterPage } from '#platform/matters';

export const SORTS = {
  due: { column: 'm.due_at', direction: sql`asc nulls last`, ids: sql`asc`, compare: sql`>` },
  opened: { column: 'm.opened_at', direction: sql`desc`, ids: sql`desc`, compare: sql`<` },
  updated: { column: 'm.updated_at', direction: sql`desc`, ids: sql`desc`, compare: sql`<` },
} as const;

/** The last row of a page: its place in the order (null where no limit runs) and its id. */
export type Cursor = readonly [key: string | null, id: string];

export const cursorOf = ({ key, id }: { readonly key: string | null; readonly id: string }): string =>
  Buffer.from(JSON.stringify([key, id])).toString('base64url');

export function parseCursor(text: string): Cursor {
  try {
    const [key, id] = JSON.parse(Buffer.from(text, 'base64url').toString());
    if ((key === null || /^\d+$/.test(key)) && typeof id === 'string') return [key, id];
  } catch {}
  throw refuse({ code: 'page.cursor', kind: 'invalid', what: '翻页标记无效', todo: '请从第一页重新打开列表' });
}

/** What comes after the page before. */
export function afterCursor({ after = '', sort }: MatterPage): RawBuilder<unknown> {
  const { column, compare } = SORTS[sort];
  const [key, id] = parseCursor(after);
  const ref = sql.ref(column);
  // Matters without a limit come last, in order of id.
  if (key === null) return sort === 'due' ? sql`${ref} is null and m.id > ${id}` : sql`false`;
  const at = sql`to_timestamp(${Number(key)} / 1000.0)`;
  const beyond = sql`(${ref}, m.id) ${compare} (${at}, ${id})`;
  return sort === 'due' ? sql`(${beyond} or ${ref} is null)` : beyond;
}
