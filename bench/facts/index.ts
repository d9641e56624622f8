import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { runNextImport } from '#domains/enterprises';
import { type FactDefinition, factColumn, factColumnType, headingOf } from '#engines/registry';
import { day, makeUscc } from '#kernel';
import { readTable } from '#platform/tables';
import { createFactStore, createImportStore } from '#storage';
import { newDatabase, openBenchSite, START, startServer, TENANT } from '../matters/bench-site.ts';

type Options = { readonly large: number };

const FACTS = 120;
const PART = 4 * 1024 * 1024;
const AIM = 0.2;
/** Of the next file one row in this many differs, in some of its cells. */
const CHANGED = 50;

/**
 * A city's first import, through the product's own code (pieces in the database, decoding, every cell read and checked,
 * staging, merge, register), beside COPY of the same bytes into a bare table with the same columns and a key.
 */
export async function benchFacts({ large }: Options): Promise<boolean> {
  const rows = large === 1_000_000 ? 400_000 : large;
  const server = await startServer();
  const site = await openBenchSite(await newDatabase(server.url, 'bench_facts'));
  try {
    const all = site.city.facts.facts.filter(
      (each) => !each.derived && each.codeList === undefined && !isBounded(each),
    );
    const facts = all
      .toSorted((a, b) => Number(b.key === 'enterpriseName') - Number(a.key === 'enterpriseName'))
      .slice(0, FACTS);
    const pieces = [...tableOf(facts, rows)];
    const bytes = pieces.reduce((sum, each) => sum + each.length, 0);
    console.log(`${rows.toLocaleString()} enterprises × ${facts.length} facts, ${(bytes / 1e6).toFixed(0)} MB of CSV`);
    const floor = await timed(() => copyOnly(site.databases.url, facts, pieces));
    console.log(`COPY of the same bytes   ${line(rows, floor)}`);
    const own = await importThem(site, facts, pieces);
    console.log(
      `import                   ${line(rows, own.seconds)}  ratio ${(floor / own.seconds).toFixed(2)} (aim ≥ ${AIM})`,
    );
    const again = await importThem(site, facts, pieces);
    console.log(`the same file again      ${line(rows, again.seconds)}  ${again.failure ?? 'changed something!'}`);
    const next = await importThem(site, facts, [...tableOf(facts, rows, CHANGED)], '2026-02-01');
    console.log(
      `a month later            ${line(rows, next.seconds)}  1 in ${CHANGED} changed: ${JSON.stringify(next.counts)}`,
    );
    return floor / own.seconds >= AIM && again.failure !== undefined;
  } finally {
    await site.close();
    await server.stop();
  }
}

/** Figures are drawn without looking: only facts that any figure may be. */
const isBounded = ({ max, type }: FactDefinition): boolean => max !== undefined && type !== 'percent';

const line = (rows: number, seconds: number): string =>
  `${seconds.toFixed(1)} s, ${Math.round(rows / seconds).toLocaleString()} rows/s`;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** CSV in pieces; about a fifth of the cells are unknown. Every `changed`th row has other figures. */
function* tableOf(facts: readonly FactDefinition[], rows: number, changed = 0): Generator<Buffer> {
  let text = `${['统一社会信用代码', ...facts.map(headingFor)].join(',')}\n`;
  let seed = 1;
  const next = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed;
  };
  for (let at = 0; at < rows; at += 1) {
    const other = changed > 0 && at % changed === 0 ? 10 : 0;
    const cells = facts.map((fact) =>
      fact.key !== 'enterpriseName' && next() % 5 === 0 ? '' : cellOf(fact, next() + other, at),
    );
    text += `${makeUscc('9', '1', '330802', String(10_000_000 + at))},${cells.join(',')}\n`;
    if (text.length < PART) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

/** Shares are written as such, so that PostgreSQL reads the same bytes. */
const headingFor = (fact: FactDefinition): string => (fact.type === 'percent' ? fact.name : headingOf(fact));

function cellOf({ type }: FactDefinition, draw: number, at: number): string {
  if (type === 'boolean') return draw % 2 === 0 ? 't' : 'f';
  if (type === 'percent') return `0.${String(draw % 10_000).padStart(4, '0')}`;
  if (type === 'date') return `20${10 + (draw % 15)}-0${1 + (draw % 9)}-1${draw % 10}`;
  return type === 'string' ? `示例企业${at}` : String(draw % 10_000_000);
}

async function copyOnly(url: string, facts: readonly FactDefinition[], pieces: readonly Buffer[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const columns = facts.map((each) => `${factColumn(each.key)} ${factColumnType(each)}`).join(', ');
    await client.query(`create table floor (id text primary key, ${columns})`);
    await pipeline(Readable.from(pieces), client.query(copyFrom('copy floor from stdin (format csv, header)')));
    await client.query('drop table floor');
  } finally {
    await client.end();
  }
}

type Site = Awaited<ReturnType<typeof openBenchSite>>;

async function importThem(
  { city, databases }: Site,
  facts: readonly FactDefinition[],
  pieces: readonly Buffer[],
  asOf = '2026-01-01',
) {
  const { precedence } = city.pack.enterprises;
  const store = createFactStore({ databases, catalogue: () => city.facts, precedence: () => precedence });
  await store.prepare();
  const imports = createImportStore(databases);
  const id = `bench-${performance.now()}`;
  const columns = [
    { heading: '统一社会信用代码', key: 'code' },
    ...facts.map((each) => ({
      heading: headingFor(each),
      key: each.key,
      ...(each.type === 'money' && { unit: '元' }),
    })),
  ];
  const source = { kind: 'department', department: 'market-regulation', title: 'bench', asOf: day(asOf) };
  const entry = { id, name: 'bench.csv', source, columns, dryRun: false, counts: {}, parts: 0, bytes: 0 };
  await imports.add(TENANT, { ...entry, state: 'uploading', createdBy: 'bench', createdAt: START });
  for (const [part, piece] of pieces.entries()) await imports.putPart(TENANT, id, part, piece);
  await imports.patch(TENANT, id, { state: 'queued', columns });
  const vocabulary = { catalogue: city.facts, lists: city.lists, sections: new Map<string, string>() };
  const ports = { imports, facts: store, readTable, vocabulary: () => vocabulary };
  const seconds = await timed(() => runNextImport(ports, TENANT, START));
  const done = await imports.find(TENANT, id);
  if (done?.state !== 'done') throw new Error(`the import ended ${done?.state}: ${done?.failure}`);
  const { bad = 0 } = done.counts;
  if (bad > 0) throw new Error(`${bad} rows of the bench's own table were refused`);
  return { seconds, failure: done.failure, counts: done.counts };
}
