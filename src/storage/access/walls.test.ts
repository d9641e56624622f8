import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMigratedDatabase, type TestDatabase } from '#testing/database';
import { type Databases, openDatabases, readAs } from '../database.ts';
import { accessStores } from './index.ts';

let database: TestDatabase;
let databases: Databases;
beforeAll(async () => {
  database = await createMigratedDatabase();
  databases = openDatabases({ url: database.url, connections: 4 });
});
afterAll(async () => {
  await databases.close();
  await database.drop();
});

const READER = { tenant: 'quzhou', principals: ['unit:u1'] };

test.each(['accounts', 'sessions', 'sms_codes', 'throttles', 'oidc_attempts'])(
  'the role that reads for users cannot see %s',
  async (table) => {
    const read = readAs(databases, READER, (db) => sql`select * from ${sql.table(table)}`.execute(db));
    await expect(read).rejects.toThrow(/permission denied/);
  },
);

test('neither role can change or remove what the audit log says', async () => {
  await accessStores(databases.system).audit.write('quzhou', { id: 'a1', at: 0, actor: 'p1', act: 'sign-in' });
  for (const db of [databases.system, databases.app]) {
    await expect(sql`update audit_log set actor = 'p2'`.execute(db)).rejects.toThrow(/permission denied/);
    await expect(sql`delete from audit_log`.execute(db)).rejects.toThrow(/permission denied/);
    await expect(sql`truncate audit_log`.execute(db)).rejects.toThrow(/permission denied/);
  }
});

test('the audit log is read through the operations for auditors, never by the role that reads for users', async () => {
  const read = readAs(databases, READER, (db) => sql`select id from audit_log`.execute(db));
  await expect(read).rejects.toThrow(/permission denied/);
});

test('a window counts every hit, however many come at once, and starts anew when it is over', async () => {
  const { throttles } = accessStores(databases.system);
  const hit = (now: number) => throttles.hit('quzhou', 'k', { ms: 1000, now });
  const counts = await Promise.all(Array.from({ length: 20 }, () => hit(0)));
  expect(counts.map((each) => each.count).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  expect(await hit(999)).toEqual({ count: 21, resetsAt: 1000 });
  expect(await hit(1000)).toEqual({ count: 1, resetsAt: 2000 });
});
