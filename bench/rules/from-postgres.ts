import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type ClauseSet, type SimulationPorts, simulationOperations } from '#domains/simulation';
import {
  type Column,
  compileRules,
  groupingBy,
  matchAll,
  type Population,
  planMatch,
  programFor,
  type RuleTotal,
} from '#engines/rules';
import { day } from '#kernel';
import type { FactDeclaration } from '#language';
import { openTrialDesk } from '#platform/rules';
import { loadPopulation, totalsBySql } from '#storage';
import { newDatabase, startServer } from '../matters/bench-site.ts';
import { report } from '../matters/measure.ts';
import { type BenchClause, ruleSetOf } from './clauses.ts';
import { FACTS } from './facts.ts';

const SAMPLE = 10;
const DAY = { rulesAsOf: '2026-06-01' };
const TYPES: Readonly<Record<string, string>> = {
  money: 'bigint',
  number: 'numeric',
  percent: 'numeric',
  date: 'date',
  boolean: 'boolean',
};

const seconds = async <T>(work: () => Promise<T>): Promise<readonly [T, number]> => {
  const from = performance.now();
  return [await work(), (performance.now() - from) / 1000];
};

const cellOf = (column: Column, row: number): string => {
  const value = column.values[row] as number;
  if (column.kind === 'code') return String(column.dictionary[value] ?? '\\N');
  if (column.kind === 'date')
    return value === -2_147_483_648 ? '\\N' : new Date(value * 86_400_000).toISOString().slice(0, 10);
  return Number.isNaN(value) ? '\\N' : String(value / column.scale);
};

function* linesOf({ size, columns }: Population): Generator<string> {
  const all = [...columns.values()];
  let text = '';
  for (let row = 0; row < size; row += 1) {
    text += `${row}\t${all.map((column) => cellOf(column, row)).join('\t')}\n`;
    if (text.length < 1 << 20) continue;
    yield text;
    text = '';
  }
  yield text;
}

const columnOf = (at: number): string => `c${at}`;

async function fill(url: string, population: Population): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const types = FACTS.map(({ type }, at) => `${columnOf(at)} ${TYPES[type] ?? 'text'}`);
  await client.query(`create table firms (id int primary key, ${types.join(', ')})`);
  await pipeline(Readable.from(linesOf(population)), client.query(copyFrom('copy firms from stdin')));
  await client.query('vacuum analyze firms');
  await client.end();
}

/** The same answers out of both, clause by clause, is what counts: dictionaries may be numbered otherwise. */
const same = (ours: readonly RuleTotal[], theirs: readonly RuleTotal[]): boolean =>
  ours.length === theirs.length &&
  ours.every((our, at) => {
    const their = theirs[at];
    const agree = our.yes === their?.yes && our.unknown === their.unknown && our.amount === their.amount;
    if (!agree) console.log(our.rule, our, their);
    return agree;
  });

const totalsOver = (population: Population, clauses: readonly BenchClause[]): readonly RuleTotal[] => {
  const compiled = compileRules([ruleSetOf(clauses)], FACTS);
  if (!compiled.ok) throw new Error(compiled.findings[0]?.message);
  const by = groupingBy(population, []);
  return matchAll(planMatch(programFor(compiled.book, DAY), population), { by });
};

const OPEN: readonly (FactDeclaration & { readonly sensitivity: 'open' })[] = FACTS.map((each) => ({
  ...each,
  sensitivity: 'open',
}));

/** What the simulation page asks, over columns that came out of PostgreSQL. */
async function askThePage(population: Population, clauses: readonly BenchClause[]) {
  const shown = clauses.map(({ id }) => ({
    id,
    article: id,
    title: id,
    plain: id,
    text: id,
    spans: [],
    chain: [],
    terms: [],
  }));
  const set: ClauseSet = {
    ...{ id: 'bench', title: 'bench', status: 'live', version: 'bench', day: day(DAY.rulesAsOf) },
    ...{ set: ruleSetOf(clauses), clauses: shown, terms: {}, caps: [] },
  };
  const asked: Partial<SimulationPorts> = {
    set: async () => set,
    facts: () => OPEN,
    dimensions: () => ['所在地', '企业规模'].map((name) => ({ name, title: name, label: (key: string) => key })),
    codes: () => undefined,
    population: {
      mark: async () => 0,
      load: async () => ({ mark: 0, population, idAt: String }),
      named: async () => [],
    },
    desk: openTrialDesk(),
    room: { one: 2 ** 31, all: 2 ** 31 },
    seed: 7,
    wallClock: Date.now,
    ids: () => 'bench',
  };
  const found = simulationOperations(asked as SimulationPorts).find((each) => each.id === 'simulations.try');
  if (!found) throw new Error('no operation simulations.try');
  const call = {
    tenant: 'bench',
    now: Date.now(),
    requestId: 'bench',
    actor: { kind: 'person', id: 'bench', roles: [], permissions: [] },
  };
  const input = found.input.parse({ set: 'bench' });
  return (await found.handle(call as unknown as Parameters<typeof found.handle>[0], input as never)) as {
    readonly rules: readonly {
      readonly certain: { readonly count: number; readonly amount: number };
      readonly unknown: { readonly count: number };
    }[];
  };
}

/** The rows in PostgreSQL: loaded by the product's own code, asked by SQL, asked by the simulation page. */
export const benchFromPostgres = async (population: Population, clauses: readonly BenchClause[]): Promise<boolean> => {
  const server = await startServer();
  try {
    const url = await newDatabase(server.url, 'bench_rules');
    await fill(url, population);
    const columns = new Map(FACTS.map(({ name }, at) => [name, columnOf(at)]));
    const from = '(select * from firms order by id)';
    const [loaded, loading] = await seconds(() => loadPopulation(url, { from, columns }, FACTS));
    report(`${FACTS.length} columns from PostgreSQL, s`, { loading, 'rows a second': population.size / loading });
    const sample = clauses.filter((_, at) => at % Math.ceil(clauses.length / SAMPLE) === 0);
    const ours = totalsOver(population, sample);
    const kept = same(totalsOver(loaded, clauses), totalsOver(population, clauses));
    report('same figures over the loaded columns', { clauses: clauses.length }, kept);
    const asked = (await askThePage(loaded, sample)).rules;
    const shows = asked.map(({ certain, unknown }, at) => ({
      ...{ rule: ours[at]?.rule ?? '', yes: certain.count, unknown: unknown.count, amount: BigInt(certain.amount) },
      ...{ open: 0, groups: [] },
    }));
    const agrees = same(ours, shows);
    report("same figures by the simulation page's API", { clauses: sample.length }, agrees);
    const compiled = compileRules([ruleSetOf(sample)], FACTS);
    if (!compiled.ok) throw new Error(compiled.findings[0]?.message);
    const { book } = compiled;
    const db = new Kysely<object>({
      dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 1 }) }),
    });
    const [bySql, sqlTime] = await seconds(() =>
      totalsBySql(db as Parameters<typeof totalsBySql>[0], programFor(book, DAY), { from: 'firms', columns }),
    );
    await db.destroy();
    const inSql = same(ours, bySql);
    report(
      `same figures by SQL, ${sample.length} clauses, s`,
      { seconds: sqlTime, 'all of them': (sqlTime * clauses.length) / sample.length },
      inSql,
    );
    return kept && agrees && inSql;
  } finally {
    await server.stop();
  }
};
