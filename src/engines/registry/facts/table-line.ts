/**
 * A row as it lies in a table's file: cells in UTF-8 with a separator between them, nothing quoted. Most of a large
 * table is never made into text: cells are looked at and copied where they lie.
 */
export type TableLine = {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
  readonly separator: number;
};

/** Between cells of lines that were made here, and between values of a packed row; nobody types it. */
export const SEPARATOR = '\u0001';
const SEPARATOR_BYTE = 1;
const BLANKS = new Set([0x20, 0x09, 0x0d]);

/** The same row from its cells: what a spreadsheet, a quoted line or an interface gives. */
export function lineOf(cells: readonly string[]): TableLine {
  const bytes = Buffer.from(cells.map((each) => each.replaceAll(SEPARATOR, ' ')).join(SEPARATOR));
  return { bytes, from: 0, to: bytes.length, separator: SEPARATOR_BYTE };
}

/** @example cellsOf(lineOf(['甲', '', '1'])) // ['甲', '', '1'] */
export const cellsOf = ({ bytes, from, to, separator }: TableLine): readonly string[] =>
  bytes.toString('utf8', from, to).split(String.fromCharCode(separator));

/** Nothing but separators and blanks. */
export function isBlankLine(line: TableLine): boolean {
  const { bytes, from, to, separator } = line;
  for (let at = from; at < to; at += 1) {
    const sign = bytes[at] as number;
    if (sign === separator || BLANKS.has(sign)) continue;
    // Blanks of other alphabets are told from letters by reading them.
    return sign >= 0x80 && cellsOf(line).every((each) => each.trim() === '');
  }
  return true;
}
