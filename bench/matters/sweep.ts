import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { runOpen } from '#platform/matters';
import { type BenchSite, callOf, ENTERPRISE, openBenchSite, peopleOf, START, TENANT } from './bench-site.ts';
import { median, report, timed } from './measure.ts';

const DUE = 1_000;
const ROUNDS = 3;
const DAY = 86_400_000;
/** Monday mornings far enough apart that whatever one round began has run its course before the next. */
const startOf = (round: number): number => START + ([0, 35, 63, 91][round] ?? 0) * DAY;

/** What a sweep costs follows what is due, not what is armed; two sweepers share the work and fire nothing twice. */
export async function benchSweep(urls: readonly [string, string], armed: readonly [number, number]): Promise<boolean> {
  const few = await openBenchSite(urls[0], 8);
  const many = await openBenchSite(urls[1], 8);
  try {
    await arm(few, armed[0]);
    await arm(many, armed[1]);
    const took = { few: [] as number[], many: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      took.few.push(await sweepOnce(few, round));
      took.many.push(await sweepOnce(many, round));
    }
    const ratio = median(took.many) / median(took.few);
    report(
      `sweep: ${DUE} due among ${armed[0]} and ${armed[1]} armed`,
      { 'ms few': median(took.few), 'ms many': median(took.many), ratio, aim: '< 1.5' },
      ratio < 1.5,
    );
    await showPlan(many);
    const twice = await twoSweepers(many);
    return ratio < 1.5 && twice;
  } finally {
    await few.close();
    await many.close();
  }
}

/** Matters that fall due together, one batch for each round, and clocks that are armed for much later. */
async function arm(site: BenchSite, armed: number): Promise<void> {
  const { enterprise } = peopleOf(site.city, 'longyou');
  for (let round = 0; round <= ROUNDS; round += 1) {
    const now = startOf(round);
    site.clock.now = now;
    for (let n = 0; n < DUE; n += 50) await Promise.all(Array.from({ length: 50 }, () => open(site, enterprise, now)));
  }
  site.clock.now = START;
  const { owner } = site.databases;
  await sql`insert into clocks (tenant_id, matter_id, clock, fire_at, next_rung_at, next_rung, running)
    select ${TENANT}, 'armed-' || n / 4, 'clock-' || n % 4, to_timestamp(${START / 1000}) + interval '2 years' + make_interval(secs => n),
      to_timestamp(${START / 1000}) + interval '2 years' + make_interval(secs => n), 'remind', true
    from generate_series(1, ${armed}::int) n`.execute(owner);
  await sql`vacuum (analyze)`.execute(owner);
}

const open = (site: BenchSite, actor: Parameters<typeof callOf>[0], now: number) =>
  runOpen(site.wired.matters, callOf(actor, now, randomUUID()), {
    loop: 'appeal',
    channel: 'portal',
    region: '330825',
    enterprise: ENTERPRISE,
    fields: { title: '双回路用电迟迟未批', body: '至今没有答复，影响投产，请协调解决。' },
  });

// Half a working day after opening the first limit reminds: one rung of each of the round's thousand, and of no other.
const dueAt = (round: number): number => startOf(round) + 30 * 3_600_000;

/** Whatever is left of earlier rounds is fired first and not counted. */
async function sweepOnce(site: BenchSite, round: number): Promise<number> {
  if (round > 0) await site.wired.sweep(TENANT, startOf(round));
  let moved = 0;
  const took = await timed(async () => {
    moved = await site.wired.sweep(TENANT, dueAt(round));
  });
  if (moved !== DUE) throw new Error(`round ${round}: ${moved} matters moved, not ${DUE}`);
  return took;
}

async function twoSweepers(site: BenchSite): Promise<boolean> {
  await site.wired.sweep(TENANT, startOf(ROUNDS));
  const moved = await Promise.all([site.wired.sweep(TENANT, dueAt(ROUNDS)), site.wired.sweep(TENANT, dueAt(ROUNDS))]);
  const { rows } = await sql<{ fired: number; different: number }>`
    select count(*) as fired, count(distinct (matter_id, data ->> 'clock', data ->> 'cycle', data ->> 'rung')) as different
    from events where type = 'rung-fired'`.execute(site.databases.owner);
  const good = rows[0]?.fired === rows[0]?.different && (moved[0] ?? 0) + (moved[1] ?? 0) === DUE;
  report(
    'two sweepers at once',
    {
      moved: moved.join(' + '),
      'rungs fired': rows[0]?.fired ?? 0,
      twice: (rows[0]?.fired ?? 0) - (rows[0]?.different ?? 0),
    },
    good,
  );
  return good;
}

async function showPlan(site: BenchSite): Promise<void> {
  const { rows } = await sql
    .raw<Record<string, string>>(`explain (analyze, buffers, costs off)
    select c.matter_id from clocks c where c.tenant_id = '${TENANT}' and c.next_rung_at <= to_timestamp(${dueAt(ROUNDS) / 1000})
    order by c.next_rung_at limit 200`)
    .execute(site.databases.owner);
  console.log(`\nplan of the sweep:\n${rows.map((row) => `  ${row['QUERY PLAN']}`).join('\n')}`);
}
