import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MatterFilter, MatterPage } from '#platform/matters';
import { createMigratedDatabase, type TestDatabase } from '#testing/database';
import { type Databases, openDatabases } from '../database.ts';
import { createMatterReader } from './index.ts';
import { plantMatter } from './planted.fixture.ts';

// Words that all, one in ten, one in a hundred and two of the matters have: common ones are found by looking through the
// newest matters, rare ones by the index of words. Whoever searches sees one list.
const MATTERS = 1200;
const WORDS = ['all', 'tenth', 'hundredth', 'two'] as const;
const hasWord = (n: number, word: string): boolean =>
  word === 'all' || (word === 'tenth' && n % 10 === 3) || (word === 'hundredth' && n % 100 === 7) || n % 500 === 11;

const MINUTE = 60_000;
const UNITS = ['u1', 'u2', 'u3'] as const;

type Planted = { readonly id: string; readonly openedAt: number; readonly words: readonly string[] } & {
  readonly principals: readonly string[];
  readonly closed: boolean;
  readonly updatedAt: number;
  readonly dueAt: number | null;
  readonly holder: string | null;
};
// Ids follow neither the openings nor the other way round, and many open at the same instant.
const PLANTED: readonly Planted[] = Array.from({ length: MATTERS }, (_, n) => ({
  id: `m${(n * 7919) % 1000}-${n}`,
  openedAt: Math.floor(((n * 104_729) % MATTERS) / 4) * MINUTE,
  words: WORDS.filter((word) => hasWord(n, word)),
  principals: ['unit:city', ...(n % 3 === 0 ? ['unit:county'] : []), ...(n % 90 === 3 ? ['enterprise:e1'] : [])],
  closed: n % 4 !== 0,
  updatedAt: ((n * 31) % 200) * MINUTE,
  dueAt: n % 8 === 0 ? ((n * 17) % 60) * MINUTE : null,
  holder: n % 4 === 0 ? (UNITS[n % 3] ?? null) : null,
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

const KEYS: Readonly<Record<MatterPage['sort'], (each: Planted) => number>> = {
  opened: (each) => -each.openedAt,
  updated: (each) => -each.updatedAt,
  due: (each) => each.dueAt ?? Number.POSITIVE_INFINITY,
};

function expected(principal: string, filter: MatterFilter, sort: MatterPage['sort'] = 'opened'): readonly string[] {
  const { tokens = [], closed, openedFrom = 0, openedTo = Number.POSITIVE_INFINITY, holderUnits } = filter;
  const key = KEYS[sort];
  return PLANTED.filter((each) => each.principals.includes(principal))
    .filter((each) => tokens.every((word) => each.words.includes(word)))
    .filter((each) => closed === undefined || each.closed === closed)
    .filter((each) => each.openedAt >= openedFrom && each.openedAt < openedTo)
    .filter((each) => !holderUnits || (each.holder !== null && holderUnits.includes(each.holder)))
    .sort((a, b) => {
      const [first, second] = [key(a), key(b)];
      if (first !== second) return first < second ? -1 : 1;
      return (a.id < b.id ? -1 : 1) * (sort === 'due' ? 1 : -1);
    })
    .map(({ id }) => id);
}

async function allPages(principal: string, filter: MatterFilter, limit: number, sort: MatterPage['sort'] = 'opened') {
  const reader = createMatterReader(databases);
  const found: string[] = [];
  let page: MatterPage = { filter, sort, limit, now: 0 };
  for (;;) {
    const { rows, next } = await reader.list({ tenant: 'a', principals: [principal, 'unit:other'] }, page);
    found.push(...rows.map(({ state }) => state.id));
    if (!next) return found;
    expect(rows).toHaveLength(limit);
    page = { ...page, after: next };
  }
}

const who = fc.constantFrom('unit:city', 'unit:county', 'enterprise:e1', 'unit:nobody');
const minutes = fc.option(
  fc.integer({ min: 0, max: 225 }).map((n) => n * MINUTE),
  { nil: undefined },
);
const lists = fc.record({
  principal: who,
  sort: fc.constantFrom('opened' as const, 'updated' as const, 'due' as const),
  limit: fc.constantFrom(20, 50),
  filter: fc.record({
    closed: fc.constantFrom(undefined, true, false),
    openedFrom: minutes,
    openedTo: minutes,
    holderUnits: fc.option(fc.subarray([...UNITS], { minLength: 1 }), { nil: undefined }),
    tokens: fc.constantFrom(undefined, undefined, ['tenth']),
  }),
});
const searches = fc.record({
  principal: who,
  tokens: fc.subarray([...WORDS], { minLength: 1 }),
  closed: fc.constantFrom(undefined, true, false),
  limit: fc.constantFrom(3, 20, 50),
});

describe('a list', () => {
  test('shows, page by page and in its order, exactly what fits and what the reader may see', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async ({ principal, filter, limit, sort }) => {
        expect(await allPages(principal, filter, limit, sort)).toEqual(expected(principal, filter, sort));
      }),
      { numRuns: 120 },
    );
  });
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

  test('of more matches than anybody counts says so by no number, and still lists them', async () => {
    const many = sql`insert into search_tokens select 'a', 'x' || n, array_to_tsvector(array['all']) from generate_series(1, 5000) n`;
    const { count, list } = createMatterReader(databases);
    const [reading, filter] = [{ tenant: 'a', principals: ['unit:county'] }, { tokens: ['all'] }];
    await many.execute(databases.system);
    try {
      expect(await count(reading, { filter, now: 0, todayUntil: 0, soonUntil: 0 })).toEqual({});
      expect((await list(reading, { filter, sort: 'opened', limit: 50, now: 0 })).rows).toHaveLength(50);
    } finally {
      await sql`delete from search_tokens where matter_id like 'x%'`.execute(databases.system);
    }
  });

  test('without any word that could be found finds nothing', async () => {
    expect(await allPages('unit:city', { tokens: [] }, 50)).toEqual([]);
    expect(await allPages('unit:city', { tokens: ["it's", 'a\\b'] }, 50)).toEqual([]);
  });
});
