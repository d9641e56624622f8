import type { LibraryClause } from '../clause/index.ts';

export type SearchTools = {
  readonly tokens: (text: string) => readonly string[];
  readonly queryTokens: (text: string) => readonly string[];
  readonly synonyms: readonly (readonly string[])[];
};

type Indexed = { readonly head: ReadonlySet<string>; readonly all: ReadonlySet<string> };

const indexed = new WeakMap<LibraryClause, Indexed>();

function indexOf(clause: LibraryClause, { tokens }: SearchTools): Indexed {
  const found = indexed.get(clause);
  if (found) return found;
  const { policy, clause: own } = clause;
  const head = [own.title, own.plain, ...policy.words].join(' ');
  const all = [head, policy.title, policy.number ?? '', policy.issuer, own.text, ...own.chain].join(' ');
  const made = { head: new Set(tokens(head)), all: new Set(tokens(all)) };
  indexed.set(clause, made);
  return made;
}

const MOST_READINGS = 24;

/** What a query may also be called: 招人补贴 is 扩岗补助 too. */
function readings(query: string, synonyms: SearchTools['synonyms']): readonly string[] {
  let found: readonly string[] = [query];
  for (const group of synonyms)
    found = found.flatMap((text) => {
      const said = group.find((word) => text.includes(word));
      return said === undefined
        ? [text]
        : [text, ...group.filter((word) => word !== said).map((word) => text.replace(said, word))];
    });
  return [...new Set(found)].slice(0, MOST_READINGS);
}

/** Most of what was asked for must be there: people do not say 高校 between 招用 and 毕业生. */
const ENOUGH = 0.6;

/** The clauses that have most parts of the query, or of what it is also called; all of it and in the title first. */
export function searchClauses(
  clauses: readonly LibraryClause[],
  query: string,
  tools: SearchTools,
): readonly LibraryClause[] {
  const wanted = readings(query, tools.synonyms)
    .map((text) => tools.queryTokens(text))
    .filter((each) => each.length > 0);
  if (wanted.length === 0) return clauses;
  const scored = clauses.flatMap((clause) => {
    const { head, all } = indexOf(clause, tools);
    const scores = wanted.flatMap((tokens, at) => scoreOf(tokens, head, all, at === 0));
    const named = clause.clause.title.includes(query.trim()) ? 1 : 0;
    return scores.length > 0 ? [{ clause, score: Math.max(...scores) + named }] : [];
  });
  return scored.sort((a, b) => b.score - a.score).map((each) => each.clause);
}

function scoreOf(
  tokens: readonly string[],
  head: ReadonlySet<string>,
  all: ReadonlySet<string>,
  asSaid: boolean,
): readonly number[] {
  const share = (where: ReadonlySet<string>): number =>
    tokens.filter((token) => where.has(token)).length / tokens.length;
  const found = share(all);
  return found < ENOUGH ? [] : [found * 2 + share(head) + (asSaid ? 0.5 : 0)];
}
