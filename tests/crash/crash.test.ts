import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '#kernel';
import { joinEmbeddedPostgres } from '#storage';
import { withClient } from '#testing/database';
import { siteCommands } from '../../src/main/commands/site-commands.ts';
import { type Acknowledged, passTime, type Site, send, workUntil } from './load.fixture.ts';
import { addPeople } from './people.fixture.ts';
import { crash, pause, type RunningProcess, startSiteProcess, WAYS } from './site-process.fixture.ts';

/** `CRASHES=20 npm test -- tests/crash` for the full run; a few in the ordinary one, to stay quick. */
const CRASHES = Number(process.env.CRASHES ?? 3);
const CLIENTS = 4;
describe(`${CRASHES} crashes under load`, () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'clearway-crash-'));
  // Started by root, PostgreSQL runs as another user, who must get in.
  chmodSync(dataDir, 0o755);
  const random = seededRandom(process.env.CRASH_SEED ?? String(Date.now()));
  const done: Acknowledged[] = [];
  const rows = async <T extends pg.QueryResultRow>(text: string): Promise<readonly T[]> =>
    withClient(
      await joinEmbeddedPostgres(join(dataDir, 'postgres')),
      async (client) => (await client.query<T>(text)).rows,
    );
  const command = (name: string) =>
    siteCommands
      .find((each) => each.name === name)
      ?.run({ args: [], options: {}, json: true, env: { DATA_DIR: dataDir, DEMO: '0' }, print: () => {} });
  let last: RunningProcess;
  const started: RunningProcess[] = [];
  const start = async (): Promise<RunningProcess> => {
    const running = await startSiteProcess(dataDir);
    started.push(running);
    return running;
  };

  beforeAll(
    async () => {
      const first = await start();
      await withClient(await joinEmbeddedPostgres(join(dataDir, 'postgres')), addPeople);
      // A new process, so that it knows the people and that its clock may be moved.
      first.kill('SIGTERM');
      await first.gone;
      const site: Site = { current: start() };
      let stop = false;
      const load = Promise.all([
        ...Array.from({ length: CLIENTS }, (_, n) => workUntil(site, () => stop, done, `客户端 ${n + 1}`)),
        passTime(site, () => stop),
      ]);
      for (let n = 0; n < CRASHES; n += 1) {
        const running = await site.current;
        // A while of work, in commands rather than seconds: machines differ.
        const enough = done.length + random.int(15, 45);
        while (done.length < enough) await pause(10);
        await pause(random.int(0, 50));
        const restarted = Promise.withResolvers<RunningProcess>();
        site.current = restarted.promise;
        await crash(running, WAYS[n % WAYS.length] ?? 'node');
        start().then(restarted.resolve, restarted.reject);
        await restarted.promise;
      }
      const enough = done.length + 20;
      while (done.length < enough) await pause(10);
      stop = true;
      await load;
      last = await site.current;
    },
    120_000 + CRASHES * 60_000,
  );

  afterAll(async () => {
    for (const each of started) each.kill('SIGTERM');
    await Promise.all(started.map((each) => each.gone));
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('loses no acknowledged command and does none twice', async () => {
    expect(done.length).toBeGreaterThan(CRASHES * 10);
    const receipts = await rows<{ key: string; matter: string; n: number }>(
      `select c.key, c.result ->> 'id' as matter,
         (select count(*)::int from events e where e.command_id = c.key and e.matter_id = c.matter_id) as n from commands c`,
    );
    const byKey = new Map(receipts.map((each) => [each.key, each]));
    const lost = done.filter(({ key, id }) => byKey.get(key)?.matter !== id || (byKey.get(key)?.n ?? 0) === 0);
    expect(lost).toEqual([]);
    const twice = await rows(
      `select command_id, count(distinct matter_id) from events group by 1 having count(distinct matter_id) > 1
       union all select command_id, count(*) from events where type = 'opened' or data ? 'move' and actor <> 'system'
       group by 1 having count(*) > 1`,
    );
    expect(twice).toEqual([]);
  });

  it('gives retries their first answer and writes nothing for them', async () => {
    const before = await rows<{ n: number }>('select count(*)::int as n from events');
    const retried = done.filter((each) => each.tries > 1);
    for (const each of [...retried, ...done.slice(0, 20), ...done.slice(-20)]) {
      const { status, body } = await send(last.url, each);
      expect(status).toBe(200);
      expect(body.id).toBe(each.id);
    }
    // Sweeps go on by themselves; the retries themselves add nothing.
    const [added] = await rows<{ n: number }>(
      `select count(*)::int - ${before[0]?.n} as n from events where type <> 'rung-fired' and type <> 'breached'
       and type <> 'flagged'`,
    );
    expect(added?.n).toBeLessThanOrEqual(0);
    console.log(`${CRASHES} crashes: ${done.length} commands acknowledged, ${retried.length} of them after retries`);
  });

  it('fired rungs, none of them twice', async () => {
    const fired = await rows<{ n: number; different: number }>(
      `select count(*)::int as n, count(distinct (matter_id, data ->> 'clock', data ->> 'cycle', data ->> 'rung'))::int as different
       from events where type = 'rung-fired'`,
    );
    expect(fired[0]?.n).toBeGreaterThan(0);
    expect(fired[0]?.different).toBe(fired[0]?.n);
    expect(await rows('select 1 from rungs_fired')).toHaveLength(fired[0]?.n ?? -1);
  });

  it('delivers every notice once', async () => {
    await expect
      .poll(() => rows('select topic, attempts, last_error from outbox where delivered_at is null'), {
        timeout: 50_000,
      })
      .toEqual([]);
    const [told] = await rows<{ wanted: number; written: number }>(
      `select (select sum(jsonb_array_length(payload -> 'principals'))::int from outbox where topic = 'notify') as wanted,
         (select count(*)::int from inbox) as written`,
    );
    expect(told?.written).toBe(told?.wanted);
  });

  it('leaves chains that verify and projections that agree with them', async () => {
    expect(await command('audit verify')).toMatchObject({ exitCode: 0 });
    expect(await command('projections check')).toMatchObject({ exitCode: 0 });
    expect((await rows<{ n: number }>('select count(*)::int as n from matters'))[0]?.n).toBeGreaterThan(CRASHES);
  });
});
