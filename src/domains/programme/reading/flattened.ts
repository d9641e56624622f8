import { countHeadings } from './columns.ts';
import { type Cell, cellAt, type Grid } from './grid.ts';
import { readMarker } from './headings.ts';
import type { Line } from './lines.ts';
import type { Mapped } from './mapped.ts';
import { readUntabbed } from './untabbed.ts';

/** Fewer headings than this, side by side, are no table. */
const FEWEST = 3;

type Region = { readonly grid: Grid; readonly past: number };

const afterClose = (text: string): boolean => /^(?:抄送|主送|注[：:]|备注[：:]|说明[：:])/.test(text);

/** The heading row: cells one per line, each opened by a tab. Returns how many there are. */
function headingCells(lines: readonly Line[], first: number): number {
  let count = 0;
  while (lines[first + count]?.tabbed === true && lines[first + count]?.text !== '') count++;
  const texts = lines.slice(first, first + count).map(({ text }) => text);
  return countHeadings(texts) >= FEWEST && !texts.some(afterClose) ? count : 0;
}

/** A line that opens no cell: more of the cell before, or already the text after the table? */
function continuesCell(line: Line, cellsInRow: number, width: number, previousBlank: boolean): boolean {
  if (cellsInRow < width || !previousBlank) return true;
  return (readMarker(line.text)?.level ?? 0) >= 4;
}

type Draft = { start: number; end: number };

/**
 * A table copied as text: every cell opens with a tab on a line of its own, further paragraphs of the cell follow
 * without one, a blank cell is a line with the tab alone.
 */
function readTabbed(mapped: Mapped, lines: readonly Line[], first: number): Region | null {
  const width = headingCells(lines, first);
  if (width === 0) return null;
  const rows: Draft[][] = [];
  let row: Draft[] = [];
  let at = first;
  let blank = false;
  for (; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined) break;
    if (line.tabbed) {
      if (row.length >= width || (blank && row.length > 0 && startsRow(row, lines, at, width, mapped))) {
        rows.push(row);
        row = [];
      }
      if (row.length === 0 && afterClose(line.text)) break;
      row.push({ start: line.start, end: line.end });
    } else if (line.text !== '') {
      const cell = row.at(-1);
      if (cell === undefined || !continuesCell(line, row.length, width, blank)) break;
      cell.end = line.end;
    }
    blank = !line.tabbed && line.text === '';
  }
  if (row.length > 0) rows.push(row);
  if (rows.length === 0) return null;
  const cells = rows.map((drafts) =>
    pad(
      drafts.map(({ start, end }) => cellAt(mapped, start, end)),
      width,
    ),
  );
  const last = rows.at(-1)?.at(-1);
  const start = lines[first]?.raw ?? 0;
  return { grid: { rows: cells, start, end: last?.end ?? start, name: null }, past: at };
}

const opensMeasure = (text: string): boolean => readMarker(text)?.level === 4;

/**
 * After a blank line: is a short row (an editor trimmed its blank cells away) over? It is when enough cells for a
 * whole row follow, or when a second measure, or a number after the measure, begins.
 */
function startsRow(row: readonly Draft[], lines: readonly Line[], at: number, width: number, mapped: Mapped): boolean {
  const hasMeasure = row.some(({ start, end }) => opensMeasure(mapped.text.slice(start, end)));
  const text = lines[at]?.text ?? '';
  if (hasMeasure && (opensMeasure(text) || /^\d{1,3}$/.test(text))) return true;
  let ahead = 0;
  for (let i = at; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined || (!line.tabbed && line.text === '')) break;
    if (line.tabbed) ahead++;
  }
  return row.length + ahead > width;
}

/** Blank cells that an editor trimmed away: in front where the row begins with its measure, else behind. */
function pad(row: readonly Cell[], width: number): Cell[] {
  const missing = width - row.length;
  if (missing <= 0) return [...row];
  const nothing = (at: number): Cell => ({ start: at, end: at, text: '', merged: false });
  const head = row[0];
  const last = row.at(-1);
  const before = head !== undefined && readMarker(head.text)?.level === 4 ? Math.min(2, missing) : 0;
  return [
    ...Array.from({ length: before }, () => nothing(head?.start ?? 0)),
    ...row,
    ...Array.from({ length: missing - before }, () => nothing(last?.end ?? 0)),
  ];
}

/** Cuts one line into cells at the bars of a Markdown table. */
function cutBars(mapped: Mapped, line: Line): Cell[] {
  const cells: Cell[] = [];
  let from = line.start + 1;
  for (let i = from; i <= line.end; i++)
    if (i === line.end || mapped.text[i] === '|') {
      if (i < line.end || i > from) cells.push(cellAt(mapped, from, i));
      from = i + 1;
    }
  return cells;
}

/** Cells from `start` to the end of the row; a quoted cell may hold line ends, as a spreadsheet pastes it. */
function cutTabs(mapped: Mapped, start: number): { readonly cells: Cell[]; readonly past: number } {
  const { text } = mapped;
  const cells: Cell[] = [];
  let from = start;
  let quoted = text[from] === '"';
  for (let i = from; i <= text.length; i++) {
    const sign = text[i];
    if (quoted && i > from && sign === '"') quoted = false;
    if (sign !== undefined && (quoted || (sign !== '\t' && sign !== '\n'))) continue;
    const bare = text[from] === '"' && text[i - 1] === '"' && i - from > 1;
    cells.push(bare ? cellAt(mapped, from + 1, i - 1) : cellAt(mapped, from, i));
    if (sign !== '\t') return { cells, past: i };
    from = i + 1;
    quoted = text[from] === '"';
  }
  return { cells, past: text.length };
}

/** A table pasted with a row per line: cells parted by tabs or bars. */
function readDelimited(mapped: Mapped, lines: readonly Line[], first: number): Region | null {
  const line = lines[first];
  if (line === undefined) return null;
  const bars = line.text.startsWith('|');
  if (!bars && !line.text.includes('\t')) return null;
  const headings = bars ? cutBars(mapped, line) : cutTabs(mapped, line.raw).cells;
  if (countHeadings(headings.map(({ text }) => text)) < FEWEST) return null;
  const rows: Cell[][] = [];
  let at = first;
  while (at < lines.length) {
    const next = lines[at];
    if (next === undefined) break;
    const { cells, past } = bars ? { cells: cutBars(mapped, next), past: next.end } : cutTabs(mapped, next.raw);
    if (next.text !== '' && cells.length < 2) break;
    if (cells.length > 1 && !cells.every(({ text }) => /^:?-{2,}:?$/.test(text)))
      rows.push(pad(cells, headings.length));
    do at++;
    while (at < lines.length && (lines[at]?.raw ?? 0) <= past);
  }
  return { grid: { rows, start: line.raw, end: rows.at(-1)?.at(-1)?.end ?? line.end, name: null }, past: at };
}

/** All tables in the lines of a text, and the lines outside them. */
export function findGrids(mapped: Mapped, lines: readonly Line[]): { readonly grids: Grid[]; readonly prose: Line[] } {
  const grids: Grid[] = [];
  const prose: Line[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined) break;
    const region =
      readDelimited(mapped, lines, at) ??
      (line.tabbed ? readTabbed(mapped, lines, at) : line.text === '' ? null : readUntabbed(mapped, lines, at));
    if (region === null) {
      prose.push(line);
      continue;
    }
    grids.push(region.grid);
    at = region.past - 1;
  }
  return { grids, prose };
}
