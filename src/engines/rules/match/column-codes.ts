import { type Answer, type ColumnAtom, isDayTable } from './atoms.ts';
import { BLOCK } from './bits.ts';
import { type Column, NO_DAY } from './population.ts';

/** The rows of a block as small codes, 0 for unknown, and how many codes there are. */
export type ColumnCodes = {
  readonly size: number;
  /** Answers the code array and by how much rows are shifted in it. */
  readonly read: (
    from: number,
    to: number,
  ) => { readonly codes: Uint8Array | Uint16Array | Uint32Array; readonly shift: number };
  readonly answer: (atom: ColumnAtom['test'], code: number) => Answer;
};

const byTable = (test: ColumnAtom['test'], code: number): Answer => {
  if (test.by === 'known') return code === 0 ? 0 : 1;
  return test.by === 'table' ? (test.answers[code] ?? -1) : -1;
};

const within = (test: ColumnAtom['test'], value: number): Answer => {
  if (test.by === 'known') return 1;
  return test.by === 'interval' && test.interval.from <= value && value < test.interval.to ? 1 : 0;
};

const codeCodes = (column: Column & { readonly kind: 'code' }): ColumnCodes => ({
  size: column.dictionary.length,
  read: () => ({ codes: column.values, shift: 0 }),
  answer: byTable,
});

const dayCodes = ({ values, min, max }: Column & { readonly kind: 'date' }): ColumnCodes => {
  const codes = new Uint16Array(BLOCK);
  return {
    size: max - min + 2,
    read: (from, to) => {
      for (let row = from; row < to; row += 1) {
        const day = values[row] as number;
        codes[row - from] = day === NO_DAY ? 0 : day - min + 1;
      }
      return { codes, shift: from };
    },
    answer: (test, code) => {
      if (test.by !== 'interval') return byTable(test, code);
      return code === 0 ? -1 : within(test, min + code - 1);
    },
  };
};

/** How many cuts lie at or below the value. */
const binOf = (cuts: Float64Array, value: number): number => {
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Between two neighbouring cuts every atom of the column answers the same: one search for all of them. */
const binCodes = (
  column: Column & { readonly kind: 'number' | 'date' },
  tests: readonly ColumnAtom['test'][],
): ColumnCodes => {
  const ends = tests.flatMap((test) => (test.by === 'interval' ? [test.interval.from, test.interval.to] : []));
  const cuts = Float64Array.from([...new Set(ends)].filter(Number.isFinite).sort((a, b) => a - b));
  if (cuts.length > 65_000) throw new Error('too many thresholds on one column');
  const codes = new Uint16Array(BLOCK);
  const { values } = column;
  const none = column.kind === 'date' ? NO_DAY : Number.NaN;
  return {
    size: cuts.length + 2,
    read: (from, to) => {
      for (let row = from; row < to; row += 1) {
        const value = values[row] as number;
        codes[row - from] = Number.isNaN(value) || value === none ? 0 : binOf(cuts, value) + 1;
      }
      return { codes, shift: from };
    },
    answer: (test, code) => {
      if (code === 0) return test.by === 'known' ? 0 : -1;
      return within(test, code === 1 ? Number.NEGATIVE_INFINITY : (cuts[code - 2] ?? 0));
    },
  };
};

/** The codes of a column that tell all these tests apart. */
export const columnCodes = (column: Column, tests: readonly ColumnAtom['test'][]): ColumnCodes => {
  if (column.kind === 'code') return codeCodes(column);
  return column.kind === 'date' && isDayTable(column) ? dayCodes(column) : binCodes(column, tests);
};
