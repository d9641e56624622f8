import { cellOf, type Frame, SCORED } from './frame.ts';
import type { Layout } from './plan.ts';

/** What the draws said about one node: every score, every rank, and who beat whom. */
export type Tally = {
  readonly node: number;
  readonly draws: number;
  /** By period and unit, then by draw. */
  readonly scores: Float64Array;
  /** By period and unit: how often each rank (from 1) came out. */
  readonly ranks: Int32Array;
  /** By period, unit and unit: twice the times that the first was above the second, once where they were equal. */
  readonly wins: Int32Array;
  readonly present: readonly Int32Array[];
  /** Of these whoever rests on enough records. */
  readonly placed: readonly Int32Array[];
  /** Below so many records a unit is not placed. */
  readonly least: number;
};

export function tallyOf(frame: Frame, node: number, draws: number, least = 0): Tally {
  const [units, periods] = [frame.units.length, frame.periods.length];
  return {
    node,
    draws,
    least,
    scores: new Float64Array(periods * units * draws),
    ranks: new Int32Array(periods * units * (units + 1)),
    wins: new Int32Array(periods * units * units),
    present: Array.from({ length: periods }, () => new Int32Array(0)),
    placed: Array.from({ length: periods }, () => new Int32Array(0)),
  };
}

export function tally(each: Tally, layout: Layout, frame: Frame, table: Float64Array, draw: number): void {
  const units = frame.units.length;
  for (let p = 0; p < frame.periods.length; p += 1) {
    const from = cellOf(layout, frame, p, each.node);
    const present = presentIn(each, frame, p, from);
    for (let i = 0; i < present.length; i += 1) {
      const u = present[i] as number;
      each.scores[(p * units + u) * each.draws + draw] = table[from + u] as number;
    }
    countPairs(each, table, from, p, units, each.placed[p] as Int32Array);
  }
}

/** Whether a unit rests on too little to be placed: chance would place it. */
export const isFew = ({ least }: Pick<Tally, 'least'>, frame: Frame, period: number, unit: number): boolean =>
  (frame.records[period * frame.units.length + unit] as number) < least;

/** Who has a score does not change between draws. */
function presentIn(each: Tally, frame: Frame, period: number, from: number): Int32Array {
  const known = each.present[period];
  if (known && known.length > 0) return known;
  const found = Int32Array.from(frame.units.flatMap((_, u) => (frame.status[from + u] === SCORED ? [u] : [])));
  (each.present as Int32Array[])[period] = found;
  (each.placed as Int32Array[])[period] = found.filter((u) => !isFew(each, frame, period, u));
  return found;
}

const better = new Int32Array(65_536);

function countPairs(
  each: Tally,
  table: Float64Array,
  from: number,
  p: number,
  units: number,
  present: Int32Array,
): void {
  const n = present.length;
  for (let i = 0; i < n; i += 1) better[i] = 0;
  for (let i = 0; i < n; i += 1) {
    const u = present[i] as number;
    const score = table[from + u] as number;
    const row = (p * units + u) * units;
    let above = better[i] as number;
    for (let j = i + 1; j < n; j += 1) {
      const v = present[j] as number;
      const other = table[from + v] as number;
      if (score > other) {
        (better[j] as number) += 1;
        (each.wins[row + v] as number) += 2;
      } else if (score < other) {
        above += 1;
      } else (each.wins[row + v] as number) += 1;
    }
    (each.ranks[(p * units + u) * (units + 1) + above + 1] as number) += 1;
  }
}

/** P(a is above b), ties half. */
export function probabilityAbove(each: Tally, units: number, period: number, a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a];
  const share = (each.wins[(period * units + low) * units + high] as number) / (2 * each.draws);
  return a < b ? share : 1 - share;
}

/** The smallest rank by which at least this share of the draws has come. */
export function rankQuantile(each: Tally, units: number, period: number, unit: number, share: number): number {
  const from = (period * units + unit) * (units + 1);
  let seen = 0;
  for (let rank = 1; rank <= units; rank += 1) {
    seen += each.ranks[from + rank] as number;
    if (seen >= share * each.draws) return rank;
  }
  return units;
}

/** Sorted scores of one unit in one period. */
export function sortedScores(each: Tally, units: number, period: number, unit: number): Float64Array {
  const from = (period * units + unit) * each.draws;
  return each.scores.slice(from, from + each.draws).sort();
}

export const quantileOf = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] as number;

/** P(this period's score is above the one of another period), draw by draw. */
export function probabilityRisen(each: Tally, units: number, unit: number, before: number, now: number): number {
  const [a, b] = [(before * units + unit) * each.draws, (now * units + unit) * each.draws];
  let twice = 0;
  for (let d = 0; d < each.draws; d += 1) {
    const [was, is] = [each.scores[a + d] as number, each.scores[b + d] as number];
    twice += is > was ? 2 : is === was ? 1 : 0;
  }
  return twice / (2 * each.draws);
}
