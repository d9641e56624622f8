import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMigratedDatabase, type TestDatabase } from '#testing/database';
import { type Databases, openDatabases, readAllAs, readAs } from '../database.ts';
import { plantMatter } from './planted.fixture.ts';

// The policies find what a reader may see in two ways: row by row, or all of it first. Nobody may see a difference.
const TABLES = ['matters', 'events', 'contents', 'search_tokens', 'clocks', 'rungs_fired', 'files', 'matter_waiting'];
const PRINCIPALS = ['unit:u1', 'unit:u2', 'unit:u3', 'person:p1', 'enterprise:e1', 'role:auditor'];
const CITIES = ['a', 'b'];
const MATTERS = 60;

let database: TestDatabase;
let databases: Databases;
/** `city matter` → principals. */
const entitled = new Map<string, ReadonlySet<string>>();

beforeAll(async () => {
  database = await createMigratedDatabase();
  databases = openDatabases({ url: database.url, connections: 2 });
  const drawn = fc.sample(fc.tuple(fc.constantFrom(...CITIES), fc.subarray(PRINCIPALS)), { numRuns: MATTERS, seed: 7 });
  for (const [n, [tenant, principals]] of drawn.entries()) {
    entitled.set(`${tenant} m${n}`, new Set(principals));
    await plantMatter(databases.system, { tenant, id: `m${n}`, principals });
  }
});
afterAll(async () => {
  await databases.close();
  await database.drop();
});

const readers = fc.record({ tenant: fc.constantFrom(...CITIES), principals: fc.subarray(PRINCIPALS) });
const expected = (reader: { tenant: string; principals: readonly string[] }): readonly string[] =>
  [...entitled]
    .filter(([key, who]) => key.startsWith(`${reader.tenant} `) && reader.principals.some((each) => who.has(each)))
    .map(([key]) => key)
    .sort();

describe('what a reader sees', () => {
  test.each(TABLES)('of %s is what he is entitled to, whichever way it is found', async (table) => {
    const id = table === 'matters' ? 'id' : 'matter_id';
    const query = sql.raw<{ key: string }>(`select tenant_id || ' ' || ${id} as key from ${table} order by 1`);
    await fc.assert(
      fc.asyncProperty(readers, fc.constantFrom('on', 'off', '', 'x'), async (reader, wide) => {
        const seen = await readAs(databases, reader, async (db) => {
          await sql`select set_config('clearway.wide', ${wide}, true)`.execute(db);
          return (await query.execute(db)).rows;
        });
        expect(seen.map(({ key }) => key).sort()).toEqual(expected(reader));
      }),
      { numRuns: 25 },
    );
  });

  test('all at once or one by one, a count is the same', async () => {
    const count = sql<{ n: number }>`select count(*) as n from matters m where not m.closed and m.loop = 'appeal'`;
    await fc.assert(
      fc.asyncProperty(readers, async (reader) => {
        const narrow = await readAs(databases, reader, async (db) => (await count.execute(db)).rows);
        const wide = await readAllAs(databases, reader, async (db) => (await count.execute(db)).rows);
        expect(wide).toEqual(narrow);
        expect(narrow).toEqual([{ n: expected(reader).length }]);
      }),
      { numRuns: 30 },
    );
  });
});

test('only what counts gathers all that a reader may see; whatever else reads looks up row by row', async () => {
  const reader = { tenant: 'a', principals: ['unit:u1'] };
  const executed = async (read: typeof readAs): Promise<readonly string[]> => {
    const plan = await read(databases, reader, async (db) => {
      const explained = sql.raw<Record<string, string>>(
        'explain (analyze, timing off, costs off) select id from matters',
      );
      return (await explained.execute(db)).rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    const [, gathers, looksUp] = plan.match(/hashed SubPlan (\d+)[^\n]* ELSE [^\n]*SubPlan (\d+)/) ?? [];
    const ran = (n: string | undefined): boolean => /actual/.test(plan.match(`SubPlan ${n}\n *-> ([^\n]*)`)?.[1] ?? '');
    return [...(ran(gathers) ? ['gathers'] : []), ...(ran(looksUp) ? ['looks up'] : [])];
  };
  expect(await executed(readAs)).toEqual(['looks up']);
  expect(await executed(readAllAs)).toEqual(['gathers']);
});
