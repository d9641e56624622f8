import type { FactValue } from '#language';
import { type CodeColumn, type Column, dateColumn, NO_DAY, narrow, numberColumn, sharedFloats } from './population.ts';

const keyOf = (value: FactValue): unknown => (Array.isArray(value) ? JSON.stringify(value) : value);

/** The codes of another column's dictionary in this one, which grows by what it lacks. */
const codesIn = (dictionary: FactValue[], other: readonly FactValue[]): readonly number[] => {
  const places = new Map(dictionary.map((value, code) => [keyOf(value), code]));
  return other.map((value) => {
    const known = places.get(keyOf(value));
    return known ?? dictionary.push(value) - 1;
  });
};

const sameNumber = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

const patchCodes = (column: CodeColumn, rows: Int32Array, fresh: CodeColumn): Column => {
  const dictionary = [...column.dictionary];
  const codes = codesIn(dictionary, fresh.dictionary);
  const at = (i: number): number => codes[fresh.values[i] as number] as number;
  if (rows.every((row, i) => column.values[row] === at(i))) return column;
  const values = Uint32Array.from(column.values);
  for (const [i, row] of rows.entries()) values[row] = at(i);
  return { kind: 'code', values: narrow(values, dictionary.length), dictionary };
};

type Numbers = Column & { readonly kind: 'number' };

const patchNumbers = (column: Numbers, rows: Int32Array, fresh: Numbers): Column => {
  const scale = Math.max(column.scale, fresh.scale);
  const [own, other] = [scale / column.scale, scale / fresh.scale];
  const at = (i: number): number => (fresh.values[i] as number) * other;
  if (own === 1 && rows.every((row, i) => sameNumber(column.values[row] as number, at(i)))) return column;
  const values = sharedFloats(column.values.length);
  for (let row = 0; row < values.length; row += 1) values[row] = (column.values[row] as number) * own;
  for (const [i, row] of rows.entries()) values[row] = at(i);
  return numberColumn(values, scale);
};

type Dates = Column & { readonly kind: 'date' };

const patchDates = (column: Dates, rows: Int32Array, fresh: Dates): Column => {
  if (rows.every((row, i) => column.values[row] === fresh.values[i])) return column;
  const values = new Int32Array(new SharedArrayBuffer(column.values.byteLength));
  values.set(column.values);
  for (const [i, row] of rows.entries()) values[row] = fresh.values[i] ?? NO_DAY;
  return dateColumn(values);
};

/**
 * The column with some rows read anew, or the column itself where they say what it says. Whoever still counts over the
 * old one is not disturbed.
 *
 * @param rows where each row of `fresh` belongs
 */
export const patchColumn = (column: Column, rows: Int32Array, fresh: Column): Column => {
  if (column.kind === 'code' && fresh.kind === 'code') return patchCodes(column, rows, fresh);
  if (column.kind === 'number' && fresh.kind === 'number') return patchNumbers(column, rows, fresh);
  if (column.kind === 'date' && fresh.kind === 'date') return patchDates(column, rows, fresh);
  throw new Error(`a column of ${column.kind} is not patched by one of ${fresh.kind}`);
};

/** What one column does not know, as another says it. */
export const filledFrom = (column: CodeColumn, other: CodeColumn): CodeColumn => {
  const dictionary = [...column.dictionary];
  const codes = codesIn(dictionary, other.dictionary);
  const values = Uint32Array.from(column.values, (own, row) =>
    own === 0 ? (codes[other.values[row] as number] as number) : own,
  );
  return { kind: 'code', values: narrow(values, dictionary.length), dictionary };
};
