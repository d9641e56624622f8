import { sha256 } from './hash.ts';

/** A reproducible stream for demo data and simulations; draws that must be fair use tickets instead. */
export type SeededRandom = {
  /** A whole number from min to max, both included, without bias. */
  readonly int: (min: number, max: number) => number;
  /** A number in [0, 1) with 32 random bits. */
  readonly fraction: () => number;
  /** True with a probability of `share`. */
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  readonly shuffle: <T>(items: readonly T[]) => T[];
  /** An independent stream, so that adding a draw in one place leaves the others as they were. */
  readonly fork: (label: string) => SeededRandom;
};

/**
 * SHA-256 in counter mode: the same seed gives the same stream on every machine and in every release.
 * @example seededRandom('demo').shuffle([1, 2, 3]) // always the same order
 */
export function seededRandom(seed: string): SeededRandom {
  let counter = 0;
  let block = '';
  const word = (): number => {
    if (block === '') block = sha256(`${seed}\n${counter++}`);
    const value = Number.parseInt(block.slice(0, 8), 16);
    block = block.slice(8);
    return value;
  };
  const int = (min: number, max: number): number => {
    const span = max - min + 1;
    if (!(span >= 1 && span <= 2 ** 32)) throw new Error(`no whole number from ${min} to ${max}`);
    // Words past the last full multiple of the span would favour small numbers.
    const limit = 2 ** 32 - (2 ** 32 % span);
    let value = word();
    while (value >= limit) value = word();
    return min + (value % span);
  };
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new Error('nothing to pick from');
    return items[int(0, items.length - 1)] as T;
  };
  const fraction = () => word() / 2 ** 32;
  return {
    int,
    fraction,
    chance: (share) => fraction() < share,
    pick,
    shuffle: (items) => shuffled(items, int),
    fork: (label) => seededRandom(sha256(`${seed}/${label}`)),
  };
}

function shuffled<T>(items: readonly T[], int: SeededRandom['int']): T[] {
  const result = [...items];
  for (let at = result.length - 1; at > 0; at--) {
    const other = int(0, at);
    [result[at], result[other]] = [result[other] as T, result[at] as T];
  }
  return result;
}
