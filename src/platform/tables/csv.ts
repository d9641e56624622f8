/** Comma, tab or semicolon: whichever the first line has most of. */
function separatorOf(line: string): string {
  const counts = [',', '\t', ';'].map((sign) => ({ sign, count: line.split(sign).length }));
  return counts.toSorted((a, b) => b.count - a.count)[0]?.sign ?? ',';
}

const QUOTE = 34;
const LINE_FEED = 10;

/**
 * Cuts text that arrives in pieces into rows of cells (RFC 4180: quotes, doubled quotes, line ends inside quotes).
 * What is left over from one piece is kept for the next.
 */
export function csvCutter(): {
  readonly push: (piece: string) => readonly (readonly string[])[];
  readonly end: () => readonly (readonly string[])[];
} {
  let rest = '';
  let separator: string | undefined;
  const cut = (text: string, last: boolean): readonly (readonly string[])[] => {
    separator ??= separatorOf(text.slice(0, endOfLine(text, 0, text.indexOf('"'))));
    const rows: (readonly string[])[] = [];
    let at = 0;
    // Looked for once, not once a line: most tables have no quotes at all.
    let quote = text.indexOf('"');
    while (at < text.length) {
      if (quote >= 0 && quote < at) quote = text.indexOf('"', at);
      const end = endOfLine(text, at, quote);
      if (end < 0 && !last) break;
      const line = text.slice(at, end < 0 ? text.length : end);
      rows.push(cellsOf(line.endsWith('\r') ? line.slice(0, -1) : line, separator));
      at = end < 0 ? text.length : end + 1;
    }
    rest = text.slice(at);
    return rows;
  };
  return { push: (piece) => cut(rest + piece, false), end: () => (rest === '' ? [] : cut(rest, true)) };
}

/** The line feed that ends the row which begins here, not one inside quotes; -1 when it has not come yet. `quote` is the next one, if any. */
function endOfLine(text: string, from: number, quote: number): number {
  const end = text.indexOf('\n', from);
  if (end < 0 || quote < 0 || quote > end) return end;
  let inside = false;
  for (let at = quote; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) inside = !inside;
    else if (sign === LINE_FEED && !inside) return at;
  }
  return -1;
}

function cellsOf(line: string, separator: string): readonly string[] {
  if (!line.includes('"')) return line.split(separator);
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
