import { sql } from 'kysely';
import type { FactReader, KnownFact, SourceRow } from '#domains/enterprises';
import { type FactCatalogue, factColumn } from '#engines/registry';
import { type Call, dayOf, toInstant } from '#kernel';
import { type Database, type Databases, type Reader, readAs } from '../database.ts';

export type FactReaderOptions = {
  readonly databases: Databases;
  readonly catalogue: () => FactCatalogue;
  readonly prepare: () => Promise<ReadonlyMap<string, number>>;
  readonly principalsOf: (actor: Call['actor']) => readonly string[];
  readonly ids: () => string;
};

const SEEN = ['facts.read', 'facts.sensitive'];

type SourceRecord = {
  readonly no: number;
  readonly kind: string;
  readonly department: string | null;
  readonly unit_id: string | null;
  readonly title: string;
  readonly as_of: string;
  readonly observed_at: number;
  readonly confidence: string;
};

const sourceFrom = (row: SourceRecord): SourceRow => ({
  no: row.no,
  kind: row.kind,
  title: row.title,
  asOf: row.as_of,
  observedAt: row.observed_at,
  confidence: Number(row.confidence),
  ...(row.department !== null && { department: row.department }),
  ...(row.unit_id !== null && { unit: row.unit_id }),
});

async function sourcesOf(db: Database, numbers: readonly number[]): Promise<ReadonlyMap<number, SourceRow>> {
  const { rows } = await sql<SourceRecord>`
    select no, kind, department, unit_id, title, as_of, observed_at, confidence from fact_sources
    where no = any(${[...new Set(numbers)]}::int[])`.execute(db);
  return new Map(rows.map((each) => [each.no, sourceFrom(each)]));
}

/** Facts as a person may see them: every statement runs behind the wall of the database, as that person. */
export function createFactReader(options: FactReaderOptions): FactReader {
  const { databases, catalogue, prepare, principalsOf } = options;
  const as = <T>(call: Call, work: (db: Database) => Promise<T>): Promise<T> =>
    readAs(databases, readerOf(call, principalsOf), work);
  return {
    facts: async (call, enterprise) => {
      const ordinals = await prepare();
      return as(call, (db) => readFacts(db, options, catalogue(), ordinals, call, enterprise));
    },
    rivals: (call, enterprise) =>
      as(call, async (db) => {
        const { rows } = await sql<{ key: string; value: string; source_no: number }>`
          select key, value, source_no from fact_rivals where enterprise_id = ${enterprise} order by key`.execute(db);
        const sources = await sourcesOf(
          db,
          rows.map((each) => each.source_no),
        );
        return rows.map(({ key, value, source_no }) => ({ key, value, source: sources.get(source_no) }));
      }),
    history: (call, enterprise, key) =>
      as(call, async (db) => {
        const { rows } = await sql<HistoryRow>`
          select key, value, source_no, valid_from, valid_to, ended_at from fact_history
          where enterprise_id = ${enterprise} and key = ${key} order by ended_at desc, next_no desc limit 100`.execute(
          db,
        );
        const sources = await sourcesOf(
          db,
          rows.map((each) => each.source_no),
        );
        return rows.map((row) => ({
          key,
          value: row.value,
          validFrom: row.valid_from,
          validTo: row.valid_to,
          endedAt: row.ended_at,
          source: sources.get(row.source_no),
        }));
      }),
    tags: (call, enterprise) => as(call, (db) => readTags(db, enterprise)),
  };
}

/** What the office lets a person do goes with him to the wall. */
const readerOf = ({ tenant, actor }: Call, principalsOf: FactReaderOptions['principalsOf']): Reader => ({
  tenant,
  principals: [
    ...principalsOf(actor),
    ...actor.permissions.filter((each) => SEEN.includes(each)).map((each) => `may:${each}`),
  ],
});

type HistoryRow = {
  readonly value: string;
  readonly source_no: number;
  readonly valid_from: string;
  readonly valid_to: string;
  readonly ended_at: number;
};

type OpenRow = {
  readonly id: string;
  readonly base: number;
  readonly origins: readonly number[];
  readonly facts: Readonly<Record<string, KnownFact['value'] | null>>;
};

async function readFacts(
  db: Database,
  { ids }: FactReaderOptions,
  { facts }: FactCatalogue,
  ordinals: ReadonlyMap<string, number>,
  { actor, requestId, now }: Call,
  enterprise: string,
): Promise<readonly KnownFact[]> {
  const open = facts.filter((each) => each.sensitivity !== 'sensitive').map((each) => factColumn(each.key));
  const { rows } = await sql<OpenRow>`
    select base, origins, to_jsonb(f) as facts from (
      select base, origins, ${sql.raw(open.map((each) => `"${each}"`).join(', '))} from enterprise_facts where id = ${enterprise}) f`.execute(
    db,
  );
  const [row] = rows;
  if (!row) return [];
  const sensitive = await sql<{ facts: Readonly<Record<string, KnownFact['value']>> }>`
    select clearway_sensitive_facts(${enterprise}, ${ids()}, ${actor.id}, ${actor.unit ?? null}, ${requestId},
      ${dayOf(toInstant(now))}) as facts`.execute(db);
  const apart = sensitive.rows[0]?.facts ?? {};
  const sources = await sourcesOf(db, [row.base, ...row.origins]);
  return facts.flatMap(({ key }): readonly KnownFact[] => {
    const value = row.facts[factColumn(key)] ?? apart[key];
    if (value === null || value === undefined) return [];
    return [{ key, value, source: sources.get(row.origins[(ordinals.get(key) ?? 0) - 1] ?? row.base) }];
  });
}

async function readTags(db: Database, enterprise: string) {
  const { rows } = await sql<{
    tag: string;
    since: number;
    until: number | null;
    because: readonly string[];
    ended_because: readonly string[] | null;
  }>`select tag, since, until, because, ended_because from enterprise_tags
    where enterprise_id = ${enterprise} order by until desc nulls first, since desc limit 200`.execute(db);
  return rows.map(({ tag, since, until, because, ended_because }) => ({
    tag,
    since,
    because,
    ...(until !== null && { until }),
    ...(ended_because !== null && { endedBecause: ended_because }),
  }));
}
