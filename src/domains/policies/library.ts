import { stringify } from 'yaml';
import type { RuleBook } from '#engines/rules';
import { hashOf } from '#kernel';
import type { FactDeclaration } from '#language';
import { type LibraryClause, type LibraryPolicy, loadPolicy, type PolicyFinding } from './clause/index.ts';
import { afterActs, type PolicyAct } from './keep/acts.ts';

/** A fact as clauses may name it, and who may see it of one firm. */
export type KnownFact = FactDeclaration & { readonly sensitivity?: 'open' | 'internal' | 'sensitive' };

/** All policies of a site: what the packs say and what was issued here. */
export type Library = {
  /** As clauses may name them. */
  readonly facts: readonly KnownFact[];
  readonly policies: readonly LibraryPolicy[];
  readonly clauses: readonly LibraryClause[];
  /** All clauses as rules: one assessment answers them together. */
  readonly book: RuleBook;
  readonly policy: (id: string) => LibraryPolicy | undefined;
  readonly clause: (id: string) => LibraryClause | undefined;
};

type Text = { readonly file: string; readonly text: string };

/** Reads every policy file of the packs; with an error in one, that one is left out and told. */
export function readLibrary(
  texts: readonly Text[],
  facts: readonly KnownFact[],
): { readonly library: Library; readonly findings: readonly PolicyFinding[] } {
  const read = texts.map(({ file, text }) => loadPolicy(text, file, facts));
  const policies = read.flatMap((each) => each.loaded ?? []);
  return {
    library: libraryOf(policies, facts),
    findings: [...read.flatMap((each) => each.findings), ...proveTogether(policies)],
  };
}

/** A later policy with the same mark takes the place of an earlier one. */
function libraryOf(given: readonly LibraryPolicy[], facts: readonly KnownFact[]): Library {
  const byId = new Map(given.map((each) => [each.policy.policy, each]));
  const policies = [...byId.values()];
  const clauses = policies.flatMap((each) => each.clauses);
  const clauseById = new Map(clauses.map((each) => [each.clause.clause, each]));
  return {
    facts,
    policies,
    clauses,
    book: { facts, sets: policies.flatMap((each) => each.book.sets) },
    policy: (id) => byId.get(id),
    clause: (id) => clauseById.get(id),
  };
}

/** What files say about each other: marks are unique, and what is named exists. */
function proveTogether(policies: readonly LibraryPolicy[]): readonly PolicyFinding[] {
  const found: PolicyFinding[] = [];
  const say = ({ file }: LibraryPolicy, message: string): void => {
    found.push({ file, line: 1, column: 1, message, severity: 'error' });
  };
  const ids = new Set<string>();
  const clauseIds = new Set<string>();
  for (const each of policies) {
    if (ids.has(each.policy.policy)) say(each, `政策标识“${each.policy.policy}”已被别的文件使用`);
    ids.add(each.policy.policy);
    for (const { clause } of each.clauses) {
      if (clauseIds.has(clause.clause)) say(each, `条款标识“${clause.clause}”已被别的文件使用`);
      clauseIds.add(clause.clause);
    }
  }
  for (const each of policies) {
    const { replaces } = each.policy;
    if (replaces !== undefined && !ids.has(replaces)) say(each, `replaces 所指的政策“${replaces}”不存在`);
    for (const { clause } of each.clauses)
      for (const id of clause.excludes)
        if (!clauseIds.has(id)) say(each, `${clause.clause} 的 excludes 所指的条款“${id}”不存在`);
  }
  return found;
}

/**
 * What was issued on the site, with the packs, as it stands after what was done to it since; a text that no longer reads
 * (a fact was renamed) is left out.
 */
export function readIssued(base: Library, bodies: readonly unknown[], acts: readonly PolicyAct[] = []): Library {
  if (bodies.length === 0 && acts.length === 0) return base;
  const issued = bodies.flatMap((body) => loadPolicy(stringify(body), 'issued', base.facts).loaded ?? []);
  const done = Map.groupBy(acts, (each) => each.policy);
  const asItStands = (each: LibraryPolicy): LibraryPolicy => {
    const own = done.get(each.policy.policy);
    if (!own) return each;
    const policy = afterActs(each.policy, own);
    return { ...each, policy, version: hashOf(policy), clauses: each.clauses.map((one) => ({ ...one, policy })) };
  };
  return libraryOf([...base.policies, ...issued].map(asItStands), base.facts);
}
