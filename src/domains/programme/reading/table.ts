import { applyMapping, type Columns, countHeadings, readHeadings } from './columns.ts';
import type { Cell, Grid } from './grid.ts';
import { readMarker } from './headings.ts';
import type { ColumnMapping, ColumnRole } from './types.ts';

/** A row of a task table by role. A role without a column is absent. */
export type TableRow = Partial<Readonly<Record<ColumnRole, Cell>>>;
export type TablePart = { readonly label: string; readonly text: string; readonly start: number; readonly end: number };
export type TableLine = { readonly row: TableRow; readonly part: TablePart | null };

export type TaskTable = {
  readonly columns: Columns;
  readonly lines: readonly TableLine[];
  /** Cells above the heading row: usually the table's title. */
  readonly above: readonly Cell[];
};

const texts = (row: readonly Cell[]): string[] => row.map(({ text }) => text);

/** Two heading rows, one above the other: the lower word names the column where it is one. */
function mergeHeadings(upper: readonly Cell[], lower: readonly Cell[]): string[] {
  return upper.map(({ text }, i) => {
    const below = lower[i]?.text ?? '';
    return countHeadings([below]) === 1 ? below : text;
  });
}

function readTop(
  grid: Grid,
  at: number,
  mapping: ColumnMapping,
): { readonly columns: Columns; readonly rows: number } | null {
  const row = grid.rows[at] ?? [];
  const next = grid.rows[at + 1];
  const headings = texts(row);
  if (next !== undefined && countHeadings(texts(next)) >= 2 && countHeadings(headings) >= 2) {
    const both = mergeHeadings(row, next);
    const columns = applyMapping(both, readHeadings(both), mapping);
    if (columns !== null) return { columns, rows: 2 };
  }
  const columns = applyMapping(headings, readHeadings(headings), mapping);
  return columns === null ? null : { columns, rows: 1 };
}

const filled = (row: readonly Cell[]): Cell[] => row.filter(({ text }) => text !== '');

/** "一、构建精准高效的政策环境" across the whole row: a part, not a task. */
function asPart(row: readonly Cell[]): TablePart | null {
  const cells = filled(row);
  const first = cells[0];
  if (first === undefined || cells.some(({ text }) => text !== first.text)) return null;
  const marker = readMarker(first.text);
  if (marker === null || marker.level > 2) return null;
  return {
    label: marker.label,
    text: first.text.slice(marker.length),
    start: first.start + marker.length,
    end: first.end,
  };
}

const byRole = (row: readonly Cell[], columns: Columns): TableRow =>
  Object.fromEntries(
    (Object.entries(columns.at) as [ColumnRole, number][]).flatMap(([role, at]) => {
      const cell = row[at];
      return cell === undefined ? [] : [[role, cell]];
    }),
  );

/** Closing remarks inside the table's frame: 抄送, 注. */
const closes = (row: readonly Cell[]): boolean => {
  const cells = filled(row);
  return cells.length === 1 && /^(?:抄送|注[：:]|备注[：:]|说明[：:]|填报|制表)/.test(cells[0]?.text ?? '');
};

const sameHeading = (row: readonly Cell[], columns: Columns): boolean => {
  const again = readHeadings(texts(row));
  return again !== null && again.at.measure === columns.at.measure;
};

function readBody(rows: readonly (readonly Cell[])[], columns: Columns): TableLine[] {
  const lines: TableLine[] = [];
  let part: TablePart | null = null;
  for (const row of rows) {
    if (filled(row).length === 0 || sameHeading(row, columns)) continue;
    if (closes(row)) break;
    const named = asPart(row);
    if (named !== null) part = named;
    else lines.push({ row: byRole(row, columns), part });
  }
  return lines;
}

/** Reads one table; `known` are the columns of the table before, which a continued table without headings shares. */
export function readTable(grid: Grid, mapping: ColumnMapping, known: Columns | null): TaskTable | null {
  for (let at = 0; at < Math.min(grid.rows.length, 15); at++) {
    const top = readTop(grid, at, mapping);
    if (top === null) continue;
    const above = grid.rows.slice(0, at).flatMap(filled);
    return { columns: top.columns, lines: readBody(grid.rows.slice(at + top.rows), top.columns), above };
  }
  const width = Math.max(...grid.rows.map((row) => row.length), 0);
  if (known === null || width <= Math.max(...Object.values(known.at))) return null;
  return { columns: known, lines: readBody(grid.rows, known), above: [] };
}
