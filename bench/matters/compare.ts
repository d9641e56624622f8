import { sql } from 'kysely';
import pg from 'pg';
import type { Actor, AnyOperation } from '#kernel';
import { readAs } from '#storage';
import { type BenchSite, callOf, TENANT } from './bench-site.ts';
import { median, percentile, rate, report, timed } from './measure.ts';

export type Question = {
  readonly name: string;
  /** Its answer grows with the site, so it is told and not judged. */
  readonly told?: true;
  readonly ask: (site: BenchSite, n: number) => Promise<unknown>;
};

const operationOf = ({ wired }: BenchSite, id: string): AnyOperation => {
  const found = wired.operations.find((each) => each.id === id);
  if (!found) throw new Error(`no operation ${id}`);
  return found;
};

/** Asks as HTTP would: input parsed, answer parsed. */
export async function askAs(site: BenchSite, actor: Actor, id: string, input: object): Promise<unknown> {
  const operation = operationOf(site, id);
  const call = callOf(actor, site.clock.now);
  return operation.output.parse(await operation.handle(call, operation.input.parse(input)));
}

export const CONNECTIONS = 4;
const WARM = 15;
const BATCHES = 5;
const ROUNDS = 5;

/** The same question at two sizes, by turns, so that what else the machine does strikes both: p95 of batches, and how many a second. */
export async function compare(question: Question, small: BenchSite, large: BenchSite, batch = 40): Promise<boolean> {
  const { name, told, ask: put } = question;
  const slow = { small: [] as number[], large: [] as number[] };
  const half = { small: [] as number[], large: [] as number[] };
  for (let n = 0; n < Math.min(WARM, batch); n += 1) for (const site of [small, large]) await put(site, n);
  for (let at = 0; at < BATCHES; at += 1) {
    const took = { small: [] as number[], large: [] as number[] };
    for (let n = 0; n < batch; n += 1) {
      took.small.push(await timed(() => put(small, at * batch + n)));
      took.large.push(await timed(() => put(large, at * batch + n)));
    }
    for (const size of ['small', 'large'] as const) {
      slow[size].push(percentile(took[size], 0.95));
      half[size].push(median(took[size]));
    }
  }
  const rates = { small: [] as number[], large: [] as number[] };
  for (let round = 0, n = 0; round < ROUNDS; round += 1) {
    rates.small.push(await rate(CONNECTIONS, 1, async () => void (await put(small, n++))));
    rates.large.push(await rate(CONNECTIONS, 1, async () => void (await put(large, n++))));
  }
  const p95 = median(slow.large) / median(slow.small);
  const throughput = median(rates.small) / median(rates.large);
  const good = p95 < 1.5 && throughput < 1.5;
  report(
    name,
    {
      'p50 ms': `${median(half.small).toFixed(1)} → ${median(half.large).toFixed(1)}`,
      'p95 ms': `${median(slow.small).toFixed(1)} → ${median(slow.large).toFixed(1)}`,
      'p95 ratio': p95,
      'per s': `${median(rates.small).toFixed(0)} → ${median(rates.large).toFixed(0)}`,
      'throughput ratio': throughput,
    },
    told ? undefined : good,
  );
  return told ?? good;
}

/** The statements of a question with their plans, as its reader runs it. */
export async function showPlan({ name, ask: put }: Question, site: BenchSite, actor: Actor): Promise<void> {
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
  const reader = { tenant: TENANT, principals: site.wired.matters.principalsOf(actor) };
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
