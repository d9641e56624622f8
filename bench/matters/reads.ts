import { sql } from 'kysely';
import { type BenchSite, peopleOf, TENANT } from './bench-site.ts';
import { askAs, CONNECTIONS, compare, type Question, showPlan } from './compare.ts';
import { populate, sizesOf } from './populate.ts';

const COUNTY = 'longyou';
const dispatcherOf = (site: BenchSite) => peopleOf(site.city, COUNTY).dispatcher;
const ask = (site: BenchSite, id: string, input: object) => askAs(site, dispatcherOf(site), id, input);

const ids = new WeakMap<BenchSite, readonly string[]>();

const QUESTIONS: readonly Question[] = [
  { name: 'queue: to dispatch', ask: (site) => ask(site, 'matters.list', { queue: 'dispatch' }) },
  { name: 'queue: to do, by limit', ask: (site) => ask(site, 'matters.list', { queue: 'todo', sort: 'due' }) },
  { name: 'list: all of the county', ask: (site) => ask(site, 'matters.list', {}) },
  { name: 'detail', ask: (site, n) => ask(site, 'matters.get', { id: detailId(site, n) }) },
  { name: 'search: a word that 1 in 6 have', ask: (site) => ask(site, 'matters.list', { q: '道路' }) },
  { name: 'search: a word that 120 have', ask: (site, n) => search(site, `号${(n * 37) % 60 || 1}`) },
  // Of ten thousand matters two of the county have it, of a million 166: two rows are compared with a page of fifty.
  { name: 'search: a word that 1 in 1,000 have', told: true, ask: (site, n) => search(site, `词${(n * 101) % 2000}`) },
  { name: 'counts of the queue', told: true, ask: (site) => ask(site, 'matters.counts', { queue: 'dispatch' }) },
];

const detailId = (site: BenchSite, n: number): string => {
  const known = ids.get(site) ?? [];
  return known[(n * 7919) % known.length] ?? '';
};

/** The words of the copies are no Chinese, so the query goes past the cutting of text. */
async function search(site: BenchSite, word: string): Promise<unknown> {
  const { matters } = site.wired;
  const principals = matters.principalsOf(dispatcherOf(site));
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
  for (const question of QUESTIONS) await showPlan(question, large, dispatcherOf(large));
  return kept.every(Boolean);
}
