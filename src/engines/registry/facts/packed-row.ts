import { SEPARATOR, type TableLine } from './table-line.ts';

/**
 * What is stated of one enterprise: its code, and the values as the database writes them, in UTF-8 with U+0001 between.
 * Nothing between two separators is unknown; a backslash stands twice, and there are no other control signs. They are
 * told by where they lie: a view for each row of a large table would cost as much as reading it.
 */
export type PackedRow = { readonly id: string; readonly bytes: Buffer; readonly from: number; readonly to: number };

const SEPARATOR_BYTE = SEPARATOR.charCodeAt(0);

const written = (value: string | null): string =>
  value === null ? '' : value.replaceAll(/\p{Cc}+/gu, ' ').replaceAll('\\', '\\\\');

/** @example packedRow('9133…', ['12000', null]) // two values, the second unknown */
export function packedRow(id: string, values: readonly (string | null)[]): PackedRow {
  const bytes = Buffer.from(values.map(written).join(SEPARATOR));
  return { id, bytes, from: 0, to: bytes.length };
}

/** The value in place `nth`, counted from 0; null when unknown. */
export function packedValue({ bytes, from, to }: PackedRow, nth: number): string | null {
  let start = from;
  for (let passed = 0; passed < nth; start += 1) {
    if (start >= to) return null;
    if (bytes[start] === SEPARATOR_BYTE) passed += 1;
  }
  let end = start;
  while (end < to && bytes[end] !== SEPARATOR_BYTE) end += 1;
  return start === end ? null : bytes.toString('utf8', start, end).replaceAll('\\\\', '\\');
}

/** Where rows are packed one behind the other: the row in work begins at `from`, whoever writes moves `at`. */
export type Packing = {
  bytes: Buffer;
  from: number;
  at: number /** What the rest of the row may need. */;
  room: number;
};

const PIECE = 1 << 18;
/** A plain figure in 亿元 gets ten zeros. */
const MOST_ADDED = 16;

export const newPacking = (): Packing => ({ bytes: Buffer.allocUnsafeSlow(PIECE), from: 0, at: 0, room: 0 });

/** What is packed already stays where it is, the row in work moves to where there is room. */
function makeRoom(packing: Packing, length: number): void {
  if (packing.at + length <= packing.bytes.length) return;
  const done = packing.at - packing.from;
  const bytes = Buffer.allocUnsafeSlow(Math.max(PIECE, 2 * (done + length)));
  packing.bytes.copy(bytes, 0, packing.from, packing.at);
  packing.bytes = bytes;
  packing.from = 0;
  packing.at = done;
}

/** Begins a row that comes from this line, behind the rows before. */
export function beginRow(packing: Packing, { from, to }: TableLine, columns: number): void {
  packing.from = packing.at;
  packing.room = to - from + columns * MOST_ADDED;
  makeRoom(packing, packing.room);
}

export function packSeparator(packing: Packing): void {
  packing.bytes[packing.at] = SEPARATOR_BYTE;
  packing.at += 1;
}

/** Writes a value that was read as text. */
export function packText(packing: Packing, value: string): void {
  const text = value.includes('\\') ? value.replaceAll('\\', '\\\\') : value;
  makeRoom(packing, 3 * text.length + packing.room);
  packing.at += packing.bytes.write(text, packing.at);
}

/** The row in work, whole. */
export const endRow = ({ bytes, from, at }: Packing, id: string): PackedRow => ({ id, bytes, from, to: at });

/** Of a row that has a fault nothing is kept. */
export function dropRow(packing: Packing): void {
  packing.at = packing.from;
}
