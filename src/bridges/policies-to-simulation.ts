import {
  foldDraft,
  type Library,
  type LibraryPolicy,
  quoteSpans,
  readDraft,
  ruleSetOf,
  type StoredDraft,
  standingOf,
} from '#domains/policies';
import type { ClauseSet, ClauseSetRow, SetClause } from '#domains/simulation';
import type { Order, Terms } from '#engines/rules';
import { type Day, parseMoney } from '#kernel';

type Clause = LibraryPolicy['policy']['clauses'][number];

const DRAFT = 'draft-';

const wordsOf = ({ group, excludes, quota }: Clause, capped: ReadonlyMap<string, string>): readonly string[] => {
  const cap = group === undefined ? undefined : capped.get(group);
  return [
    ...(cap ? [`同组条款合计最高 ${cap}`] : group === undefined ? [] : ['同组条款从高不重复']),
    ...(excludes.length > 0 ? [`不与 ${excludes.length} 条同时享受`] : []),
    ...(quota ? [`名额 ${quota.most} 户，${quota.by}`] : []),
  ];
};

/** A quota that goes by one fact is served in its order; any other by the amount. */
const orderOf = ({ order }: NonNullable<Clause['quota']>, facts: ReadonlySet<string>): Order => {
  const [first] = order ?? [];
  if (!first || !facts.has(first.of)) return { by: 'amount' };
  return { by: 'fact', fact: first.of, ascending: first.first === 'low' };
};

const termsOf = ({ group, excludes, quota }: Clause, facts: ReadonlySet<string>): Terms => ({
  ...(group === undefined ? {} : { group }),
  ...(excludes.length > 0 ? { excludes } : {}),
  ...(quota ? { quota: { most: quota.most, order: orderOf(quota, facts) } } : {}),
});

const clauseOf = (clause: Clause, capped: ReadonlyMap<string, string>): SetClause => ({
  id: clause.clause,
  article: clause.article,
  title: clause.title,
  plain: clause.plain,
  text: clause.text,
  spans: quoteSpans(clause),
  chain: clause.chain,
  terms: wordsOf(clause, capped),
  ...(clause.budget ? { budget: clause.budget } : {}),
});

/** A policy that reaches only some places has that as one more condition. */
const within = (set: ClauseSet['set'], regions: readonly string[]): ClauseSet['set'] => {
  if (regions.length === 0) return set;
  const condition = `所在区域 属于 [${regions.map((each) => `"${each}"`).join(', ')}]`;
  return {
    ...set,
    rules: set.rules.map(({ parts = [], ...rule }) => ({
      ...rule,
      condition: `(${rule.condition}) 且 ${condition}`,
      parts: [...parts, { id: 'regions', condition }],
    })),
  };
};

const dayFor = ({ policy: { from, to } }: Pick<LibraryPolicy, 'policy'>, today: Day): Day =>
  today < from ? from : to !== undefined && today > to ? to : today;

type Kind = Pick<ClauseSet, 'id' | 'status'>;

const setOf = (found: LibraryPolicy, kind: Kind, library: Library, today: Day): ClauseSet => {
  const { policy, version } = found;
  const facts = new Set(library.facts.map((each) => each.name));
  const { cumulation } = policy;
  const capped = new Map(cumulation ? [[cumulation.group, cumulation.cap]] : []);
  return {
    ...kind,
    title: policy.title,
    ...(policy.number ? { number: policy.number } : {}),
    version,
    day: dayFor(found, today),
    set: within(ruleSetOf(policy), policy.regions),
    clauses: policy.clauses.map((each) => clauseOf(each, capped)),
    terms: Object.fromEntries(policy.clauses.map((each) => [each.clause, termsOf(each, facts)])),
    caps: cumulation ? [{ group: cumulation.group, cap: parseMoney(cumulation.cap) }] : [],
  };
};

const CLOSED = new Set(['expired', 'repealed']);

const statusOf = ({ policy, clauses }: LibraryPolicy, today: Day): 'live' | 'ended' =>
  clauses.every(({ clause }) => CLOSED.has(standingOf(policy, clause, today))) ? 'ended' : 'live';

const readable = (draft: StoredDraft, library: Library): LibraryPolicy | undefined => {
  const folded = foldDraft(draft.events);
  return folded.status === 'draft' ? readDraft(folded, draft.id, library).read : undefined;
};

const rowOf = ({ policy }: LibraryPolicy, kind: Kind): ClauseSetRow => ({
  ...kind,
  title: policy.title,
  ...(policy.number ? { number: policy.number } : {}),
  clauses: policy.clauses.length,
});

/** What can be tried beforehand: every policy of the library, and every draft that reads. */
export function trialSets(library: Library, drafts: readonly StoredDraft[], today: Day): readonly ClauseSetRow[] {
  const rank = { draft: 0, live: 1, ended: 2 };
  const rows = [
    ...drafts.flatMap((draft) => {
      const read = readable(draft, library);
      return read ? [rowOf(read, { id: DRAFT + draft.id, status: 'draft' })] : [];
    }),
    ...library.policies.map((each) => rowOf(each, { id: each.policy.policy, status: statusOf(each, today) })),
  ];
  return rows.toSorted((a, b) => rank[a.status] - rank[b.status]);
}

export async function trialSet(
  library: Library,
  findDraft: (id: string) => Promise<StoredDraft | undefined>,
  id: string,
  today: Day,
): Promise<ClauseSet | undefined> {
  const policy = library.policy(id);
  if (policy) return setOf(policy, { id, status: statusOf(policy, today) }, library, today);
  if (!id.startsWith(DRAFT)) return undefined;
  const draft = await findDraft(id.slice(DRAFT.length));
  const read = draft && readable(draft, library);
  return read && setOf(read, { id, status: 'draft' }, library, today);
}
