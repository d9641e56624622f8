import { indexOf, type Mapped } from './mapped.ts';
import type { SourceGrid } from './types.ts';

/** A cell as offsets into the cleaned text. `merged`: covered by the cell above. */
export type Cell = { readonly start: number; readonly end: number; readonly text: string; readonly merged: boolean };
export type Grid = {
  readonly rows: readonly (readonly Cell[])[];
  /** The stretch of the cleaned text that the table takes. */
  readonly start: number;
  readonly end: number;
  readonly name: string | null;
};

/** Cell [start, end) of the cleaned text without the white space around it. */
export function cellAt(mapped: Mapped, start: number, end: number, merged = false): Cell {
  const whole = mapped.text.slice(start, end);
  const text = whole.trim();
  const from = start + (text === '' ? 0 : whole.indexOf(text));
  return { start: from, end: from + text.length, text, merged };
}

/** Tables that a reader of Word or Excel files found, in terms of the cleaned text. */
export function gridFromSource(mapped: Mapped, grid: SourceGrid): Grid {
  const rows = grid.rows.map((row) =>
    row.map(({ start, end, merged }) => cellAt(mapped, indexOf(mapped, start), indexOf(mapped, end), merged === true)),
  );
  const offsets = grid.rows.flatMap((row) => row.flatMap(({ start, end }) => [start, end]));
  return {
    rows,
    start: indexOf(mapped, Math.min(...offsets)),
    end: indexOf(mapped, Math.max(...offsets)),
    name: grid.name ?? null,
  };
}
