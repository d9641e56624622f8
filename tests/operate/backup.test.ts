import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMigratedDatabase, createTestDatabase, withClient } from '#testing/database';
import { createTestSite, type TestSite } from '#testing/site';
import { DISPATCHER, HANDLER, handledAppeal, runCommand, tempFolder } from './operate.fixture.ts';

type Row = Readonly<Record<string, unknown>>;
const TABLES = [
  'events',
  'matters',
  'contents',
  'clocks',
  'access',
  'outbox',
  'search_tokens',
  'units',
  'loop_definitions',
];

const contentsOf = (url: string): Promise<readonly (readonly Row[])[]> =>
  withClient(url, async (client) => {
    const tables = [];
    for (const table of TABLES)
      tables.push((await client.query<Row>(`select t::text as row from ${table} t order by 1`)).rows);
    return tables;
  });

const countIn = (url: string, table: string): Promise<number> =>
  withClient(
    url,
    async (client) => (await client.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n ?? -1,
  );

describe('backup and restore', () => {
  let site: TestSite;
  const folder = tempFolder();
  const file = join(folder.path, 'whole.tar.gz');
  beforeAll(async () => {
    site = await createTestSite([DISPATCHER, HANDLER]);
    for (const title of ['双回路用电', '厂区道路积水', '用工宿舍不足']) await handledAppeal(site, title);
    await runCommand('backup', { DATABASE_URL: site.url }, [file]);
  });
  afterAll(async () => {
    folder[Symbol.dispose]();
    await site[Symbol.asyncDispose]();
  });

  it('brings back every row, and chains that verify', async () => {
    await using empty = await createTestDatabase();
    const restored = await runCommand('restore', { DATABASE_URL: empty.url }, [file]);
    expect(restored.json).toMatchObject({ setAside: null, key: 'present', tenants: [{ chains: 3 }] });
    expect(await contentsOf(empty.url)).toEqual(await contentsOf(site.url));
    expect(await runCommand('audit verify', { DATABASE_URL: empty.url })).toMatchObject({ exitCode: 0 });
    expect(await runCommand('projections check', { DATABASE_URL: empty.url })).toMatchObject({ exitCode: 0 });
  });

  it('goes into a database that was migrated and never used', async () => {
    await using migrated = await createMigratedDatabase();
    await runCommand('restore', { DATABASE_URL: migrated.url }, [file]);
    expect(await countIn(migrated.url, 'matters')).toBe(3);
  });

  it('keeps the walls: the application role still cannot change an event', async () => {
    await using empty = await createTestDatabase();
    await runCommand('restore', { DATABASE_URL: empty.url }, [file]);
    await withClient(empty.url, async (client) => {
      await client.query('set role clearway_system');
      await expect(client.query('delete from events')).rejects.toThrow('permission denied');
      await client.query('reset role; set role clearway_app');
      expect((await client.query('select 1 from matters')).rowCount).toBe(0);
    });
  });

  it('refuses a database with data, and with --force sets that aside whole', async () => {
    await using used = await createTestDatabase();
    await runCommand('restore', { DATABASE_URL: used.url }, [file]);
    await expect(runCommand('restore', { DATABASE_URL: used.url }, [file])).rejects.toThrow('已有数据');
    const forced = await runCommand('restore', { DATABASE_URL: used.url }, [file], { force: true });
    const { setAside } = forced.json as { setAside: string };
    expect(await countIn(used.url, `${setAside}.matters`)).toBe(3);
    expect(await countIn(used.url, 'public.matters')).toBe(3);
  });

  it('refuses while others are connected, and leaves the data alone', async () => {
    await using used = await createTestDatabase();
    await runCommand('restore', { DATABASE_URL: used.url }, [file]);
    await withClient(used.url, async () => {
      const again = runCommand('restore', { DATABASE_URL: used.url }, [file], { force: true });
      await expect(again).rejects.toThrow('还有 1 个连接');
    });
    expect(await countIn(used.url, 'matters')).toBe(3);
  });

  it('refuses a file cut short anywhere, and nothing of it stays', async () => {
    const bytes = readFileSync(file);
    await using empty = await createTestDatabase();
    for (const share of [0, 0.3, 0.9]) {
      const cut = join(folder.path, `cut-${share}.tar.gz`);
      writeFileSync(cut, bytes.subarray(0, Math.floor(bytes.length * share)));
      await expect(runCommand('restore', { DATABASE_URL: empty.url }, [cut])).rejects.toThrow('不能用');
      expect(await countIn(empty.url, `pg_class where relnamespace = 'public'::regnamespace`)).toBe(0);
    }
  });

  it('finds a changed event even when its checksum was changed along', async () => {
    const forged = join(folder.path, 'forged.tar.gz');
    const { createHash } = await import('node:crypto');
    const text = gunzipSync(readFileSync(file)).toString('latin1');
    const start = text.indexOf('tables/events/000001') + 512;
    const size = Number.parseInt(text.slice(start - 512 + 124, start - 512 + 135), 8);
    const part = text.slice(start, start + size);
    const changed = part.replace('longyou-power', 'longyou-xxxxx');
    expect(changed).not.toBe(part);
    const sha = (each: string): string => createHash('sha256').update(Buffer.from(each, 'latin1')).digest('hex');
    writeFileSync(
      forged,
      gzipSync(Buffer.from(text.replace(part, changed).replace(sha(part), sha(changed)), 'latin1')),
    );
    await using empty = await createTestDatabase();
    await expect(runCommand('restore', { DATABASE_URL: empty.url }, [forged])).rejects.toThrow('被改写');
    expect(await countIn(empty.url, `pg_class where relnamespace = 'public'::regnamespace`)).toBe(0);
  });

  it('refuses what a newer release wrote', async () => {
    const newer = join(folder.path, 'newer.tar.gz');
    const text = gunzipSync(readFileSync(file)).toString('latin1');
    writeFileSync(newer, gzipSync(Buffer.from(text.replace('0001-foundation.sql', '9999-foundation.sql'), 'latin1')));
    await using empty = await createTestDatabase();
    await expect(runCommand('restore', { DATABASE_URL: empty.url }, [newer])).rejects.toThrow('先升级');
  });

  it('leaves the content key out unless asked, and says which key is missing', async () => {
    const inside = (path: string): string => gunzipSync(readFileSync(path)).toString('latin1');
    expect(inside(file)).not.toContain('07'.repeat(32));
    const withKey = join(folder.path, 'key.tar.gz');
    await runCommand('backup', { DATABASE_URL: site.url }, [withKey], { withKey: true });
    expect(inside(withKey)).toContain('07'.repeat(32));
    await using one = await createTestDatabase();
    const noKey = { DATABASE_URL: one.url, CONTENT_KEY: '', DATA_DIR: join(folder.path, 'fresh') };
    expect((await runCommand('restore', noKey, [file])).json).toMatchObject({ key: 'missing' });
    await expect(runCommand('audit verify', noKey)).rejects.toThrow('找不到内容密钥');
    await using two = await createTestDatabase();
    const brought = await runCommand('restore', { ...noKey, DATABASE_URL: two.url }, [withKey]);
    expect(brought.json).toMatchObject({ key: 'restored' });
    expect(readFileSync(join(folder.path, 'fresh', 'content.key'), 'utf8').trim()).toBe('07'.repeat(32));
  });

  it('is one instant: a backup taken while the site works restores to something consistent', async () => {
    const busy = join(folder.path, 'busy.tar.gz');
    let stop = false;
    const working = (async () => {
      for (let n = 0; !stop; n += 1) await handledAppeal(site, `忙时第 ${n} 件`);
    })();
    await runCommand('backup', { DATABASE_URL: site.url }, [busy]);
    stop = true;
    await working;
    await using empty = await createTestDatabase();
    await runCommand('restore', { DATABASE_URL: empty.url }, [busy]);
    expect(await countIn(empty.url, 'matters')).toBeGreaterThanOrEqual(3);
    expect(await runCommand('projections check', { DATABASE_URL: empty.url })).toMatchObject({ exitCode: 0 });
  });
});
