import type { SeededRandom } from '#kernel';

/**
 * As reproducible as the kernel's stream and a hundred times quicker, for cities of millions: sfc32, 128 bits of state.
 * Nothing that must be fair is drawn with it.
 */
export function quickRandom(seed: number): SeededRandom {
  let [a, b, c, counter] = [seed | 0, (seed / 2 ** 32) | 0, 0x9e3779b9, 1];
  const word = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let warm = 0; warm < 12; warm += 1) word();
  const fraction = () => word() / 2 ** 32;
  const int = (min: number, max: number): number => min + Math.floor(fraction() * (max - min + 1));
  return {
    int,
    fraction,
    chance: (share) => fraction() < share,
    pick: <T>(items: readonly T[]): T => items[int(0, items.length - 1)] as T,
    shuffle: (items) =>
      items
        .map((item) => ({ item, at: word() }))
        .toSorted((x, y) => x.at - y.at)
        .map(({ item }) => item),
    fork: (label) =>
      quickRandom([...label].reduce((hash, sign) => (Math.imul(hash, 31) + (sign.codePointAt(0) ?? 0)) | 0, word())),
  };
}
