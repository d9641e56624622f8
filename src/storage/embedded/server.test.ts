import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withClient } from '#testing/database';
import { startEmbeddedPostgres } from './index.ts';
import { isAlive, until } from './processes.ts';

const FIXTURE = fileURLToPath(new URL('hold.fixture.ts', import.meta.url));

type Held = { readonly node: ChildProcess; readonly url: string; readonly pid: number; readonly refused?: string };

let dataDir: string;
let nodes: ChildProcess[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'clearway-embedded-'));
  nodes = [];
});

afterEach(async () => {
  for (const node of nodes) node.kill('SIGKILL');
  const left = postmasterPid();
  if (left !== undefined && isAlive(left)) {
    process.kill(left, 'SIGKILL');
    await until(() => !isAlive(left), 5000);
  }
  rmSync(dataDir, { recursive: true, force: true });
});

function postmasterPid(): number | undefined {
  try {
    const [first = ''] = readFileSync(join(dataDir, 'pgdata', 'postmaster.pid'), 'utf8').split('\n');
    return Number(first) === process.pid ? undefined : Number(first);
  } catch {
    return undefined;
  }
}

function inAnotherProcess(how: 'hold' | 'leave' = 'hold'): Promise<Held> {
  const node = spawn(process.execPath, [FIXTURE, dataDir, how], { stdio: ['ignore', 'pipe', 'inherit'] });
  nodes.push(node);
  return new Promise((resolve, reject) => {
    node.stdout.once('data', (line: Buffer) => resolve({ node, ...JSON.parse(line.toString()) }));
    node.once('exit', (code) => reject(new Error(`the other process left with ${code}`)));
  });
}

const query = (url: string, sql: string): Promise<unknown[]> =>
  withClient(url, async (client) => (await client.query(sql)).rows);

const died = (pid: number): Promise<boolean> => until(() => !isAlive(pid), 10_000);

test('what was written is there after a restart, under the same password', async () => {
  const first = await startEmbeddedPostgres({ dataDir });
  await query(first.url, "create table kept as select '衢州' as city");
  await first.stop();
  await first.stop();
  const second = await startEmbeddedPostgres({ dataDir });
  expect(await query(second.url, 'select city from kept')).toEqual([{ city: '衢州' }]);
  expect(new URL(second.url).password).toBe(new URL(first.url).password);
  await second.stop();
  expect(isAlive(second.pid)).toBe(false);
});

test('nobody else can read the password or enter without it', async () => {
  const server = await startEmbeddedPostgres({ dataDir });
  expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600);
  const wrong = new URL(server.url);
  wrong.password = 'guess';
  await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  await server.stop();
});

test('data survives the power cut: the server writes through to the disk', async () => {
  const server = await startEmbeddedPostgres({ dataDir });
  const rows = await query(
    server.url,
    "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') order by name",
  );
  await server.stop();
  expect(rows.map((row) => (row as { setting: string }).setting)).toEqual(['on', 'on', 'on']);
});

test('a second start in the same process is refused', async () => {
  const server = await startEmbeddedPostgres({ dataDir });
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({
    parts: { code: 'storage.embedded-in-use' },
  });
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await server.stop();
});

test('while another process holds the folder a start is refused and names that process', async () => {
  const other = await inAnotherProcess();
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(`进程号 ${other.node.pid}`);
  expect(await query(other.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('of several processes that start at once exactly one gets the folder', async () => {
  const all = await Promise.all([1, 2, 3, 4].map(() => inAnotherProcess()));
  expect(all.filter((each) => each.refused === undefined)).toHaveLength(1);
  expect(all.filter((each) => each.refused?.includes('进程号'))).toHaveLength(3);
});

test('after Clearway alone was killed its orphaned database is stopped and the data is all there', async () => {
  const killed = await inAnotherProcess();
  await query(killed.url, 'create table kept as select 1 as n');
  killed.node.kill('SIGKILL');
  await died(killed.node.pid ?? 0);
  expect(isAlive(killed.pid)).toBe(true);
  const log: string[] = [];
  const next = await startEmbeddedPostgres({ dataDir, log: (line) => log.push(line) });
  expect(isAlive(killed.pid)).toBe(false);
  expect(log.join()).toContain(String(killed.pid));
  expect(await query(next.url, 'select n from kept')).toEqual([{ n: 1 }]);
  await next.stop();
});

test('after Clearway and its database were both killed the committed data is all there', async () => {
  const killed = await inAnotherProcess();
  await query(killed.url, 'create table kept as select 1 as n');
  killed.node.kill('SIGKILL');
  process.kill(killed.pid, 'SIGKILL');
  await died(killed.pid);
  const next = await startEmbeddedPostgres({ dataDir });
  expect(await query(next.url, 'select n from kept')).toEqual([{ n: 1 }]);
  await next.stop();
});

test('a stale lock whose number now belongs to another process does not keep us out', async () => {
  const server = await startEmbeddedPostgres({ dataDir });
  await server.stop();
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
  nodes.push(stranger);
  writeFileSync(join(dataDir, 'owner.json'), JSON.stringify({ pid: stranger.pid, life: 'an earlier life' }));
  const lines = [stranger.pid, join(dataDir, 'pgdata'), 1, 5432, '', '127.0.0.1', '  0  0', 'ready'];
  writeFileSync(join(dataDir, 'pgdata', 'postmaster.pid'), `${lines.join('\n')}\n`);
  const next = await startEmbeddedPostgres({ dataDir });
  expect(await query(next.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(isAlive(stranger.pid ?? 0)).toBe(true);
  await next.stop();
});

test('a process that ends without saying stop takes its database along', async () => {
  const left = await inAnotherProcess('leave');
  expect(await died(left.pid)).toBe(true);
  const next = await startEmbeddedPostgres({ dataDir });
  await next.stop();
});

test('whoever asked is told when the database goes down by itself', async () => {
  const downs: string[] = [];
  const server = await startEmbeddedPostgres({ dataDir, onDown: (reason) => downs.push(reason) });
  process.kill(server.pid, 'SIGKILL');
  await until(() => downs.length > 0, 5000);
  expect(downs).toEqual(['exit SIGKILL']);
  await server.stop();
});

test('a folder of another PostgreSQL version is refused, not touched', async () => {
  const server = await startEmbeddedPostgres({ dataDir });
  await server.stop();
  const attempt = startEmbeddedPostgres({ dataDir, version: 15 });
  await expect(attempt).rejects.toMatchObject({ parts: { code: 'storage.embedded-other-version' } });
});

test('a server that cannot start says why in its own words and gives the folder back', async () => {
  const attempt = startEmbeddedPostgres({ dataDir, settings: { shared_buffers: 'plenty' } });
  await expect(attempt).rejects.toThrow(/shared_buffers/);
  const server = await startEmbeddedPostgres({ dataDir });
  await server.stop();
});

const asRoot = process.getuid?.() === 0;

test.runIf(asRoot)(
  'where root keeps the folder closed to others the data goes where PostgreSQL can reach it, and stays there',
  async () => {
    const closed = join(dataDir, 'data');
    const log: string[] = [];
    const first = await startEmbeddedPostgres({ dataDir: closed, log: (line) => log.push(line) });
    try {
      expect(first.home).not.toBe(closed);
      expect(log.join()).toContain(first.home);
      await query(first.url, 'create table kept as select 1 as n');
      await first.stop();
      const second = await startEmbeddedPostgres({ dataDir: closed });
      expect(await query(second.url, 'select n from kept')).toEqual([{ n: 1 }]);
      await second.stop();
    } finally {
      rmSync(first.home, { recursive: true, force: true });
    }
  },
);
