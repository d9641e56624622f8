import type { LibraryClause } from '../clause/index.ts';

export type SearchTools = {
  readonly tokens: (text: string) => readonly string[];
  readonly queryTokens: (text: string) => readonly string[];
  readonly title: (list: string, code: string) => string | undefined;
  readonly synonyms: readonly (readonly string[])[];
};

/** What is searched, the telling parts first, and how much a hit there says. */
const WEIGHTS = [6, 3, 1] as const;
type Indexed = readonly ReadonlySet<string>[];

const indexed = new WeakMap<LibraryClause, Indexed>();

/** The title; what it brings, in plain words; all else, the text with its conditions. */
function partsOf({ policy, clause }: LibraryClause, { title }: SearchTools): readonly string[] {
  const kind = title('policy-kind', clause.kind) ?? '';
  const benefit = [clause.plain, kind, ...(clause.words ?? []), ...policy.words];
  const rest = [policy.title, policy.number ?? '', policy.issuer, clause.text, ...clause.chain];
  return [clause.title, benefit.join(' '), rest.join(' ')];
}

function tokensOf(each: LibraryClause, tools: SearchTools): Indexed {
  const found = indexed.get(each);
  if (found) return found;
  const made = partsOf(each, tools).map((part) => new Set(tools.tokens(part)));
  indexed.set(each, made);
  return made;
}

const MOST_READINGS = 24;

type Reading = { readonly text: string; readonly trust: number };

/** How much of the trust is left with every word that stands for another. */
const HOP = 0.7;

/** What a query may also be called: 招人补贴 is 扩岗补助 too. What it is not called itself must be what it is about. */
function readings(query: string, synonyms: SearchTools['synonyms']): readonly Reading[] {
  const found = new Map([[query, 1]]);
  for (const group of synonyms)
    for (const [text, trust] of [...found]) {
      const said = group.find((word) => text.includes(word));
      if (said === undefined) continue;
      for (const word of group) {
        const other = text.replace(said, word);
        if (found.size < MOST_READINGS && !found.has(other)) found.set(other, trust * HOP);
      }
    }
  return [...found].map(([text, trust]) => ({ text, trust }));
}

/** Most of what was asked for must be there: people do not say 高校 between 招用 and 毕业生. */
const ENOUGH = 0.6;

/** The clauses that have most parts of the query, or of what it is also called: in the title first, in the text last. */
export function searchClauses(
  clauses: readonly LibraryClause[],
  query: string,
  tools: SearchTools,
): readonly LibraryClause[] {
  const wanted = readings(query.trim(), tools.synonyms)
    .map((reading) => ({ ...reading, tokens: tools.queryTokens(reading.text) }))
    .filter(({ tokens }) => tokens.length > 0);
  if (wanted.length === 0) return clauses;
  const scored = clauses.flatMap((clause) => {
    const parts = tokensOf(clause, tools);
    const scores = wanted.flatMap(({ text, trust, tokens }) => {
      const score = scoreOf(tokens, trust < 1 ? parts.slice(0, 2) : parts);
      return score === undefined ? [] : [trust * (score + earliness(clause.clause.title, text))];
    });
    return scores.length > 0 ? [{ clause, score: Math.max(...scores) }] : [];
  });
  return scored.sort((a, b) => b.score - a.score).map((each) => each.clause);
}

function scoreOf(tokens: readonly string[], parts: Indexed): number | undefined {
  const share = (has: (token: string) => boolean): number => tokens.filter(has).length / tokens.length;
  if (share((token) => parts.some((part) => part.has(token))) < ENOUGH) return undefined;
  return parts.reduce((sum, part, at) => sum + (WEIGHTS[at] ?? 0) * share((token) => part.has(token)), 0);
}

/** A title begins with what it is about. */
function earliness(title: string, text: string): number {
  const at = title.indexOf(text);
  return at < 0 ? 0 : 1 + 1 / (1 + at);
}
