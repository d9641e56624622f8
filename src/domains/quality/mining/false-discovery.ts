/**
 * Benjamini–Hochberg: for each p-value the smallest share of false discoveries at which it would be one (its q-value).
 * Taking all with q ≤ 0.1 keeps the expected share of false ones among them at 10 % or less.
 *
 * @param tests how many were tested in all, if the list leaves out some whose p is 1
 * @example qValues([0.01, 0.5, 0.02]) // [0.03, 0.5, 0.03]
 */
export function qValues(pValues: readonly number[], tests: number = pValues.length): readonly number[] {
  const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const result = new Array<number>(pValues.length).fill(1);
  let least = 1;
  for (let rank = order.length; rank > 0; rank -= 1) {
    const each = order[rank - 1];
    if (!each) continue;
    least = Math.min(least, each.p * (tests / rank));
    result[each.index] = least;
  }
  return result;
}
