import { countHeadings, readHeadings } from './columns.ts';
import { readDue } from './due.ts';
import { type Cell, cellAt, type Grid } from './grid.ts';
import { readMarker } from './headings.ts';
import type { Line } from './lines.ts';
import type { Mapped } from './mapped.ts';
import { looksLikeUnit, splitUnits } from './units.ts';

/** Fewer headings than this, one per line, could be chance. */
const FEWEST = 4;

type Draft = { start: number; end: number };
type Row = { number: Draft | null; title: Draft | null; measure: Draft | null; rest: Draft[] };

const emptyRow = (): Row => ({ number: null, title: null, measure: null, rest: [] });
const opensMeasure = (text: string): boolean => readMarker(text)?.level === 4;

function headingLines(lines: readonly Line[], first: number): Line[] {
  const found: Line[] = [];
  for (let i = first; i < lines.length && found.length < 12; i++) {
    const line = lines[i];
    if (line === undefined) break;
    if (line.text === '') continue;
    if (countHeadings([line.text]) === 0) break;
    found.push(line);
  }
  return found;
}

/** A time limit, and not the name of a unit. */
const isDue = (text: string): boolean => {
  const { date, recurrence, ongoing } = readDue(text, { year: 2000, issuedOn: '2000-01-01' });
  return text.length <= 24 && !looksLikeUnit(text) && (date !== null || recurrence !== undefined || ongoing === true);
};

const isUnits = (text: string): boolean =>
  text.length <= 200 && splitUnits(text).some(looksLikeUnit) && !/[。！？]/.test(text);

/** Assigns lines to cells by what they hold; two blank lines after a measure say that its other cells are blank. */
function collectRows(lines: readonly Line[], first: number): { readonly rows: Row[]; readonly past: number } {
  const rows: Row[] = [];
  let row = emptyRow();
  let blanks = 0;
  let at = first;
  const next = (): void => {
    if (row.measure !== null) rows.push(row);
    row = emptyRow();
  };
  for (; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined) break;
    const place = { start: line.start, end: line.end };
    if (line.text === '') {
      blanks++;
      continue;
    }
    if (/^\d{1,3}$/.test(line.text)) {
      next();
      row.number = place;
    } else if (opensMeasure(line.text)) {
      if (row.rest.length > 0 || (row.measure !== null && blanks > 1)) next();
      if (row.measure === null) row.measure = place;
      else row.measure.end = place.end;
    } else if (row.measure === null && row.number !== null && row.title === null) row.title = place;
    else if (row.measure !== null && (isUnits(line.text) || isDue(line.text))) row.rest.push(place);
    else if (row.measure !== null && row.rest.length === 0 && blanks === 0) row.measure.end = place.end;
    else break;
    blanks = 0;
  }
  next();
  return { rows, past: at };
}

/**
 * A table copied as text that lost its tabs too: one cell per line, blank cells are blank lines. Readable only where
 * the columns run number, title, measure, units, due, so that the content itself tells the cells apart.
 */
export function readUntabbed(
  mapped: Mapped,
  lines: readonly Line[],
  first: number,
): { readonly grid: Grid; readonly past: number } | null {
  const headings = headingLines(lines, first);
  const at = readHeadings(headings.map(({ text }) => text))?.at;
  if (headings.length < FEWEST || at?.measure === undefined || at.number !== 0 || at.title !== 1 || at.measure !== 2)
    return null;
  const lastHeading = headings.at(-1);
  const top = lastHeading === undefined ? first : lines.indexOf(lastHeading) + 1;
  const { rows, past } = collectRows(lines, top);
  if (rows.length === 0) return null;
  const width = headings.length;
  const toCell = (draft: Draft | null, fallback: number): Cell =>
    draft === null ? cellAt(mapped, fallback, fallback) : cellAt(mapped, draft.start, draft.end);
  const cells = rows.map((row) => {
    const end = row.measure?.end ?? 0;
    const rest: (Draft | null)[] = Array.from({ length: Math.max(0, width - 3) }, () => null);
    row.rest.forEach((draft, i) => {
      const last =
        i === row.rest.length - 1 && at.due !== undefined && isDue(mapped.text.slice(draft.start, draft.end));
      rest[last && at.due !== undefined ? at.due - 3 : i] = draft;
    });
    return [row.number, row.title, row.measure, ...rest].map((draft) => toCell(draft, end));
  });
  const start = headings[0]?.raw ?? 0;
  const grid: Grid = {
    rows: [headings.map((line) => cellAt(mapped, line.start, line.end)), ...cells],
    start,
    end: cells.at(-1)?.at(-1)?.end ?? start,
    name: null,
  };
  return { grid, past };
}
