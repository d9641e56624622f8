/** The group of each row: by county, by size, or both. */
export type Grouping = { readonly groups: number; readonly of: Uint16Array };

/** Numbers of some blocks, by place of the rule in the job; parts add up. */
export type MatchPart = {
  readonly yes: Float64Array;
  readonly unknown: Float64Array;
  /** By rule and group. */
  readonly counts: Float64Array;
  readonly sums: Float64Array;
  /** What overflowed from `sums`, so that totals are exact beyond 2^53. */
  readonly large: BigInt64Array;
  /** Rows to which the rule applies and whose amount nobody knows. */
  readonly open: Float64Array;
};

export const newPart = (rules: number, groups: number): MatchPart => ({
  yes: new Float64Array(rules),
  unknown: new Float64Array(rules),
  counts: new Float64Array(rules * groups),
  sums: new Float64Array(rules * groups),
  large: new BigInt64Array(rules * groups),
  open: new Float64Array(rules),
});

export const addParts = (parts: readonly MatchPart[]): MatchPart => {
  const [first, ...others] = parts;
  if (!first) return newPart(0, 1);
  for (const other of others) {
    for (const key of ['yes', 'unknown', 'counts', 'open'] as const)
      for (let i = 0; i < first[key].length; i += 1)
        first[key][i] = (first[key][i] as number) + (other[key][i] as number);
    for (let i = 0; i < first.sums.length; i += 1) {
      first.large[i] = (first.large[i] as bigint) + (other.large[i] as bigint) + BigInt(other.sums[i] as number);
    }
  }
  return first;
};
