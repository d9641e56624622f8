/** How many matters there are, and how many of them have a word. */
export type Frequencies = { readonly total: number; readonly of: ReadonlyMap<string, number> };

export type Term = { readonly word: string; readonly weight: number };

/** What a word tells: much when few matters have it. BM25's inverse document frequency, never negative. */
export const weightOf = (word: string, { total, of }: Frequencies): number => {
  const has = Math.min(of.get(word) ?? 0, total);
  return Math.log(1 + (total - has + 0.5) / (has + 0.5));
};

/**
 * The words to look for, most telling first, until they would bring in too many matters.
 *
 * @param budget how many rows of the index the look-up may read, about
 */
export function tellingTerms(
  words: readonly string[],
  frequencies: Frequencies,
  { most = 24, budget = 20_000 }: { readonly most?: number; readonly budget?: number } = {},
): readonly Term[] {
  const terms = [...new Set(words)]
    .map((word) => ({ word, weight: weightOf(word, frequencies), rows: frequencies.of.get(word) ?? 1 }))
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1));
  const taken: Term[] = [];
  let rows = 0;
  for (const { word, weight, rows: more } of terms) {
    if (taken.length >= most || (taken.length > 0 && rows + more > budget)) break;
    rows += more;
    taken.push({ word, weight });
  }
  return taken;
}

export type Likeness = { readonly score: number; readonly shared: readonly string[] };

// What the other says beyond us counts little: a long letter may contain our short one.
const BEYOND = 0.35;

/**
 * How alike two texts are, from 0 to 1: the weight of the words they share against all of ours and a part of theirs
 * (Tversky's index over weighted words; with BEYOND = 1 it would be the weighted Jaccard index).
 */
export function likeness(ours: readonly string[], theirs: readonly string[], frequencies: Frequencies): Likeness {
  const mine = new Set(ours);
  const other = new Set(theirs);
  const shared = [...mine].filter((word) => other.has(word));
  const weigh = (words: Iterable<string>): number =>
    [...words].reduce((total, word) => total + weightOf(word, frequencies), 0);
  const both = weigh(shared);
  const all = weigh(mine) + BEYOND * weigh([...other].filter((word) => !mine.has(word)));
  // Of equally rare words the longer says more.
  const telling = (word: string): number => weightOf(word, frequencies) * [...word].length;
  shared.sort((a, b) => telling(b) - telling(a) || (a < b ? -1 : 1));
  return { score: all === 0 ? 0 : both / all, shared };
}
