import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '#platform/settings';
import { migrate, openDatabases } from '#storage';
import { createTestDatabase } from '#testing/database';
import { createTestSite, TENANT, type TestSite } from '#testing/site';
import { contentKeyFor } from '../../src/main/content-key.ts';
import { dailyRootJob } from '../../src/main/operating.ts';
import { DISPATCHER, HANDLER, handledAppeal, runCommand, tempFolder } from './operate.fixture.ts';

describe('daily audit roots', () => {
  let site: TestSite;
  const folder = tempFolder();
  const take = () => {
    const settings = { ...readSettings({}), dataDir: folder.path };
    return dailyRootJob({ databases: site.databases, tenants: site.wired.tenants, settings }).run();
  };
  const files = () => readdirSync(join(folder.path, 'roots')).sort();

  beforeAll(async () => {
    site = await createTestSite([DISPATCHER, HANDLER], Date.parse('2026-09-07T23:30:00+08:00'));
    await handledAppeal(site, '双回路用电');
  });
  afterAll(async () => {
    folder[Symbol.dispose]();
    await site[Symbol.asyncDispose]();
  });

  it('are taken once a day of the city, kept, and put outside the database', async () => {
    expect([await take(), await take()]).toEqual([1, 0]);
    expect(files()).toEqual([`${TENANT}-2026-09-07.json`]);
    site.clock.now += 3_600_000;
    await handledAppeal(site, '厂区道路积水');
    expect(await take()).toBe(1);
    expect(files()).toHaveLength(2);
    const { rows } = await sql<{ day: string; chains: number }>`
      select day, chains from audit_roots order by day`.execute(site.databases.system);
    expect(rows).toEqual([
      { day: '2026-09-07', chains: 1 },
      { day: '2026-09-08', chains: 2 },
    ]);
  });

  it('verify, each of them, also after more has happened', async () => {
    for (const file of files()) {
      const env = { DATABASE_URL: site.url, DATA_DIR: folder.path };
      expect(await runCommand('audit verify', env, [], { root: join(folder.path, 'roots', file) })).toMatchObject({
        exitCode: 0,
      });
    }
  });

  it('are taken by one of two processes', async () => {
    site.clock.now += 86_400_000;
    const both = await Promise.all([take(), take()]);
    expect((both[0] ?? 0) + (both[1] ?? 0)).toBe(1);
  });
});

describe('the content key', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'clearway-key-'));
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('is made once, kept for its owner only, and no other is taken in its place', async () => {
    await using database = await createTestDatabase();
    const databases = openDatabases({ url: database.url, connections: 1 });
    try {
      await migrate(databases.owner);
      const settings = { ...readSettings({}), dataDir };
      const key = await contentKeyFor(settings, databases.owner, 0);
      expect(key).toHaveLength(32);
      expect(readFileSync(join(dataDir, 'content.key'), 'utf8').trim()).toBe(Buffer.from(key).toString('hex'));
      expect(await contentKeyFor(settings, databases.owner, 0)).toEqual(key);
      const other = { ...settings, contentKey: 'ab'.repeat(32) };
      await expect(contentKeyFor(other, databases.owner, 0)).rejects.toThrow('内容密钥不对');
      const elsewhere = { ...settings, dataDir: join(dataDir, 'elsewhere') };
      await expect(contentKeyFor(elsewhere, databases.owner, 0)).rejects.toThrow('找不到内容密钥');
      expect(readdirSync(dataDir)).toEqual(['content.key']);
    } finally {
      await databases.close();
    }
  });
});
