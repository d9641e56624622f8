/**
 * Whole parts of a whole total in proportion to whole weights; what is left over goes to the largest remainders,
 * the earlier part first when they tie. Exact: no floating point decides.
 * @example largestRemainder(10, [1, 1, 1]) // [4, 3, 3]
 */
export function largestRemainder(total: number, weights: readonly number[]): number[] {
  if (!Number.isSafeInteger(total) || total < 0 || weights.some((w) => !Number.isSafeInteger(w) || w < 0))
    throw new Error('totals and weights are whole and not negative');
  const sum = weights.reduce((a, w) => a + BigInt(w), 0n);
  if (sum === 0n) {
    if (total === 0) return weights.map(() => 0);
    throw new Error('no weight to allocate by');
  }
  const shares = weights.map((w, at) => {
    const product = BigInt(total) * BigInt(w);
    return { at, part: product / sum, rest: product % sum };
  });
  const left = total - Number(shares.reduce((a, { part }) => a + part, 0n));
  const first = new Set(
    shares
      .toSorted((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1))
      .slice(0, left)
      .map(({ at }) => at),
  );
  return shares.map(({ at, part }) => Number(part) + (first.has(at) ? 1 : 0));
}
