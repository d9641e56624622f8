import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatterDetail } from '#platform/matters';
import { withClient } from '#testing/database';
import { createTestSite, officialOf, type TestSite } from '#testing/site';
import { DISPATCHER, HANDLER, handledAppeal, runCommand, tempFolder } from './operate.fixture.ts';

describe('commands on the database', () => {
  let site: TestSite;
  let matter: MatterDetail;
  const folder = tempFolder();
  const rootFile = join(folder.path, 'root.json');
  const run = (name: string, options: Record<string, string | boolean> = {}) =>
    runCommand(name, { DATABASE_URL: site.url, DATA_DIR: folder.path }, [], options);
  const query = (text: string) => withClient(site.url, (client) => client.query(text));

  beforeAll(async () => {
    site = await createTestSite([DISPATCHER, HANDLER], Date.now());
    matter = await handledAppeal(site, '双回路用电');
    await handledAppeal(site, '厂区道路积水');
  });
  afterAll(async () => {
    folder[Symbol.dispose]();
    await site[Symbol.asyncDispose]();
  });

  it('sweeps up to an instant, once, and the clock of a demo city goes along', async () => {
    const at = new Date(Date.now() + 30 * 86_400_000).toISOString();
    expect((await run('clock sweep', { at })).json).toMatchObject([{ moved: 2 }]);
    expect((await run('clock sweep', { at })).json).toMatchObject([{ moved: 0 }]);
    site.clock.now = Date.parse(at);
    const seen = await site.call<MatterDetail>(officialOf(site.city, HANDLER), 'matters.get', { id: matter.id });
    expect(seen.lamp).toBe('overdue');
    const { rows } = await query('select clock_offset_ms from tenants');
    expect(Number(rows[0]?.clock_offset_ms)).toBeGreaterThan(29 * 86_400_000);
  });

  it('verifies against a root that left the database', async () => {
    expect((await run('audit root', { out: rootFile })).json).toMatchObject({ chains: 2 });
    expect(await run('audit verify', { root: rootFile })).toMatchObject({ exitCode: 0, json: { ok: true } });
  });

  it('finds a history cut short by the owner of the database, who also mended the projection', async () => {
    const { rows } = await query(`select data, hash, seq from events where matter_id = '${matter.id}' order by seq`);
    const kept = rows.at(-2);
    await query(`create table cut as select * from events where matter_id = '${matter.id}' and seq > ${kept.seq};
      delete from events where matter_id = '${matter.id}' and seq > ${kept.seq};
      update matters set seq = ${kept.seq}, head_hash = '${kept.hash}' where id = '${matter.id}'`);
    expect(await run('audit verify')).toMatchObject({ exitCode: 0 });
    const against = await run('audit verify', { root: rootFile });
    expect(against).toMatchObject({ exitCode: 1 });
    expect(against.text).toContain('历史被截短或改写');
    await query('insert into events select * from cut; drop table cut');
    await run('projections rebuild');
    expect(await run('audit verify', { root: rootFile })).toMatchObject({ exitCode: 0 });
  });

  it('does not trust a root file that was itself changed', async () => {
    const forged = join(folder.path, 'forged.json');
    writeFileSync(forged, readFileSync(rootFile, 'utf8').replace(/"[0-9a-f]{64}"\]/, `"${'0'.repeat(64)}"]`));
    expect((await run('audit verify', { root: forged })).text).toContain('存根文件自身被改过');
    writeFileSync(forged, 'not a root');
    await expect(run('audit verify', { root: forged })).rejects.toThrow('不能用');
  });

  it('finds and mends projections that say something else than the events', async () => {
    expect(await run('projections check')).toMatchObject({ exitCode: 0 });
    await query(`update matters set status = 'verified', number = 'SQ-0' where id = '${matter.id}'`);
    await query(`delete from clocks where matter_id = '${matter.id}'`);
    const found = await run('projections check');
    expect(found).toMatchObject({ exitCode: 1, json: { reports: [{ differing: [matter.id] }] } });
    expect(found.text).toContain(`${matter.id}: number, status, clocks`);
    await query('delete from access');
    await query(
      `insert into matters select (jsonb_populate_record(m, '{"id": "ghost", "number": "X"}')).* from matters m limit 1`,
    );
    await run('projections rebuild');
    expect(await run('projections check')).toMatchObject({ exitCode: 0 });
    const seen = await site.call<MatterDetail>(officialOf(site.city, HANDLER), 'matters.get', { id: matter.id });
    expect(seen.number).toBe(matter.number);
  });
});
