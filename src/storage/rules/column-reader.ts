import pg from 'pg';
import { type Column, dateColumn, narrowCodes, numberColumn, sharedDays, sharedFloats } from '#engines/rules';
import type { FactDeclaration, FactValue } from '#language';
import { int32At, type TakeField } from './copy-rows.ts';
import { type ScaledNumbers, takeNumeric } from './numeric.ts';

/** How one fact is asked for in SQL, read from the binary format, and made a column. */
export type ColumnReader = { readonly select: string; readonly take: TakeField; readonly build: () => Column };

/** PostgreSQL counts days from 2000-01-01. */
const EPOCH = 10_957;

const beyond = (name: string, row: number) => new Error(`“${name}”第 ${row + 1} 行的值超出了可以精确表示的范围`);

/**
 * Numbers are read as eight bytes each and most of them kept as four: what one column needed to be read, the next one
 * takes, for thrown away it would long lie about.
 */
export type Spare = {
  readonly take: (size: number) => Float64Array;
  readonly giveBack: (values: Float64Array) => void;
};

export const spareFloats = (): Spare => {
  const spare: Float64Array[] = [];
  return {
    take: (size) => spare.pop()?.fill(Number.NaN) ?? sharedFloats(size),
    giveBack: (values) => void spare.push(values),
  };
};

const numbersOf = (values: Float64Array, scale: number, spare: Spare): Column => {
  const made = numberColumn(values, scale);
  if (made.values !== values) spare.giveBack(values);
  return made;
};

const decimals = (name: string, column: string, size: number, spare: Spare): ColumnReader => {
  const scaled: ScaledNumbers = { values: spare.take(size), places: 0 };
  return {
    select: `${column}::numeric`,
    take: (row, data, at) => {
      if (!takeNumeric(scaled, row, data, at)) throw beyond(name, row);
    },
    build: () => numbersOf(scaled.values, 10 ** scaled.places, spare),
  };
};

const integers = (name: string, column: string, size: number, spare: Spare): ColumnReader => {
  const values = spare.take(size);
  return {
    select: column,
    take: (row, data, at) => {
      const value = int32At(data, at) * 4_294_967_296 + (int32At(data, at + 4) >>> 0);
      if (value > Number.MAX_SAFE_INTEGER || value < -Number.MAX_SAFE_INTEGER) throw beyond(name, row);
      values[row] = value;
    },
    build: () => numbersOf(values, 1, spare),
  };
};

const dates = (column: string, size: number): ColumnReader => {
  const values = sharedDays(size);
  return {
    select: column,
    take: (row, data, at) => {
      values[row] = int32At(data, at) + EPOCH;
    },
    build: () => dateColumn(values),
  };
};

const booleans = (column: string, size: number): ColumnReader => {
  const values = new Uint8Array(new SharedArrayBuffer(size));
  return {
    select: column,
    take: (row, data, at) => {
      values[row] = data[at] === 1 ? 2 : 1;
    },
    build: () => ({ kind: 'code', values, dictionary: [null, false, true] }),
  };
};

/** Texts are told apart by their bytes, and read as text once for each that differs. */
const texts = (select: string, size: number, read: (text: string) => FactValue): ColumnReader => {
  const codes = new Uint32Array(size);
  const places = new Map<string, number>();
  const dictionary: FactValue[] = [null];
  return {
    select,
    take: (row, data, at, length) => {
      const key = data.toString('latin1', at, at + length);
      let place = places.get(key);
      if (place === undefined) {
        place = dictionary.push(read(data.toString('utf8', at, at + length))) - 1;
        places.set(key, place);
      }
      codes[row] = place;
    },
    build: () => ({ kind: 'code', values: narrowCodes(codes, dictionary.length), dictionary }),
  };
};

/** The reader for a declared fact that lies in a column of this type. */
export const columnReader = (
  fact: FactDeclaration,
  column: string,
  type: number,
  size: number,
  spare: Spare,
): ColumnReader => {
  if (fact.list) return texts(`array_to_json(${column})::text`, size, (text) => JSON.parse(text) as FactValue);
  switch (fact.type) {
    case 'money':
    case 'percent':
    case 'number':
      return (type === pg.types.builtins.INT8 ? integers : decimals)(fact.name, column, size, spare);
    case 'date':
      return dates(column, size);
    case 'boolean':
      return booleans(column, size);
    default:
      return texts(`${column}::text`, size, (text) => text);
  }
};
