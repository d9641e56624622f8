/** Edits (insert, delete, replace, swap neighbours) from one word to another. */
const distance = (a: string, b: string): number => {
  let older: number[] = [];
  let old = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((row[j - 1] ?? 0) + 1, (old[j] ?? 0) + 1, (old[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (older[j - 2] ?? 0) + 1);
      row.push(best);
    }
    [older, old] = [old, row];
  }
  return old[b.length] ?? 0;
};

/**
 * The words that a misspelt one may stand for, nearest first, three at most. One edit in three signs is allowed,
 * and a word that contains the other whole counts as near.
 *
 * @example
 * nearest('研发费用站比', ['研发费用', '研发费用占比', '营业收入']) // ['研发费用占比', '研发费用']
 */
export const nearest = (word: string, words: Iterable<string>): readonly string[] => {
  const found: { word: string; far: number }[] = [];
  for (const candidate of words) {
    const long = Math.max(word.length, candidate.length);
    const short = Math.min(word.length, candidate.length);
    if (long - short > long / 2) continue;
    const far = distance(word, candidate);
    const within = short >= 2 && (candidate.includes(word) || word.includes(candidate));
    if (far <= Math.max(long >= 2 && short >= 2 ? 1 : 0, Math.floor(long / 3)) || within)
      found.push({ word: candidate, far });
  }
  return found
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map((one) => one.word);
};
