/** A code of a two-level list, with the words that people use for it. */
export type Category = {
  readonly code: string;
  readonly title: string;
  readonly parent?: string | undefined;
  readonly words?: readonly string[] | undefined;
  /** What is said of people's conduct; see `complaintIn`. */
  readonly accuses?: readonly string[] | undefined;
};

export type Guess = { readonly code: string; readonly title: string; readonly why: string; readonly score: number };

/** Something alike that was filed before under a category. */
export type Neighbour = { readonly category?: string | undefined; readonly score: number };

// BM25's saturation: a word said five times is not five times as telling.
const SATURATION = 1.2;
// How much the words of the list count beside what was decided in similar matters.
const LIST_SHARE = 0.6;

/**
 * Ranks the categories for a text: by the list's own words (weighed by how few categories share them, how long they
 * are, how often they are said) and by how similar matters were filed. Best first; empty when nothing speaks for any.
 *
 * @example classify('申请双回路供电，变压器增容', categories)[0]?.code // 'power-supply'
 */
export function classify(
  text: string,
  categories: readonly Category[],
  neighbours: readonly Neighbour[] = [],
): readonly Guess[] {
  const plain = text.normalize('NFKC').toLowerCase();
  const parents = new Set(categories.map((each) => each.parent));
  const leaves = categories.filter((each) => !parents.has(each.code));
  const shared = Map.groupBy(
    leaves.flatMap((each) => wordsOf(each)),
    (word) => word,
  );
  const scored = leaves.map((category) => ({ category, ...byWords(plain, category, leaves.length, shared) }));
  const wordTotal = sum(scored.map((each) => each.score));
  const votes = new Map<string, number>();
  for (const { category, score } of neighbours)
    if (category !== undefined) votes.set(category, (votes.get(category) ?? 0) + score);
  const voteTotal = sum([...votes.values()]);
  const share = wordTotal === 0 ? 0 : voteTotal === 0 ? 1 : LIST_SHARE;
  return scored
    .map(({ category: { code, title }, score, said }) => {
      const vote = votes.get(code) ?? 0;
      const mixed =
        share * (wordTotal === 0 ? 0 : score / wordTotal) + (1 - share) * (voteTotal === 0 ? 0 : vote / voteTotal);
      return { code, title, score: mixed, why: why(said, vote > 0) };
    })
    .filter((each) => each.score > 0)
    .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1));
}

const wordsOf = ({ title, words = [] }: Category): readonly string[] => [
  ...new Set([title, ...words].map((each) => each.normalize('NFKC').toLowerCase())),
];

function byWords(
  text: string,
  category: Category,
  count: number,
  shared: ReadonlyMap<string, readonly string[]>,
): { readonly score: number; readonly said: readonly string[] } {
  const said: string[] = [];
  let score = 0;
  for (const word of wordsOf(category)) {
    const times = text.split(word).length - 1;
    if (times === 0) continue;
    const owners = shared.get(word)?.length ?? 1;
    const rarity = Math.log(1 + (count - owners + 0.5) / (owners + 0.5));
    const length = 1 + 0.4 * ([...word].length - 2);
    score += rarity * length * ((times * (SATURATION + 1)) / (times + SATURATION));
    said.push(word);
  }
  // A longer word says what the shorter one inside it says: only the longer is worth telling.
  return { score, said: said.filter((word) => !said.some((other) => other !== word && other.includes(word))) };
}

function why(said: readonly string[], voted: boolean): string {
  const words = said.length > 0 ? `提到“${said.slice(0, 3).join('”“')}”` : '';
  return [words, voted ? '相似诉求归在此类' : ''].filter(Boolean).join('；');
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
