import { expect, test } from 'vitest';
import { createMigratedDatabase, createTestDatabase, templateDatabase, withClient } from './database.ts';

test('a fresh database sorts Chinese by pinyin', async () => {
  await using database = await createTestDatabase();
  const rows = await withClient(database.url, async (client) => {
    const sql = "select string_agg(x, '' order by x) as sorted from unnest(array['张','李','阿','衢','北']) x";
    return (await client.query<{ sorted: string }>(sql)).rows;
  });
  expect(rows[0]?.sorted).toBe('阿北李衢张');
});

test('a template is filled once and every copy starts from it', async () => {
  let fills = 0;
  const fill = async (url: string): Promise<void> => {
    fills += 1;
    await withClient(url, (client) => client.query('create table seeded as select 7 as n'));
  };
  const key = `seeded_${process.pid}`;
  for (const _ of [1, 2]) {
    await using database = await createTestDatabase({ template: await templateDatabase(key, fill) });
    const rows = await withClient(database.url, async (client) => (await client.query('select n from seeded')).rows);
    expect(rows).toEqual([{ n: 7 }]);
  }
  expect(fills).toBe(1);
});

test('a dropped database is gone even while somebody is connected', async () => {
  const database = await createTestDatabase();
  await withClient(database.url, async (client) => {
    client.on('error', () => {});
    await database.drop();
    await expect(client.query('select 1')).rejects.toThrow();
  });
});

test('a migrated database has every migration that the source has', async () => {
  await using database = await createMigratedDatabase();
  const sql = 'select count(*)::int as n from schema_migrations';
  const rows = await withClient(database.url, async (client) => (await client.query<{ n: number }>(sql)).rows);
  expect(rows[0]?.n).toBeGreaterThanOrEqual(3);
});
