import type { LocalCommand } from '#entrypoints/cli';
import { type Call, dayOf, refuse, toInstant } from '#kernel';
import { growSheet, readSeeds } from '#platform/demo';
import { type LocalSite, withSite } from './open-site.ts';

const BATCH = 50_000;
const MOST = 5_000_000;

type Import = {
  readonly id: string;
  readonly state: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly source: { readonly title: string };
  readonly failure?: string;
};
type Site = LocalSite & { readonly tenant: string; readonly print: (line: string) => void; readonly seed: number };

/** Calls the operations that a city's own import uses. */
function caller({ wired, tenant, tenants }: Site) {
  const byId = new Map(wired.operations.map((each) => [each.id, each]));
  let count = 0;
  return async <T>(id: string, input: object): Promise<T> => {
    const operation = byId.get(id);
    if (!operation) throw new Error(`no operation ${id}`);
    count += 1;
    const actor: Call['actor'] = { kind: 'system', id: 'demo-grow', roles: [], permissions: ['facts.import'] };
    const call = { tenant, actor, now: tenants.now(tenant), requestId: `grow-${count}` };
    return (await operation.handle(call, operation.input.parse(input))) as T;
  };
}

const seconds = (from: number): number => (performance.now() - from) / 1000;
const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const minutes = (value: number): string => `${Math.floor(value / 60)} 分 ${Math.round(value % 60)} 秒`;
const titleOf = (seed: number, from: number, to: number): string => `合成企业 种子${seed} 第${from + 1}至${to}家`;

/** One batch: made, sent in pieces, read, imported. @returns how many enterprises are new */
async function growBatch(site: Site, call: ReturnType<typeof caller>, from: number, to: number) {
  const { city, tenants, tenant, seed } = site;
  const asOf = dayOf(toInstant(tenants.now(tenant) - 30 * 86_400_000));
  const sections = new Map(city.pack.lists.industry?.items.map(({ code, parent }) => [code, parent ?? '']));
  const sheet = growSheet(
    {
      seeds: readSeeds(city.pack).enterprises,
      facts: city.facts.facts,
      codes: (list) => [...(city.lists.get(list)?.keys() ?? [])],
      sectionOf: (division) => sections.get(division) ?? 'C',
      year: Number(asOf.slice(0, 4)),
      seed,
    },
    from,
    to,
  );
  const title = titleOf(seed, from, to);
  const source = { kind: 'department', title, asOf, announce: 'none' };
  const { id } = await call<{ id: string }>('fact-imports.add', { name: `${title}.csv`, source });
  let part = 0;
  for (const piece of sheet) {
    const file = { name: 'part', type: 'text/csv', bytes: Buffer.from(piece) };
    await call('fact-imports.put-part', { id, part, file });
    part += 1;
  }
  await call('fact-imports.columns', { id });
  await call('fact-imports.run', { id });
  return finish(site, call, id);
}

/** A running site may have taken the import before us: then we wait for it. */
async function finish({ wired, tenant, tenants }: Site, call: ReturnType<typeof caller>, id: string): Promise<Import> {
  const job = wired.jobs.find((each) => each.name === 'fact-imports');
  for (;;) {
    await job?.run(tenant, tenants.now(tenant));
    const entry = await call<Import>('fact-imports.get', { id });
    if (entry.state === 'done') return entry;
    if (entry.state === 'failed')
      throw refuse({
        code: 'demo.grow',
        kind: 'conflict',
        what: '导入失败',
        why: entry.failure ?? '',
        todo: '请再运行一次，从断的地方接着做',
      });
    await new Promise((next) => setTimeout(next, 1000));
  }
}

async function grow(site: Site, wanted: number): Promise<number> {
  const call = caller(site);
  const started = performance.now();
  let since = started;
  let fresh = 0;
  const { items } = await call<{ items: readonly Import[] }>('fact-imports.list', { limit: 500 });
  const done = new Set(items.filter((each) => each.state === 'done').map((each) => each.source.title));
  for (let nth = 0; nth * BATCH < wanted; nth += 1) {
    const [from, to] = [nth * BATCH, Math.min(wanted, (nth + 1) * BATCH)];
    // A part of a batch has a title of its own: the whole is made again, and what is there stays as it is.
    if (done.has(titleOf(site.seed, from, to))) continue;
    const { counts } = await growBatch(site, call, from, to);
    fresh += counts.added ?? 0;
    if (to % 100_000 === 0 || to === wanted) {
      const left = ((wanted - to) * seconds(started)) / Math.max(1, fresh);
      site.print(`  ${whole(to)} 家，这一段 ${seconds(since).toFixed(1)} 秒，还要约 ${minutes(left)}`);
      since = performance.now();
    }
  }
  return fresh;
}

/** Sizes and tags of everybody new; a running site does the same by itself, more slowly. */
async function settle({ wired, tenant, tenants, print }: Site): Promise<number> {
  const job = wired.jobs.find((each) => each.name === 'fact-settle');
  let done = 0;
  let told = performance.now();
  for (;;) {
    const more = (await job?.run(tenant, tenants.now(tenant))) ?? 0;
    if (more === 0) return done;
    done += more;
    if (seconds(told) < 10) continue;
    print(`  划型、标签已算 ${whole(done)} 家`);
    told = performance.now();
  }
}

/** `demo grow`: a city as large as one likes, through the same import that a real one uses. */
export const growCommand: LocalCommand = {
  name: 'demo grow',
  summary: '把演示城市长大：按种子生成大量合成企业并导入，断了接着做 · grow the demo city',
  options: [
    { flags: '--enterprises <count>', summary: '一共多少家，如 1780000 · how many in all' },
    { flags: '--seed <number>', summary: '种子，默认 1 · the same seed, the same city' },
    { flags: '--no-settle', summary: '先不算划型和标签，由运行中的网站慢慢算 · leave sizes and tags to the site' },
  ],
  examples: ['clearway demo grow --enterprises 100000', 'clearway demo grow --enterprises 1780000 --no-settle'],
  run: (command) =>
    withSite(command.env, async (opened) => {
      const wanted = numberOf(command.options.enterprises, 100_000, MOST);
      const seed = numberOf(command.options.seed, 1, 1_000_000);
      const demo = opened.tenants.all().find((each) => each.demo);
      if (!demo || !opened.settings.demo)
        throw refuse({
          code: 'demo.grow',
          kind: 'conflict',
          what: '只有演示城市能这样长大',
          todo: '请先用默认设置启动一次：clearway start',
        });
      const print = (line: string) => void command.print(`${line}\n`);
      const site: Site = { ...opened, tenant: demo.id, print, seed };
      const started = performance.now();
      const fresh = await grow(site, wanted);
      const imported = seconds(started);
      const settled = command.options.settle === false ? 0 : await settle(site);
      const each = fresh > 0 ? `，每十万家 ${((imported * 100_000) / fresh).toFixed(1)} 秒` : '';
      return {
        json: { enterprises: wanted, added: fresh, seconds: imported, settled },
        text: `新增 ${whole(fresh)} 家，导入 ${minutes(imported)}${each}；划型、标签算了 ${whole(settled)} 家\n`,
      };
    }),
};

function numberOf(given: unknown, otherwise: number, most: number): number {
  if (given === undefined) return otherwise;
  const value = Number(given);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw refuse({
    code: 'cli.number',
    kind: 'invalid',
    what: `“${String(given)}”不是 1 到 ${whole(most)} 的整数`,
    todo: '请改正后再运行',
  });
}
