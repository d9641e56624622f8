import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '#kernel';
import { joinEmbeddedPostgres } from '#storage';
import { withClient } from '#testing/database';
import { NEVER } from './books.fixture.ts';
import { addPayers, FIRMS, insist, look, PAYERS, payUntil, type Said, type Site, TREASURER } from './payers.fixture.ts';
import { crash, pause, type RunningProcess, startSiteProcess, WAYS } from './site-process.fixture.ts';

/** `CRASHES=20 npm test -- tests/crash` for the full run. */
const CRASHES = Number(process.env.CRASHES ?? 2);
const SEED = process.env.CRASH_SEED ?? String(Date.now());

describe(`two payers at once and ${CRASHES} crashes (CRASH_SEED=${SEED})`, () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'clearway-funds-crash-'));
  // Started by root, PostgreSQL runs as another user, who must get in.
  chmodSync(dataDir, 0o755);
  const random = seededRandom(SEED);
  const said: Said = { items: new Set(), batches: new Set(), acts: 0 };
  const started: RunningProcess[] = [];
  const lines: string[] = [];
  const found: Record<string, readonly unknown[]> = {};
  let site: Site;
  const start = async (): Promise<RunningProcess> => {
    const running = await startSiteProcess(dataDir);
    started.push(running);
    return running;
  };
  const rows = async <T extends pg.QueryResultRow>(text: string): Promise<readonly T[]> =>
    withClient(
      await joinEmbeddedPostgres(join(dataDir, 'postgres')),
      async (client) => (await client.query<T>(text)).rows,
    );
  /** Looked at while the payers go on: each query sees one moment. */
  const inspect = async (when: string): Promise<void> => {
    for (const [never, text] of Object.entries(NEVER)) {
      const bad = await rows(text);
      if (bad.length > 0) found[`${when}: ${never}`] = bad;
    }
  };

  async function begin(): Promise<void> {
    const first = await start();
    await withClient(await joinEmbeddedPostgres(join(dataDir, 'postgres')), addPayers);
    // A new process, so that it knows the people.
    first.kill('SIGTERM');
    await first.gone;
    site = { current: start(), moving: 0 };
    for (const { id, name, number } of FIRMS)
      await insist(site, {
        who: id,
        method: 'PUT',
        path: '/api/funds/own/account',
        body: { number, holder: name, bank: '演示银行' },
      });
    for (const policy of ['policy-one', 'policy-two']) {
      const body = { title: policy, policy, year: 2026 };
      const line = await insist(site, { who: PAYERS[0], path: '/api/funds/lines', body });
      if (!line) throw new Error(`no line for ${policy}`);
      lines.push(line.id);
      const budget = { amount: 8_000_000, note: '预算下达文件' };
      await insist(site, { who: TREASURER, path: `/api/funds/lines/${line.id}/budget`, body: budget });
    }
  }

  beforeAll(
    async () => {
      await begin();
      let stop = false;
      // Two payers on each line; those of one line reach for the same items.
      const load = Promise.all(
        PAYERS.flatMap((who) =>
          lines.map((line) => payUntil({ site, who, line, random: random.fork(`${who} ${line}`), said }, () => stop)),
        ),
      );
      for (let n = 0; n < CRASHES; n += 1) {
        const running = await site.current;
        const enough = said.acts + random.int(20, 50);
        while (said.acts < enough) await pause(5);
        // In the middle of a batch: somebody approves, sends or reconciles one at this moment.
        while (site.moving === 0) await pause(1);
        await pause(random.int(0, 5));
        const restarted = Promise.withResolvers<RunningProcess>();
        site.current = restarted.promise;
        await crash(running, WAYS[n % WAYS.length] ?? 'node');
        start().then(restarted.resolve, restarted.reject);
        await restarted.promise;
        await inspect(`after crash ${n + 1}`);
      }
      const enough = said.acts + 30;
      while (said.acts < enough) await pause(5);
      stop = true;
      await load;
      await inspect('at the end');
    },
    180_000 + CRASHES * 60_000,
  );

  afterAll(async () => {
    for (const each of started) each.kill('SIGTERM');
    await Promise.all(started.map((each) => each.gone));
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('leaves books that add up: budget ≥ promised ≥ paid, nothing twice, no half batch', async () => {
    expect(found).toEqual({});
    const [done] = await rows<{ paid: number; back: number; settled: number; entries: number }>(
      `select count(*) filter (where act = 'settle')::int as paid, count(*) filter (where act in ('bounce', 'return'))::int as back,
         count(*) filter (where act = 'finalise')::int as settled, count(*)::int as entries from fund_entries`,
    );
    expect(done?.paid).toBeGreaterThan(0);
    console.log(`funds: ${CRASHES} crashes, ${said.acts} acts, ${JSON.stringify(done)}`);
  });

  it('keeps every promise and batch that it said yes to, once, and no other', async () => {
    const ids = async (table: string) => (await rows<{ id: string }>(`select id from ${table}`)).map(({ id }) => id);
    expect(new Set(await ids('fund_items'))).toEqual(said.items);
    expect(new Set(await ids('fund_batches'))).toEqual(said.batches);
  });

  it('leaves chains of entries in which every link holds', async () => {
    for (const id of lines) {
      const proof = await look(site, TREASURER, `/api/funds/lines/${id}/proof`);
      expect(proof).toMatchObject({ findings: [] });
    }
  });
});
