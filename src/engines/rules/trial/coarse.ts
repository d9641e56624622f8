import type { FactValue } from '#language';
import {
  type CodeColumn,
  type Column,
  dateColumn,
  NO_DAY,
  narrow,
  numberColumn,
  type Population,
  sharedDays,
  sharedFloats,
} from '../match/population.ts';

type Group = { readonly from: number; readonly to: number };

/** Values next to each other, at least `least` rows in each group; equal values are never parted. */
const groupsOf = (sorted: Float64Array, least: number): readonly Group[] => {
  const groups: Group[] = [];
  let from = 0;
  while (from < sorted.length) {
    let to = Math.min(from + least, sorted.length);
    while (to < sorted.length && sorted[to] === sorted[to - 1]) to += 1;
    // What is left over and too few joins the last group.
    if (sorted.length - to < least) to = sorted.length;
    groups.push({ from, to });
    from = to;
  }
  return groups;
};

/** The mean of the middle half: in a group that ends in a giant the others are not made giants too. */
const middleOf = (sorted: Float64Array, { from, to }: Group): number => {
  const quarter = Math.floor((to - from) / 4);
  const half = sorted.subarray(from + quarter, to - quarter);
  return Math.round(half.reduce((sum, each) => sum + each / half.length, 0));
};

/** The middle of the group instead of each value. */
const coarse = (known: Float64Array, least: number): ((value: number) => number) => {
  const sorted = known.toSorted();
  if (sorted.length < least) return () => Number.NaN;
  const groups = groupsOf(sorted, least);
  const middles = groups.map((each) => middleOf(sorted, each));
  const lows = Float64Array.from(groups, ({ from }) => sorted[from] as number);
  return (value) => {
    let [low, high] = [0, lows.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lows[middle] as number) <= value) low = middle;
      else high = middle - 1;
    }
    return middles[low] as number;
  };
};

/** Columns do not change after they were loaded: each is made coarse once, however often somebody asks. */
const made = new WeakMap<Column, { readonly least: number; readonly coarse: Column }>();

const coarseColumn = (column: Column, least: number, classified: boolean): Column => {
  const known = made.get(column);
  if (known?.least === least) return known.coarse;
  const coarse = column.kind === 'code' ? coarseCodes(column, least, classified) : coarseValues(column, least);
  made.set(column, { least, coarse });
  return coarse;
};

const coarseValues = (column: Exclude<Column, CodeColumn>, least: number): Column => {
  const unknown = column.kind === 'date' ? (v: number) => v === NO_DAY : Number.isNaN;
  const known = Float64Array.from(column.values).filter((value) => !unknown(value));
  const to = coarse(known, least);
  const values = column.kind === 'date' ? sharedDays(column.values.length) : sharedFloats(column.values.length);
  for (let row = 0; row < values.length; row += 1) {
    const value = column.values[row] as number;
    if (unknown(value)) continue;
    const middle = to(value);
    if (!Number.isNaN(middle)) values[row] = middle;
  }
  return values instanceof Int32Array ? dateColumn(values) : numberColumn(values, (column as { scale: number }).scale);
};

/** What a code becomes that too few have: the class above it, as far up as it takes, or unknown. */
const commonCodes = ({ values, dictionary }: CodeColumn, least: number, classified: boolean): readonly FactValue[] => {
  const counts = new Float64Array(dictionary.length);
  for (const place of values) counts[place] = (counts[place] as number) + 1;
  let standing = dictionary;
  for (;;) {
    const shared = new Map<unknown, number>();
    for (const [place, value] of standing.entries()) {
      const key = Array.isArray(value) ? JSON.stringify(value) : value;
      shared.set(key, (shared.get(key) ?? 0) + (counts[place] as number));
    }
    const isRare = (value: FactValue) =>
      (shared.get(Array.isArray(value) ? JSON.stringify(value) : value) ?? 0) < least;
    const next = standing.map((value) => {
      if (value === null || value === undefined || !isRare(value)) return value;
      return classified && typeof value === 'string' && value.length > 1 ? value.slice(0, -1) : null;
    });
    if (next.every((value, place) => value === standing[place])) return next;
    standing = next;
  }
};

const coarseCodes = (column: CodeColumn, least: number, classified: boolean): CodeColumn => {
  const common = commonCodes(column, least, classified);
  const places = new Map<FactValue, number>([[null, 0]]);
  const dictionary: FactValue[] = [null];
  const moved = common.map((value) => {
    const known = places.get(value ?? null);
    if (known !== undefined) return known;
    places.set(value, dictionary.length);
    return dictionary.push(value) - 1;
  });
  const codes = Uint32Array.from(column.values, (place) => moved[place] as number);
  return { kind: 'code', values: narrow(codes, dictionary.length), dictionary };
};

type Coded = { readonly name: string; readonly type: string; readonly codeList?: string | undefined };

/** Facts whose codes begin with the code of the class above them (GB/T 2260, GB/T 4754). */
export const classifiedOf = (facts: readonly Coded[]): readonly string[] =>
  facts.filter(({ type, codeList }) => type === 'code' && codeList?.startsWith('GB/T')).map((each) => each.name);

/**
 * The same population for someone who may not read some of the facts that a rule stands on. Of every fact that the rule
 * reads, open ones too, no value is had by fewer than `least` rows: numbers and dates become the middle of those that
 * lie next to each other, a rare code the class above it, or unknown. So no single condition, whichever fact is moved,
 * parts one row from its group. Several conditions together may still meet in one row: its figure is not shown, but whoever
 * writes a rule for that purpose can pad it. Against him stands that rules he writes are kept under his name.
 *
 * @param classified see `classifiedOf`
 */
export const coarsen = (
  population: Population,
  names: readonly string[],
  least: number,
  classified: readonly string[] = [],
): Population => {
  const chosen = new Set(names);
  return {
    size: population.size,
    columns: new Map(
      [...population.columns].map(([name, column]) => [
        name,
        chosen.has(name) ? coarseColumn(column, least, classified.includes(name)) : column,
      ]),
    ),
  };
};

/** One more column of codes, made from another: the section from the industry, the county from the township. */
export const mapColumn = (
  population: Population,
  from: string,
  to: string,
  map: (code: string) => string | undefined,
): Population => {
  const column = population.columns.get(from);
  if (column?.kind !== 'code') return population;
  const places = new Map<string, number>();
  const dictionary: (string | null)[] = [null];
  const translated = column.dictionary.map((value) => {
    const mapped = value === null || value === undefined ? undefined : map(String(value));
    if (mapped === undefined) return 0;
    const place = places.get(mapped) ?? dictionary.push(mapped) - 1;
    places.set(mapped, place);
    return place;
  });
  const values = new Uint16Array(new SharedArrayBuffer(2 * population.size));
  for (let row = 0; row < values.length; row += 1) values[row] = translated[column.values[row] as number] as number;
  return {
    size: population.size,
    columns: new Map([...population.columns, [to, { kind: 'code', values, dictionary }]]),
  };
};
