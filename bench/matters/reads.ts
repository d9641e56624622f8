import { sql } from 'kysely';
import pg from 'pg';
import type { AnyOperation } from '#kernel';
import { readAs } from '#storage';
import { type BenchSite, callOf, peopleOf, TENANT } from './bench-site.ts';
import { median, percentile, rate, report, timed } from './measure.ts';
import { populate, sizesOf } from './populate.ts';

type Question = {
  readonly name: string;
  /** Follows the length of the queue, so it is told and not judged. */
  readonly told?: true;
  readonly ask: (site: BenchSite, n: number) => Promise<unknown>;
};

const COUNTY = 'longyou';
const operationOf = ({ wired }: BenchSite, id: string): AnyOperation => {
  const found = wired.operations.find((each) => each.id === id);
  if (!found) throw new Error(`no operation ${id}`);
  return found;
};

/** Asks as HTTP would for a dispatcher of the county: input parsed, answer parsed. */
async function ask(site: BenchSite, id: string, input: object): Promise<Record<string, unknown>> {
  const operation = operationOf(site, id);
  const call = callOf(peopleOf(site.city, COUNTY).dispatcher, site.clock.now);
  return operation.output.parse(await operation.handle(call, operation.input.parse(input)));
}

const ids = new WeakMap<BenchSite, readonly string[]>();

const QUESTIONS: readonly Question[] = [
  { name: 'queue: to dispatch', ask: (site) => ask(site, 'matters.list', { queue: 'dispatch' }) },
  { name: 'queue: to do, by limit', ask: (site) => ask(site, 'matters.list', { queue: 'todo', sort: 'due' }) },
  { name: 'list: all of the county', ask: (site) => ask(site, 'matters.list', {}) },
  { name: 'counts of the queue', told: true, ask: (site) => ask(site, 'matters.counts', { queue: 'dispatch' }) },
  { name: 'detail', ask: (site, n) => ask(site, 'matters.get', { id: detailId(site, n) }) },
  { name: 'search: few matches', ask: (site, n) => search(site, `号${(n * 37) % 60 || 1}`) },
  { name: 'search: a word in 1 of 1,000', ask: (site, n) => search(site, `词${(n * 101) % 2000}`) },
];

const detailId = (site: BenchSite, n: number): string => {
  const known = ids.get(site) ?? [];
  return known[(n * 7919) % known.length] ?? '';
};

/** The words of the copies are no Chinese, so the query goes past the cutting of text. */
async function search(site: BenchSite, word: string): Promise<unknown> {
  const { matters } = site.wired;
  const principals = matters.principalsOf(peopleOf(site.city, COUNTY).dispatcher);
  const page = { filter: { tokens: [word] }, sort: 'opened', limit: 50, now: site.clock.now } as const;
  return matters.reader.list({ tenant: TENANT, principals }, page);
}

async function prepareDetails(site: BenchSite): Promise<void> {
  const { rows } = await sql<{
    id: string;
  }>`select m.id from matters m join events e on e.matter_id = m.id and e.seq = 1
    join access a on a.matter_id = m.id and a.principal = ${`unit:${COUNTY}-biz-office`} limit 2000`.execute(
    site.databases.owner,
  );
  ids.set(
    site,
    rows.map((each) => each.id),
  );
}

const ASKED = 150;
const CONNECTIONS = 4;

/** p95 and throughput at two sizes, question by question, the sizes by turns. */
export async function benchReads(urls: readonly [string, string], sizes: readonly [number, number]): Promise<boolean> {
  const small = await populate(urls[0], sizes[0], CONNECTIONS);
  const large = await populate(urls[1], sizes[1], CONNECTIONS);
  try {
    return await compareSites(small, large);
  } finally {
    await small.close();
    await large.close();
  }
}

export async function compareSites(small: BenchSite, large: BenchSite): Promise<boolean> {
  console.log(`small: ${await sizesOf(small)}\nlarge: ${await sizesOf(large)}`);
  await prepareDetails(small);
  await prepareDetails(large);
  const kept: boolean[] = [];
  for (const question of QUESTIONS) kept.push(await compare(question, small, large));
  for (const question of QUESTIONS) await showPlan(question, large);
  return kept.every(Boolean);
}

async function compare({ name, told, ask: put }: Question, small: BenchSite, large: BenchSite): Promise<boolean> {
  const took = { small: [] as number[], large: [] as number[] };
  for (let n = 0; n < ASKED + 20; n += 1) {
    const first = await timed(() => put(small, n));
    const second = await timed(() => put(large, n));
    if (n < 20) continue;
    took.small.push(first);
    took.large.push(second);
  }
  const rates = { small: [] as number[], large: [] as number[] };
  for (let round = 0; round < 3; round += 1) {
    let n = 0;
    rates.small.push(await rate(CONNECTIONS, 1, async () => void (await put(small, n++))));
    rates.large.push(await rate(CONNECTIONS, 1, async () => void (await put(large, n++))));
  }
  const p95 = percentile(took.large, 0.95) / percentile(took.small, 0.95);
  const throughput = median(rates.small) / median(rates.large);
  const good = p95 < 1.5 && throughput < 1.5;
  report(
    name,
    {
      'p50 ms': `${median(took.small).toFixed(1)} → ${median(took.large).toFixed(1)}`,
      'p95 ms': `${percentile(took.small, 0.95).toFixed(1)} → ${percentile(took.large, 0.95).toFixed(1)}`,
      'p95 ratio': p95,
      'per s': `${median(rates.small).toFixed(0)} → ${median(rates.large).toFixed(0)}`,
      'throughput ratio': throughput,
    },
    told ? undefined : good,
  );
  return told ?? good;
}

/** The slowest statement of a question with its plan, as its reader runs it. */
async function showPlan({ name, ask: put }: Question, site: BenchSite): Promise<void> {
  const seen: { text: string; values: unknown[] }[] = [];
  const query = pg.Client.prototype.query;
  // biome-ignore lint/suspicious/noExplicitAny: the one function that every statement goes through
  pg.Client.prototype.query = function (this: pg.Client, ...args: any[]): any {
    const [text, values] = args;
    if (typeof text === 'string' && /from (matters|clearway_(search|opened|waiting))/.test(text))
      seen.push({ text, values });
    return query.apply(this, args as Parameters<typeof query>);
  };
  try {
    await put(site, 7);
  } finally {
    pg.Client.prototype.query = query;
  }
  const { principalsOf } = site.wired.matters;
  const reader = { tenant: TENANT, principals: principalsOf(peopleOf(site.city, COUNTY).dispatcher) };
  for (const { text, values } of seen.slice(0, 3)) {
    const plan = await readAs(site.databases, reader, async (db) => {
      const filled = text.replaceAll(/\$(\d+)/g, (_, at) => literal(values[Number(at) - 1]));
      const { rows } = await sql
        .raw<Record<string, string>>(`explain (analyze, buffers, costs off) ${filled}`)
        .execute(db);
      return rows.map((row) => row['QUERY PLAN']);
    });
    console.log(`\nplan of ${name}:\n${plan.map((line) => `  ${line}`).join('\n')}`);
  }
}

const literal = (value: unknown): string => {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return `array[${value.map(literal).join(',')}]::text[]`;
  return typeof value === 'number' ? String(value) : pg.escapeLiteral(String(value));
};
