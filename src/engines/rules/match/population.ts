import type { FactDeclaration, Facts, FactValue } from '#language';

/** A column of codes: place 0 of the dictionary is unknown. Texts, codes, lists, and yes or no. */
export type CodeColumn = {
  readonly kind: 'code';
  readonly values: Uint8Array | Uint16Array | Uint32Array;
  readonly dictionary: readonly FactValue[];
};
/** Whole numbers, NaN where unknown; a fact is the number divided by `scale`. Money is in 分, with scale 1. */
export type NumberColumn = {
  readonly kind: 'number';
  readonly values: Float64Array | Float32Array;
  readonly scale: number;
  readonly min: number;
  readonly max: number;
};
/** Days since 1970-01-01, `NO_DAY` where unknown. */
export type DateColumn = {
  readonly kind: 'date';
  readonly values: Int32Array;
  readonly min: number;
  readonly max: number;
};
export type Column = CodeColumn | NumberColumn | DateColumn;

/** Many records as typed columns. Arrays may lie in shared memory. A fact without a column is unknown for everyone. */
export type Population = { readonly size: number; readonly columns: ReadonlyMap<string, Column> };

export const NO_DAY = -2_147_483_648;
const DAY = 86_400_000;

export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;
export const dayText = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** The fact of one row, as the language takes it. */
export const factAt = (column: Column | undefined, row: number): FactValue => {
  if (column === undefined) return null;
  if (column.kind === 'code') return column.dictionary[column.values[row] ?? 0];
  const value = column.values[row] ?? Number.NaN;
  if (column.kind === 'date') return value === NO_DAY ? null : dayText(value);
  if (Number.isNaN(value)) return null;
  return column.scale === 1 ? value : { kind: 'ratio', n: BigInt(value), d: BigInt(column.scale) };
};

const shared = <T extends 8 | 1 | 2 | 4>(bytes: T, size: number): SharedArrayBuffer =>
  new SharedArrayBuffer(bytes * size);

const extent = (values: NumberColumn['values'] | Int32Array, none: number): { min: number; max: number } => {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < min && value !== none) min = value;
    if (value > max) max = value;
  }
  return min > max ? { min: 0, max: 0 } : { min, max };
};

/** Takes the values of one column row by row; rows that get none stay unknown. */
export type ColumnBuilder = { readonly set: (row: number, value: FactValue) => void; readonly build: () => Column };

const codeBuilder = (size: number): ColumnBuilder => {
  const places = new Map<unknown, number>();
  const dictionary: FactValue[] = [null];
  const codes = new Uint32Array(size);
  const placeOf = (value: FactValue): number => {
    const key = Array.isArray(value) ? JSON.stringify(value) : value;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, dictionary.length);
    return dictionary.push(value) - 1;
  };
  return {
    set: (row, value) => {
      codes[row] = value === null || value === undefined ? 0 : placeOf(value);
    },
    build: () => ({ kind: 'code', values: narrow(codes, dictionary.length), dictionary }),
  };
};

/** The narrowest shared array that holds codes below `distinct`. */
export const narrow = (codes: Uint32Array, distinct: number): CodeColumn['values'] => {
  const values =
    distinct <= 256
      ? new Uint8Array(shared(1, codes.length))
      : distinct <= 65_536
        ? new Uint16Array(shared(2, codes.length))
        : new Uint32Array(shared(4, codes.length));
  values.set(codes);
  return values;
};

/** Whole numbers up to here a float of four bytes holds exactly, and unknown as well. */
const SLIM = 2 ** 24;

const slim = (values: Float64Array, min: number, max: number): NumberColumn['values'] => {
  if (min < -SLIM || max > SLIM) return values;
  const narrow = new Float32Array(shared(4, values.length));
  narrow.set(values);
  return narrow;
};

/** Builds a number column from whole numbers that are the facts times `scale`. */
export const numberColumn = (values: Float64Array, scale: number): NumberColumn => {
  const { min, max } = extent(values, Number.NaN);
  if (min < -Number.MAX_SAFE_INTEGER || max > Number.MAX_SAFE_INTEGER)
    throw new Error(`a number column holds whole numbers up to 2^53, not ${min} to ${max}`);
  return { kind: 'number', values: slim(values, min, max), scale, min, max };
};

export const dateColumn = (values: Int32Array): DateColumn => ({ kind: 'date', values, ...extent(values, NO_DAY) });

export const sharedFloats = (size: number): Float64Array => new Float64Array(shared(8, size)).fill(Number.NaN);
export const sharedDays = (size: number): Int32Array => new Int32Array(shared(4, size)).fill(NO_DAY);

/** The fewest decimals, up to twelve, in which every value is exact and whole numbers stay safe; else `undefined`. */
const placesOf = (values: Float64Array): number | undefined => {
  let places = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    while (Math.round(value * 10 ** places) / 10 ** places !== value) if (++places > 12) return undefined;
    if (Math.abs(value) * 10 ** places > Number.MAX_SAFE_INTEGER) return undefined;
  }
  return places;
};

/** What whole numbers cannot hold exactly is kept as it is, in a dictionary: slower, and still exact. */
const asCodes = (values: Float64Array): Column => {
  const builder = codeBuilder(values.length);
  for (const [row, value] of values.entries()) if (!Number.isNaN(value)) builder.set(row, value);
  return builder.build();
};

const numberBuilder = (size: number): ColumnBuilder => {
  const values = sharedFloats(size);
  return {
    set: (row, value) => {
      if (typeof value === 'number' || typeof value === 'bigint') values[row] = Number(value);
    },
    build: () => {
      const places = placesOf(values);
      if (places === undefined) return asCodes(values);
      const scale = 10 ** places;
      if (scale > 1) for (let i = 0; i < size; i += 1) values[i] = Math.round((values[i] as number) * scale);
      return numberColumn(values, scale);
    },
  };
};

const dateBuilder = (size: number): ColumnBuilder => {
  const values = sharedDays(size);
  return {
    set: (row, value) => {
      if (typeof value === 'string') values[row] = dayNumber(value);
    },
    build: () => dateColumn(values),
  };
};

/** A builder for the column of a declared fact. */
export const columnBuilder = (fact: FactDeclaration, size: number): ColumnBuilder => {
  if (fact.list) return codeBuilder(size);
  if (fact.type === 'date') return dateBuilder(size);
  const numeric = fact.type === 'money' || fact.type === 'percent' || fact.type === 'number';
  return numeric ? numberBuilder(size) : codeBuilder(size);
};

/** A population from records; for tests and small lists. */
export const populationOf = (records: readonly Facts[], facts: readonly FactDeclaration[]): Population => {
  const columns = facts.map((fact): [string, Column] => {
    const builder = columnBuilder(fact, records.length);
    records.forEach((record, row) => {
      builder.set(row, record[fact.name] as FactValue);
    });
    return [fact.name, builder.build()];
  });
  return { size: records.length, columns: new Map(columns) };
};
