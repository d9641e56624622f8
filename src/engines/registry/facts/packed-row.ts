import { SEPARATOR, type TableLine } from './table-line.ts';

/**
 * What is stated of one enterprise: its code, and the values as the database writes them, in UTF-8 with U+0001 between.
 * Nothing between two separators is unknown; a backslash stands twice, and there are no other control signs.
 */
export type PackedRow = { readonly id: string; readonly values: Buffer };

const SEPARATOR_BYTE = SEPARATOR.charCodeAt(0);

const written = (value: string | null): string =>
  value === null ? '' : value.replaceAll(/\p{Cc}+/gu, ' ').replaceAll('\\', '\\\\');

/** @example packedRow('9133…', ['12000', null]) // two values, the second unknown */
export const packedRow = (id: string, values: readonly (string | null)[]): PackedRow => ({
  id,
  values: Buffer.from(values.map(written).join(SEPARATOR)),
});

/** The value in place `nth`, counted from 0; null when unknown. */
export function packedValue({ values }: PackedRow, nth: number): string | null {
  let from = 0;
  for (let passed = 0; passed < nth; passed += 1) {
    from = values.indexOf(SEPARATOR_BYTE, from) + 1;
    if (from === 0) return null;
  }
  const next = values.indexOf(SEPARATOR_BYTE, from);
  const to = next < 0 ? values.length : next;
  return from === to ? null : values.toString('utf8', from, to).replaceAll('\\\\', '\\');
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
export const endRow = ({ bytes, from, at }: Packing, id: string): PackedRow => ({
  id,
  values: bytes.subarray(from, at),
});

/** Of a row that has a fault nothing is kept. */
export function dropRow(packing: Packing): void {
  packing.at = packing.from;
}
