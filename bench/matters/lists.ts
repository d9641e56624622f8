import type { Actor } from '#kernel';
import { type BenchSite, officialOf } from './bench-site.ts';
import { askAs, CONNECTIONS, compare, type Question } from './compare.ts';
import { populate, sizesOf } from './populate.ts';

const OFFICE = 'qz-biz-office';
const supervisor = ({ city }: BenchSite): Actor => officialOf(city, 'supervisor-of-the-city', OFFICE, 'supervisor');
const list = (input: object) => (site: BenchSite) => askAs(site, supervisor(site), 'matters.list', input);
const counts = (input: object) => (site: BenchSite) => askAs(site, supervisor(site), 'matters.counts', input);

const deep = new WeakMap<BenchSite, string>();

const QUESTIONS: readonly Question[] = [
  { name: 'first page', ask: list({}) },
  { name: 'page 160', ask: (site) => list({ after: deep.get(site) })(site) },
  { name: 'by limit', ask: list({ sort: 'due' }) },
  { name: 'by last change', ask: list({ sort: 'updated' }) },
  { name: 'of one handler', ask: list({ holder: 'longyou-power' }) },
  { name: 'open ones of one county', ask: list({ region: ['330825'], closed: false }) },
  { name: 'of a span of days', ask: list({ openedFrom: '2026-08-31', openedTo: '2026-09-06' }) },
  { name: 'a common word', ask: list({ q: '道路' }) },
  { name: 'counts of what is due', ask: counts({ due: '3days' }) },
  { name: 'counts of what is open', told: true, ask: counts({ closed: false }) },
  { name: 'counts of everything', told: true, ask: counts({}) },
  { name: 'counts of a common word', told: true, ask: counts({ q: '道路' }) },
];

/** What the office of the city sees, which is everything: its lists at two sizes. */
export async function benchLists(urls: readonly [string, string], sizes: readonly [number, number]): Promise<boolean> {
  const small = await populate(urls[0], sizes[0], CONNECTIONS);
  const large = await populate(urls[1], sizes[1], CONNECTIONS);
  try {
    return await compareLists(small, large);
  } finally {
    await small.close();
    await large.close();
  }
}

export async function compareLists(small: BenchSite, large: BenchSite): Promise<boolean> {
  console.log(`lists of the city\nsmall: ${await sizesOf(small)}\nlarge: ${await sizesOf(large)}`);
  for (const site of [small, large]) await goDeep(site);
  const kept: boolean[] = [];
  for (const question of QUESTIONS) kept.push(await compare(question, small, large, 10));
  const exported = (site: BenchSite) => askAs(site, supervisor(site), 'matters.export', {});
  kept.push(await compare({ name: 'export: 5,000 rows, bounded', ask: exported }, small, large, 1));
  return kept.every(Boolean);
}

async function goDeep(site: BenchSite): Promise<void> {
  for (let page = 0; page < 40; page += 1) {
    const found = await list({ limit: 200, after: deep.get(site) })(site);
    const { next } = found as { readonly next?: string };
    if (!next) return;
    deep.set(site, next);
  }
}
