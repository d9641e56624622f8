import { readdirSync, readFileSync } from 'node:fs';
import { PLACE } from '#engines/registry';
import { factsOfCase, populationOf } from '#engines/rules';
import { day, seededRandom } from '#kernel';
import { type Exact, type Facts, toJsonNumber } from '#language';
import { loadPacks } from '#platform/packs';
import { ASKED_DAY, type LibraryClause } from '../clause/index.ts';
import { caseDay, caseFacts } from '../clause/prove.ts';
import { readLibrary } from '../library.ts';
import type { KnownEnterprise } from '../ports.ts';

const packs = new URL('../../../../packs/', import.meta.url);
const { facts } = await loadPacks(packs.pathname, ['base', 'quzhou', 'demo']);
const texts = ['base', 'demo'].flatMap((layer) =>
  readdirSync(new URL(`${layer}/policies/`, packs))
    .filter((name) => name.endsWith('.yaml'))
    .map((file) => ({ file, text: readFileSync(new URL(`${layer}/policies/${file}`, packs), 'utf8') })),
);
export const { library } = readLibrary(texts, facts);
export const TODAY = day('2026-06-01');
const random = seededRandom('anew');

const declared = [...facts, { name: ASKED_DAY, type: 'date' as const }];
/** As the database would have it: numbers, not texts with units. */
const stored = (said: Facts): Facts =>
  Object.fromEntries(
    Object.entries(said).map(([name, value]) => {
      const read = typeof value === 'string' ? factsOfCase({ [name]: value }, declared)[name] : value;
      const isExact = typeof read === 'object' && read !== null && 'n' in read;
      return [name, isExact ? toJsonNumber(read as Exact) : read];
    }),
  ) as Facts;
const casesOf = (each: LibraryClause): readonly Facts[] =>
  each.clause.cases.map((one) => stored(caseFacts(each, one, caseDay(each.policy, each.clause)).facts));
const cases = library.clauses.flatMap(casesOf);

/** What two cases say, some of it unknown, somewhere in the province. */
export const firms: readonly KnownEnterprise[] = Array.from({ length: 1000 }, (_, at) => {
  const said = Object.entries({ ...random.pick(cases), ...random.pick(cases) });
  const place = random.pick(['330802', '330825', '330881', '330100', undefined]);
  const known = Object.fromEntries(said.filter(() => !random.chance(0.08)));
  return {
    id: `F${String(at).padStart(5, '0')}`,
    name: '',
    ...(place === undefined ? {} : { region: place }),
    facts: { ...known, ...(place === undefined ? {} : { [PLACE]: place }) } as Facts,
  };
});
const population = populationOf(
  firms.map((each) => each.facts),
  facts,
);
export const everyone = { mark: 1, population, idAt: (row: number) => firms[row]?.id ?? '' };
