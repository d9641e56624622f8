import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MatterFilter, MatterPage } from '#platform/matters';
import { createMigratedDatabase, type TestDatabase } from '#testing/database';
import { type Databases, openDatabases } from '../database.ts';
import { createMatterReader } from './index.ts';
import { plantMatter } from './planted.fixture.ts';

// Words that all, one in ten, one in a hundred and two of the matters have: common ones are found by looking through the
// newest matters, rare ones by the index of words. Whoever searches sees one list.
const MATTERS = 900;
const WORDS = ['all', 'tenth', 'hundredth', 'two'] as const;
const hasWord = (n: number, word: string): boolean =>
  word === 'all' || (word === 'tenth' && n % 10 === 3) || (word === 'hundredth' && n % 100 === 7) || n % 500 === 11;

type Planted = { readonly id: string; readonly openedAt: number; readonly words: readonly string[] } & {
  readonly principals: readonly string[];
  readonly closed: boolean;
};
// Ids follow neither the openings nor the other way round, and many open at the same instant.
const PLANTED: readonly Planted[] = Array.from({ length: MATTERS }, (_, n) => ({
  id: `m${(n * 7919) % 1000}-${n}`,
  openedAt: Math.floor(((n * 104_729) % MATTERS) / 4) * 60_000,
  words: WORDS.filter((word) => hasWord(n, word)),
  principals: ['unit:city', ...(n % 3 === 0 ? ['unit:county'] : []), ...(n % 90 === 3 ? ['enterprise:e1'] : [])],
  closed: n % 4 !== 0,
}));

let database: TestDatabase;
let databases: Databases;
beforeAll(async () => {
  database = await createMigratedDatabase();
  databases = openDatabases({ url: database.url, connections: 4 });
  for (const each of PLANTED) await plantMatter(databases.system, { tenant: 'a', tokens: each.words, ...each });
});
afterAll(async () => {
  await databases.close();
  await database.drop();
});

const expected = (principal: string, { tokens = [], closed }: MatterFilter): readonly string[] =>
  PLANTED.filter((each) => each.principals.includes(principal) && tokens.every((word) => each.words.includes(word)))
    .filter((each) => closed === undefined || each.closed === closed)
    .sort((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id);

async function allPages(principal: string, filter: MatterFilter, limit: number): Promise<readonly string[]> {
  const reader = createMatterReader(databases);
  const found: string[] = [];
  let page: MatterPage = { filter, sort: 'opened', limit, now: 0 };
  for (;;) {
    const { rows, next } = await reader.list({ tenant: 'a', principals: [principal, 'unit:other'] }, page);
    found.push(...rows.map(({ state }) => state.id));
    if (!next) return found;
    expect(rows).toHaveLength(limit);
    page = { ...page, after: next };
  }
}

const searches = fc.record({
  principal: fc.constantFrom('unit:city', 'unit:county', 'enterprise:e1', 'unit:nobody'),
  tokens: fc.subarray([...WORDS], { minLength: 1 }),
  closed: fc.constantFrom(undefined, true, false),
  limit: fc.constantFrom(3, 20, 50),
});

describe('a search', () => {
  test('finds, page by page, exactly the matters with every word that the reader may see, newest opened first', async () => {
    await fc.assert(
      fc.asyncProperty(searches, async ({ principal, tokens, closed, limit }) => {
        const filter = { tokens, ...(closed === undefined ? {} : { closed }) };
        expect(await allPages(principal, filter, limit)).toEqual(expected(principal, filter));
      }),
      { numRuns: 40 },
    );
  });

  test('is counted as it is listed', async () => {
    const { count } = createMatterReader(databases);
    const page = { now: 0, todayUntil: 0, soonUntil: 0 };
    for (const word of WORDS) {
      const filter = { tokens: [word] };
      const { total } = await count({ tenant: 'a', principals: ['unit:county'] }, { ...page, filter });
      expect(total).toBe(expected('unit:county', filter).length);
    }
  });

  test('without any word that could be found finds nothing', async () => {
    expect(await allPages('unit:city', { tokens: [] }, 50)).toEqual([]);
    expect(await allPages('unit:city', { tokens: ["it's", 'a\\b'] }, 50)).toEqual([]);
  });
});
