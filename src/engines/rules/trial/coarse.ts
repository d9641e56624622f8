import {
  type Column,
  dateColumn,
  NO_DAY,
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

const meanOf = (sorted: Float64Array, { from, to }: Group): number => {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += (sorted[i] as number) / (to - from);
  return Math.round(sum);
};

/** The group's mean instead of each value. */
const coarse = (known: Float64Array, least: number): ((value: number) => number) => {
  const sorted = known.toSorted();
  if (sorted.length < least) return () => Number.NaN;
  const groups = groupsOf(sorted, least);
  const means = groups.map((each) => meanOf(sorted, each));
  const lows = Float64Array.from(groups, ({ from }) => sorted[from] as number);
  return (value) => {
    let [low, high] = [0, lows.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lows[middle] as number) <= value) low = middle;
      else high = middle - 1;
    }
    return means[low] as number;
  };
};

/** Columns do not change after they were loaded: each is made coarse once, however often somebody asks. */
const made = new WeakMap<Column, { readonly least: number; readonly coarse: Column }>();

const coarseColumn = (column: Column, least: number): Column => {
  const known = made.get(column);
  if (known?.least === least) return known.coarse;
  const fresh = coarsened(column, least);
  made.set(column, { least, coarse: fresh });
  return fresh;
};

const coarsened = (column: Column, least: number): Column => {
  if (column.kind === 'code') return column;
  const unknown = column.kind === 'date' ? (v: number) => v === NO_DAY : Number.isNaN;
  const known = Float64Array.from(column.values).filter((value) => !unknown(value));
  const to = coarse(known, least);
  const values = column.kind === 'date' ? sharedDays(column.values.length) : sharedFloats(column.values.length);
  for (let row = 0; row < values.length; row += 1) {
    const value = column.values[row] as number;
    if (unknown(value)) continue;
    const mean = to(value);
    if (!Number.isNaN(mean)) values[row] = mean;
  }
  return values instanceof Int32Array ? dateColumn(values) : numberColumn(values, (column as { scale: number }).scale);
};

/**
 * The same population for someone who may not read some of its facts: each number and date of those is the mean of at
 * least `least` rows that lie next to each other, so that no threshold, in whatever company, parts one row from its
 * group. Yes or no and codes cannot be made coarse; figures about them are rounded where they are shown.
 */
export const coarsen = (population: Population, names: readonly string[], least: number): Population => {
  const hidden = new Set(names);
  return {
    size: population.size,
    columns: new Map(
      [...population.columns].map(([name, column]) => [name, hidden.has(name) ? coarseColumn(column, least) : column]),
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
