/** A text as its pairs of neighbouring signs; blanks and punctuation do not count. */
export type Bag = { readonly pairs: ReadonlyMap<string, number>; readonly size: number };

export function bagOf(text: string): Bag {
  const plain = text.normalize('NFKC').replace(/[\s\p{P}]/gu, '');
  const pairs = new Map<string, number>();
  for (let at = 0; at < plain.length - 1; at += 1) {
    const pair = plain.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return { pairs, size: Math.max(0, plain.length - 1) };
}

/**
 * Share of pairs that two texts have in common (Dice), 0–1.
 * @example similarity(bagOf('推进涉企政策兑现'), bagOf('推进惠企政策兑现')) // 0.71…
 */
export function similarity(a: Bag, b: Bag): number {
  if (a.size + b.size === 0) return 0;
  let common = 0;
  for (const [pair, count] of a.pairs) common += Math.min(count, b.pairs.get(pair) ?? 0);
  return (2 * common) / (a.size + b.size);
}
