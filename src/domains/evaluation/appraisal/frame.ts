import { type FrameInput, indicatorOf, type Leaf, leavesOf, type Observation, type Scheme } from '#engines/indicators';
import type { CompiledIndicator } from '../events/definition.ts';
import { recordsBehind, valueFrom } from '../events/value.ts';
import type { Correction, Tally } from './ports.ts';

/** Items that are no indicator of one source: whose time it was, and how the indicators that a unit leads moved. */
export const HELD = 'held-on-time';
export const LED = 'led-movement';

/** A unit to which fewer than three points in ten apply is not scored: one record would make or break it. */
const LEAST = 0.3;

export const order = (each: Pick<Tally, 'unit' | 'indicator'>): string => `${each.unit} ${each.indicator}`;

/** Without the records that objections took out. */
export function corrected(tallies: readonly Tally[], corrections: readonly Correction[]): readonly Tally[] {
  const outs = Map.groupBy(corrections, order);
  return tallies.map((tally) => (outs.get(order(tally)) ?? []).reduce<Tally>(less, tally));
}

const less = (from: Tally, out: Correction): Tally => ({
  unit: from.unit,
  indicator: from.indicator,
  kind: from.kind,
  counted: rest(from.counted, out.counted),
  meets: rest(from.meets, out.meets),
  sum: from.sum - out.sum,
  squares: from.squares - out.squares,
  distinct: rest(from.distinct, out.distinct),
});

/** Shares are fractions: what is left of them after rounding is nothing. */
const rest = (from: number, out: number): number => (from - out < 1e-9 ? 0 : from - out);

/**
 * What the engine scores. What a unit had nothing to do with does not apply to it: that is no lack, and the rest counts
 * in proportion; but a count of nothing is zero, for every unit that is scored at all.
 */
export function frameOf(scheme: Scheme, month: string, tallies: readonly Tally[], kinds: Kinds): FrameInput {
  const at = new Map(tallies.map((each) => [order(each), valueFrom(each, { ...each, group: each.unit })]));
  const leaves = leavesOf(scheme.root);
  const applies = leaves.filter((leaf) => kinds(indicatorOf(leaf)) !== 'count');
  const all = applies.reduce((sum, each) => sum + each.weight, 0);
  const share = (unit: string): number =>
    applies.reduce((sum, leaf) => sum + (valueAt(at, unit, leaf) === null ? 0 : leaf.weight), 0) / all;
  const units = [...new Set(tallies.map((each) => each.unit))].filter((unit) => share(unit) >= LEAST).sort();
  const observations = units.flatMap((unit) =>
    leaves.map((leaf): Observation => {
      const own = { unit, indicator: indicatorOf(leaf), period: month };
      const found = at.get(`${unit} ${own.indicator}`);
      const records = (counted: number): number =>
        own.indicator === LED ? 0 : Math.round(recordsBehind({ kind: kinds(own.indicator) }, counted));
      if (found && found.value !== null)
        return { ...own, value: found.value, error: found.error ?? 0, records: records(found.counted) };
      return kinds(own.indicator) === 'count'
        ? { ...own, value: 0, records: 0 }
        : { ...own, missing: 'not-applicable' };
    }),
  );
  return { units, periods: [month], observations };
}

export type Kinds = (indicator: string) => CompiledIndicator['kind'];

const valueAt = (at: ReadonlyMap<string, { readonly value: number | null }>, unit: string, leaf: Leaf) =>
  at.get(`${unit} ${indicatorOf(leaf)}`)?.value ?? null;
