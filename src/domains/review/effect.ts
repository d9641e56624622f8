/** One enterprise before and after, as the same fact says. */
export type Pair = { readonly before: number; readonly after: number };

/** Why no effect can be told. */
export type Cannot = 'no-recipients' | 'no-comparison' | 'no-after' | 'no-before' | 'too-few';

export type Group = {
  readonly count: number;
  /** With both values above zero. */
  readonly compared: number;
  /** Mean growth, as a share: 0.12 is 12 % more. */
  readonly growth: number | null;
};

export type Effect = {
  readonly treated: Group;
  readonly comparison: Group;
  readonly cannot?: Cannot;
  /** How much more the recipients grew than the others, as a share, and its 95 % interval. */
  readonly difference?: number;
  readonly interval?: readonly [number, number];
};

/** Fewer on either side say nothing. */
const LEAST = 10;

/** What is compared is growth: a large firm counts as much as a small one. */
const growths = (pairs: readonly Pair[]): readonly number[] =>
  pairs.flatMap(({ before, after }) => (before > 0 && after > 0 ? [Math.log(after / before)] : []));

const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;

/** Variance of the mean. */
const spread = (values: readonly number[], middle: number): number =>
  values.reduce((sum, each) => sum + (each - middle) ** 2, 0) / (values.length - 1) / values.length;

/** The 97.5 % point of Student's t, by Cornish and Fisher's expansion around the normal one; good from 9 degrees on. */
function studentPoint(freedom: number): number {
  const z = 1.959964;
  const first = (z ** 3 + z) / (4 * freedom);
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2);
  return z + first + second + (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3);
}

const groupOf = (pairs: readonly Pair[], count: number): Group & { readonly logs: readonly number[] } => {
  const logs = growths(pairs);
  return { count, compared: logs.length, growth: logs.length > 0 ? Math.exp(mean(logs)) - 1 : null, logs };
};

export type Sides = {
  readonly treated: { readonly count: number; readonly after: number; readonly pairs: readonly Pair[] };
  readonly comparison: { readonly count: number; readonly after: number; readonly pairs: readonly Pair[] };
};

function cannotOf({ treated, comparison }: Sides, compared: readonly number[]): Cannot | undefined {
  if (treated.count === 0) return 'no-recipients';
  if (comparison.count === 0) return 'no-comparison';
  if (treated.after === 0 || comparison.after === 0) return 'no-after';
  if (treated.pairs.length === 0 || comparison.pairs.length === 0) return 'no-before';
  return compared.some((each) => each < LEAST) ? 'too-few' : undefined;
}

/**
 * Difference in differences: how recipients grew against those who missed by one condition (Welch's interval on the
 * logarithm of growth). It takes for granted that both would have grown alike; that is said wherever it is shown.
 *
 * @example
 * effectOf(sides).cannot // 'no-before': the facts begin after the policy did
 */
export function effectOf(sides: Sides): Effect {
  const { logs: own, ...treated } = groupOf(sides.treated.pairs, sides.treated.count);
  const { logs: others, ...comparison } = groupOf(sides.comparison.pairs, sides.comparison.count);
  const cannot = cannotOf(sides, [own.length, others.length]);
  if (cannot) return { treated, comparison, cannot };
  const [a, b] = [mean(own), mean(others)];
  const [va, vb] = [spread(own, a), spread(others, b)];
  const difference = a - b;
  const freedom = (va + vb) ** 2 / Math.max(1e-300, va ** 2 / (own.length - 1) + vb ** 2 / (others.length - 1));
  const half = va + vb === 0 ? 0 : studentPoint(freedom) * Math.sqrt(va + vb);
  const asShare = (log: number): number => Math.exp(log) - 1;
  return {
    treated,
    comparison,
    difference: asShare(difference),
    interval: [asShare(difference - half), asShare(difference + half)],
  };
}
