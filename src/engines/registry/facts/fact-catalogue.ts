import { type Catalogue, declare, normalise } from '#language';
import type { FactDefinition, FactGroup } from './definition.ts';

export type FactCatalogue = {
  readonly facts: readonly FactDefinition[];
  readonly groups: readonly FactGroup[];
  readonly byKey: ReadonlyMap<string, FactDefinition>;
  /** What a person wrote, name or alias, folded as the language folds it. */
  readonly named: (text: string) => FactDefinition | undefined;
  /** For `parseExpression`. */
  readonly language: Catalogue;
};

const fold = (text: string): string => normalise(text).replaceAll(/\s/g, '');

/**
 * The catalogue of a city.
 *
 * @throws Error naming the fact when two share a key, a name or an alias, or a type and a unit do not fit
 * @example
 * factCatalogueOf(pack.facts, pack.factGroups).named('营业收入')?.key // 'annualRevenue'
 */
export function factCatalogueOf(facts: readonly FactDefinition[], groups: readonly FactGroup[]): FactCatalogue {
  const byKey = new Map(facts.map((each) => [each.key, each]));
  if (byKey.size < facts.length) {
    const twice = facts.find((each, at) => facts.findIndex((one) => one.key === each.key) < at);
    throw new Error(`事实标识“${twice?.key}”用了两次（${twice?.name}）`);
  }
  const names = new Map(
    facts.flatMap((each) => [each.name, ...(each.aliases ?? [])].map((name) => [fold(name), each])),
  );
  return { facts, groups, byKey, named: (text) => names.get(fold(text)), language: declare(facts) };
}
