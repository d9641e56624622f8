import type { CompiledIndicator } from '../events/definition.ts';
import type { Sums } from '../ports.ts';

export type Contribution = { readonly group: string; readonly points: number };

/**
 * Who moved a number: what each group adds to the change from `before` to `now`. For a rate or a mean a group's part is
 * its weight × its distance from the old value, now less before; the parts sum to the whole change.
 * @example contributionsOf({ kind: 'rate' }, now, before) // [{ group: 'longyou-power', points: -6.2 }, …]
 */
export function contributionsOf(
  { kind }: Pick<CompiledIndicator, 'kind'>,
  now: readonly Sums[],
  before: readonly Sums[],
): readonly Contribution[] {
  const sums = partsOf(kind);
  if (!sums) return [];
  const [all, old] = [whole(now, sums), whole(before, sums)];
  if (sums.isShare && (all.counted === 0 || old.counted === 0)) return [];
  const level = sums.isShare ? old.amount / old.counted : 0;
  const part = (own: readonly Sums[], { counted }: Whole): number => {
    const { amount, counted: records } = whole(own, sums);
    return sums.isShare ? (amount - level * records) / counted : amount;
  };
  const groups = [...new Set([...now, ...before].map((each) => each.group))].sort();
  return groups.map((group) => {
    const own = (rows: readonly Sums[]): readonly Sums[] => rows.filter((each) => each.group === group);
    return { group, points: sums.scale * (part(own(now), all) - part(own(before), old)) };
  });
}

type Parts = { readonly amount: (each: Sums) => number; readonly isShare: boolean; readonly scale: number };

function partsOf(kind: CompiledIndicator['kind']): Parts | undefined {
  switch (kind) {
    case 'rate':
      return { amount: (each) => each.meets, isShare: true, scale: 100 };
    case 'mean':
      return { amount: (each) => each.sum, isShare: true, scale: 1 };
    case 'sum':
      return { amount: (each) => each.sum, isShare: false, scale: 1 };
    case 'count':
      return { amount: (each) => each.counted, isShare: false, scale: 1 };
    // One firm may count in several groups: the parts would not add up.
    case 'distinct':
      return undefined;
  }
}

type Whole = { readonly amount: number; readonly counted: number };
const whole = (rows: readonly Sums[], { amount }: Parts): Whole => ({
  amount: rows.reduce((sum, each) => sum + amount(each), 0),
  counted: rows.reduce((sum, each) => sum + each.counted, 0),
});
