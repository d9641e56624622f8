import { lineOf, type TableLine } from '#engines/registry';

/** Comma, tab or semicolon: whichever the first line has most of. */
function separatorOf(line: string): number {
  const counts = [',', '\t', ';'].map((sign) => ({ sign, count: line.split(sign).length }));
  return (counts.toSorted((a, b) => b.count - a.count)[0]?.sign ?? ',').charCodeAt(0);
}

const QUOTE = 34;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Cuts UTF-8 that arrives in pieces into rows (RFC 4180: quotes, doubled quotes, line ends inside quotes). What is left
 * over from one piece is kept for the next.
 */
export function csvCutter(): {
  readonly push: (piece: Buffer) => readonly TableLine[];
  readonly end: () => readonly TableLine[];
} {
  let rest: Buffer = Buffer.alloc(0);
  let separator: number | undefined;
  const cut = (bytes: Buffer, last: boolean): readonly TableLine[] => {
    const lines: TableLine[] = [];
    let at = 0;
    // Looked for once, not once a line: most tables have no quotes at all.
    let quote = bytes.indexOf(QUOTE);
    while (at < bytes.length) {
      if (quote >= 0 && quote < at) quote = bytes.indexOf(QUOTE, at);
      const end = endOfLine(bytes, at, quote);
      if (end < 0 && !last) break;
      const to = end < 0 ? bytes.length : end;
      separator ??= separatorOf(bytes.toString('utf8', at, quote < 0 ? to : Math.min(to, quote)));
      lines.push(lineBetween(bytes, at, bytes[to - 1] === CARRIAGE_RETURN ? to - 1 : to, separator, quote));
      at = to + 1;
    }
    rest = bytes.subarray(at);
    return lines;
  };
  return {
    push: (piece) => cut(rest.length === 0 ? piece : Buffer.concat([rest, piece]), false),
    end: () => (rest.length === 0 ? [] : cut(rest, true)),
  };
}

/** The line feed that ends the row which begins here, not one inside quotes; -1 when it has not come yet. `quote` is the next one, if any. */
function endOfLine(bytes: Buffer, from: number, quote: number): number {
  const end = bytes.indexOf(LINE_FEED, from);
  if (end < 0 || quote < 0 || quote > end) return end;
  let inside = false;
  for (let at = quote; at < bytes.length; at += 1) {
    const sign = bytes[at];
    if (sign === QUOTE) inside = !inside;
    else if (sign === LINE_FEED && !inside) return at;
  }
  return -1;
}

/** Where it lies, unless quotes must be undone. */
function lineBetween(bytes: Buffer, from: number, to: number, separator: number, quote: number): TableLine {
  if (quote < 0 || quote >= to) return { bytes, from, to, separator };
  return lineOf(unquoted(bytes.toString('utf8', from, to), String.fromCharCode(separator)));
}

function unquoted(line: string, separator: string): readonly string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    if (line.charCodeAt(at) !== QUOTE) {
      const end = line.indexOf(separator, at);
      cells.push(line.slice(at, end < 0 ? line.length : end));
      if (end < 0) return cells;
      at = end + 1;
      continue;
    }
    const end = closingQuote(line, at + 1);
    cells.push(line.slice(at + 1, end).replaceAll('""', '"'));
    at = end + 2;
    if (end + 1 >= line.length) return cells;
  }
  return cells;
}

function closingQuote(line: string, from: number): number {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 2))
    if (line.charCodeAt(at + 1) !== QUOTE) return at;
  return line.length;
}

/** A cell as CSV writes it. */
export const csvCell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
