import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PLACE } from '#engines/registry';
import { factsOfCase, populationOf } from '#engines/rules';
import { day, seededRandom } from '#kernel';
import { type Exact, type Facts, toJsonNumber } from '#language';
import { loadPacks } from '#platform/packs';
import { ASKED_DAY, type LibraryClause } from '../clause/index.ts';
import { caseDay, caseFacts } from '../clause/prove.ts';
import { readLibrary } from '../library.ts';
import type { KnownEnterprise, MatchMark, PolicyPorts } from '../ports.ts';
import { standingOf } from './decide.ts';
import { matchesAnew } from './match-anew.ts';
import { matchesOf, matchRound } from './round.ts';

const packs = new URL('../../../../packs/', import.meta.url);
const { facts } = await loadPacks(packs.pathname, ['base', 'quzhou', 'demo']);
const texts = ['base', 'demo'].flatMap((layer) =>
  readdirSync(new URL(`${layer}/policies/`, packs))
    .filter((name) => name.endsWith('.yaml'))
    .map((file) => ({ file, text: readFileSync(new URL(`${layer}/policies/${file}`, packs), 'utf8') })),
);
const { library } = readLibrary(texts, facts);
const TODAY = day('2026-06-01');
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
const firms: readonly KnownEnterprise[] = Array.from({ length: 1000 }, (_, at) => {
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
const everyone = { mark: 1, population, idAt: (row: number) => firms[row]?.id ?? '' };

test('everyone by columns are the same as one by one, under every shipped clause, with unknowns and to the 分', () => {
  let found = 0;
  for (const written of library.clauses) {
    const open = standingOf(written.policy, written.clause, TODAY) === 'open';
    // A policy for some places only, as well.
    for (const regions of [written.policy.regions, ['3308'], ['330825', '330881']]) {
      const each = { ...written, policy: { ...written.policy, regions } };
      const byColumns = open ? [...matchesAnew(each, everyone, TODAY)].flat() : [];
      const oneByOne = matchesOf(library, [each], firms, TODAY).map(({ clause: _, ...match }) => match);
      expect(byColumns, each.clause.clause).toEqual(oneByOne);
      found += byColumns.length;
    }
  }
  expect(found).toBeGreaterThan(1000);
});

test('a round that is cut off goes on where it was, and does nothing twice', async () => {
  const marks = new Map<string, MatchMark>();
  const done: string[] = [];
  let left = 5;
  const matches: Partial<PolicyPorts['matches']> = {
    marks: async () => [...marks.values()],
    putMarks: async () => {},
    replaceAll: async (_, mark) => {
      if (left === 0) throw new Error('cut off');
      left -= 1;
      marks.set(mark.clause, mark);
      done.push(mark.clause);
    },
  };
  const asked: Partial<PolicyPorts['population']> = { mark: async () => 1, everyone: async () => everyone };
  const ports = { library: async () => library, matches, population: asked } as unknown as PolicyPorts;
  const round = () => matchRound(ports, 'city', Date.parse('2026-06-01T09:00:00+08:00'));
  await expect(round()).rejects.toThrow('cut off');
  left = Number.POSITIVE_INFINITY;
  expect(await round()).toBe((library.clauses.length - 5) * firms.length);
  expect(done).toEqual(library.clauses.map((each) => each.clause.clause));
  expect(await round()).toBe(0);
});
