import type { StatedRow } from '#domains/enterprises';

/** Between values; nobody types it, and readers of cells turn it into a blank. */
export const SEPARATOR = '\u0001';
const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (value: string | null): string | null =>
  value === null ? null : value.replaceAll(/[\\\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign);

/** One row as COPY wants it: nothing between two separators is unknown. Most rows need no escaping. */
const lineOf = (row: StatedRow): string => {
  const line = row.join(SEPARATOR);
  return `${SPECIAL.test(line) ? row.map(escaped).join(SEPARATOR) : line}\n`;
};

/** Rows as COPY reads them; `before` each stands what is the same for all. */
export function* piecesOf(rows: readonly StatedRow[], before = ''): Generator<string> {
  for (let at = 0; at < rows.length; at += 500)
    yield rows
      .slice(at, at + 500)
      .map((row) => before + lineOf(row))
      .join('');
}
