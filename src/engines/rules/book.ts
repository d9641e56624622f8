import type { FactDeclaration } from '#language';
import { type ReadSet, readSet } from './read-set.ts';
import type { RuleFinding, RuleSet } from './source.ts';

/** Every text read and typed, for any day. Programs for a day are made from it. */
export type RuleBook = { readonly facts: readonly FactDeclaration[]; readonly sets: readonly ReadSet[] };

export type Compiled =
  | { readonly ok: true; readonly book: RuleBook; readonly findings: readonly RuleFinding[] }
  | { readonly ok: false; readonly findings: readonly RuleFinding[] };

const twice = (sets: readonly RuleSet[]): readonly RuleFinding[] => {
  const owner = new Map<string, string>();
  return sets.flatMap((set) =>
    set.rules.flatMap(({ id }, i): RuleFinding[] => {
      const other = owner.get(id);
      owner.set(id, set.id);
      if (other === undefined || other === set.id) return [];
      const message = `规则编号“${id}”在“${other}”和“${set.id}”里都有`;
      return [{ set: set.id, path: ['rules', i, 'id'], code: 'same-rule', severity: 'error', message }];
    }),
  );
};

/**
 * Reads rule sets over the declared facts: names, types, units, values of parameters. With an error there is no book;
 * each finding says where and, where one is likely, what to write instead.
 *
 * @example
 * compileRules([{ id: '甲', rules: [{ id: '1', name: '高企', condition: '高企', since: '2026-01-01' }] }], facts).ok // true
 */
export const compileRules = (sets: readonly RuleSet[], facts: readonly FactDeclaration[]): Compiled => {
  const findings: RuleFinding[] = [...twice(sets)];
  const read = sets.flatMap((set) => readSet(set, facts, findings) ?? []);
  if (findings.some((one) => one.severity === 'error')) return { ok: false, findings };
  return { ok: true, book: { facts, sets: read }, findings };
};
