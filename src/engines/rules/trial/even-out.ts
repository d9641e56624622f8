type Block = { readonly mean: number; readonly size: number };

/** The rising line nearest to the values (pool adjacent violators). */
const rising = (values: readonly number[]): readonly number[] => {
  const blocks: Block[] = [];
  for (const value of values) {
    let last: Block = { mean: value, size: 1 };
    for (let before = blocks.at(-1); before && before.mean > last.mean; before = blocks.at(-1)) {
      blocks.pop();
      const size = before.size + last.size;
      last = { mean: (before.mean * before.size + last.mean * last.size) / size, size };
    }
    blocks.push(last);
  }
  return blocks.flatMap(({ mean, size }) => Array.from({ length: size }, () => mean));
};

const farthest = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? value))), 0);

/**
 * Along one threshold the sums only rise or only fall. Each point was rounded for itself, and where it goes up and down
 * by no more than that, the nearest line that does not is the better reading of the same figures.
 *
 * @param noise how far a point may be off
 */
export const evenOut = (values: readonly number[], noise: number): readonly number[] => {
  const up = rising(values);
  const down = rising(values.toReversed()).toReversed();
  const [best, off] = [up, down]
    .map((line) => [line, farthest(values, line)] as const)
    .reduce((a, b) => (b[1] < a[1] ? b : a));
  return off <= noise ? best : values;
};
