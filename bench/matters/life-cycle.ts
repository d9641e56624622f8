import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type ReadPorts, runMove, runOpen, type Step } from '#platform/matters';
import {
  type BenchSite,
  type County,
  callOf,
  ENTERPRISE,
  handlerOf,
  openBenchSite,
  peopleOf,
  REGIONS,
} from './bench-site.ts';
import { floorStepOf, floorWriter } from './floor.ts';
import { median, rate, report } from './measure.ts';

export const TITLES = [
  '双回路用电迟迟未批',
  '厂区门口道路积水',
  '用工宿舍配套不足',
  '环评批复进度缓慢',
  '出口退税未到账',
  '消防验收反复整改',
];

/** One appeal from filing to closing; `until` stops it earlier: 0 filed, 1 assigned, 2 signed, 3 answered, 4 rated, 5 closed. */
export async function lifeCycle(
  ports: ReadPorts,
  { city, clock }: BenchSite,
  county: County,
  until = 4,
  title = TITLES[0],
): Promise<string> {
  const people = peopleOf(city, county);
  const call = (who: keyof typeof people) => callOf(people[who], clock.now, randomUUID());
  const { id } = await runOpen(ports, call('enterprise'), {
    loop: 'appeal',
    channel: 'portal',
    region: REGIONS[county],
    enterprise: ENTERPRISE,
    fields: { title: title ?? '', body: `我公司${title}，至今没有答复，影响投产，请协调解决。` },
  });
  const moves: readonly (readonly [keyof typeof people, string, Record<string, unknown>])[] = [
    ['dispatcher', 'assign', { unit: handlerOf(county), note: '请尽快办理' }],
    ['handler', 'sign', {}],
    ['handler', 'finish', { reply: '已批复，下周送电' }],
    ['enterprise', 'rate', { grade: 5 }],
    ['verifier', 'verify', { outcome: 'resolved' }],
  ];
  for (const [who, move, input] of moves.slice(0, until)) await runMove(ports, call(who), { id, move, input });
  return id;
}

/** The steps of one life cycle, as the engine hands them to its store. */
async function recordSteps(site: BenchSite): Promise<readonly Step[]> {
  const steps: Step[] = [];
  const { matters } = site.wired;
  const { transaction } = matters.store;
  const store: ReadPorts['store'] = {
    ...matters.store,
    transaction: (tenant, work) =>
      transaction(tenant, (writer) =>
        work({
          ...writer,
          write: async (step) => {
            steps.push(step);
            await writer.write(step);
          },
        }),
      ),
  };
  await lifeCycle({ ...matters, store }, site, 'longyou');
  return steps;
}

const CONNECTIONS = 8;
const TABLES = ['commands', 'events', 'matters', 'contents', 'access', 'clocks', 'search_tokens', 'outbox'];

/** The floor stands for the engine only if it leaves the same rows behind. */
async function sameRows({ databases: { owner } }: BenchSite, ways: readonly (() => Promise<unknown>)[]) {
  const counted = sql.raw<Record<string, number>>(
    `select ${[...TABLES, 'matter_waiting'].map((each) => `(select count(*) from ${each}) as ${each}`).join(', ')}`,
  );
  const count = async () => (await counted.execute(owner)).rows[0] ?? {};
  const written: string[] = [];
  for (const way of ways) {
    const before = await count();
    await way();
    const after = await count();
    written.push(
      Object.entries(after)
        .map(([table, n]) => `${table} ${n - (before[table] ?? 0)}`)
        .join(' · '),
    );
  }
  if (new Set(written).size !== 1) throw new Error(`engine and floor write different rows:\n${written.join('\n')}`);
  console.log(`rows of one life cycle, of both: ${written[0]}`);
}

/** Life cycles per second, engine and floor by turns, on the same server in the same minutes. */
export async function benchLifeCycle(url: string, rounds: number, seconds: number): Promise<boolean> {
  const site = await openBenchSite(url, CONNECTIONS);
  const steps = (await recordSteps(site)).map(floorStepOf);
  const floor = floorWriter(url, CONNECTIONS);
  const engineOnce = () =>
    rate(CONNECTIONS, seconds, async () => void (await lifeCycle(site.wired.matters, site, 'longyou')));
  const floorOnce = () => rate(CONNECTIONS, seconds, () => floor.lifeCycle(steps, randomUUID()));
  await sameRows(site, [
    () => lifeCycle(site.wired.matters, site, 'longyou'),
    () => floor.lifeCycle(steps, randomUUID()),
  ]);
  await rate(CONNECTIONS, 1.5, async () => void (await lifeCycle(site.wired.matters, site, 'longyou')));
  await rate(CONNECTIONS, 1.5, () => floor.lifeCycle(steps, randomUUID()));
  const ratios: number[] = [];
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const first = round % 2 === 1 ? await engineOnce() : 0;
      const below = await floorOnce();
      const engine = first || (await engineOnce());
      ratios.push(engine / below);
      report(`life cycle, round ${round}`, { 'engine/s': engine, 'floor/s': below, ratio: engine / below });
    }
    const ratio = median(ratios);
    report('life cycle (open…rate), 8 connections', { rounds, 'median ratio': ratio, aim: '≥ 0.6' }, ratio >= 0.6);
    return ratio >= 0.6;
  } finally {
    await floor.close();
    await site.close();
  }
}
