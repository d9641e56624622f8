import { correctionDiffers, type DISPUTE_CHECKS } from '#domains/enterprises';
import type { LoopCheck } from '#platform/matters';
import { createFactStore } from '#storage';
import type { Base } from '../base.ts';
import type { City } from '../city.ts';
import { oncePer } from '../once-per.ts';

/** The facts of a site: one store for every line of work. */
export const factStoreOf = oncePer(
  ({ databases }: Pick<Base, 'databases' | 'city'>) => databases,
  ({ databases, city }) =>
    createFactStore({
      databases,
      catalogue: () => city.facts,
      precedence: () => city.pack.enterprises.precedence,
      subscribed: () => city.pack.enterprises.subscriptions.flatMap((each) => each.keys),
    }),
);

/** How facts of the city are written and read. */
export const vocabularyOf = (city: City) => ({ catalogue: city.facts, lists: city.lists, sections: sectionsOf(city) });

/** Checks that loops of facts name. */
export const disputeChecks = (
  base: Pick<Base, 'databases' | 'city'>,
): Readonly<Record<(typeof DISPUTE_CHECKS)[number], LoopCheck>> => ({
  'correction-differs': {
    given: correctionDiffers({
      facts: factStoreOf(base),
      vocabulary: () => vocabularyOf(base.city),
      precedence: () => base.city.pack.enterprises.precedence,
    }),
  },
});

const sectionsOf = (city: City): ReadonlyMap<string, string> =>
  new Map(city.pack.lists.industry?.items.flatMap(({ code, parent }) => (parent ? [[code, parent] as const] : [])));
