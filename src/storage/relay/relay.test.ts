import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMigratedDatabase, type TestDatabase } from '#testing/database';
import { type Databases, openDatabases } from '../database.ts';
import { openRelay } from './index.ts';
import { packed, type Told, unpacked } from './payload.ts';

let database: TestDatabase;
let databases: Databases;
beforeAll(async () => {
  database = await createMigratedDatabase();
  databases = openDatabases({ url: database.url, connections: 2 });
});
afterAll(async () => {
  await databases.close();
  await database.drop();
});

const told = (id: string, principals: readonly string[] = ['unit:u1']): Told => ({
  to: { tenant: 'quzhou', principals },
  message: { topic: 'matter', id, seq: 3 },
});

const until = async (holds: () => boolean): Promise<void> => {
  const deadline = performance.now() + 15_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('waited in vain');
    await new Promise((done) => setTimeout(done, 20));
  }
};

function processes() {
  const heard: { a: Told[]; b: Told[] } = { a: [], b: [] };
  const failures: unknown[] = [];
  const open = (name: 'a' | 'b') =>
    openRelay({ databases, received: (each) => heard[name].push(each), failed: (error) => failures.push(error) });
  return { heard, failures, a: open('a'), b: open('b') };
}

const ids = (all: readonly Told[]) => all.map((each) => String(each.message.id));

test('what one process says the others hear, itself not', async () => {
  const { heard, a, b } = processes();
  await until(() => {
    a.send(told('ready'));
    return heard.b.length > 0;
  });
  heard.b.length = 0;
  a.send(told('m1'));
  b.send(told('m2'));
  await until(() => ids(heard.b).includes('m1') && ids(heard.a).includes('m2'));
  expect(heard.b.find((each) => each.message.id === 'm1')).toEqual(told('m1'));
  expect(ids(heard.a)).not.toContain('m1');
  await Promise.all([a.stop(), b.stop()]);
});

test('a listener that lost its connection finds its way back', async () => {
  const { heard, failures, a, b } = processes();
  const sayUntilHeard = (id: string) =>
    until(() => {
      a.send(told(id));
      return ids(heard.b).includes(id);
    });
  await sayUntilHeard('before');
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query like 'listen%'`.execute(databases.owner);
  await sayUntilHeard('after');
  expect(failures.length).toBeGreaterThan(0);
  await Promise.all([a.stop(), b.stop()]);
});

test('many principals travel in several messages, each small enough, none lost', () => {
  const principals = Array.from({ length: 2_000 }, (_, at) => `person:p-${at}`);
  const payloads = packed('x', told('m1', principals));
  expect(Math.max(...payloads.map((each) => Buffer.byteLength(each)))).toBeLessThan(8_000);
  expect(payloads.flatMap((each) => unpacked(each).told?.to.principals ?? [])).toEqual(principals);
});

test('what is not ours is passed over', () => {
  for (const payload of ['', '{', '{"from":1}', '{"from":"x","told":{"to":{},"message":{}}}'])
    expect(unpacked(payload)).toEqual({});
});
