import { sql } from 'kysely';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type FactDefinition, factColumn, PLACE } from '#engines/registry';
import { type CodeColumn, type Column, filledFrom, type Population, patchColumn } from '#engines/rules';
import type { Databases } from '../database.ts';
import { lastChangeSql, registerChangedSql } from '../enterprises/index.ts';
import { columnReader, spareFloats } from './column-reader.ts';
import { copyReader } from './copy-rows.ts';
import { type IdTable, idTable } from './id-table.ts';
import { atOneInstant, readColumns } from './load-population.ts';

/** Everyone in the order of their codes, as of one mark of the facts. */
export type Everyone = {
  readonly mark: number;
  readonly population: Population;
  readonly idAt: (row: number) => string;
};

/** The facts of a city as columns that stay in memory. */
export type CityColumns = {
  /** Counts changes of facts: another one whenever a fact changed, or an enterprise came. */
  readonly mark: (tenant: string) => Promise<number>;
  /** Everyone with at least these columns. */
  readonly read: (tenant: string, names: readonly string[]) => Promise<Everyone>;
};

/** Of so many the columns take long to read anew: until they are there, the last ones answer. */
const LARGE = 200_000;

type Kept = {
  readonly mark: number;
  readonly ids: IdTable;
  /** Where each is by the register: it holds where no department has said it. */
  readonly places: CodeColumn;
  readonly columns: ReadonlyMap<string, Column>;
};

const everyoneIn = ({ mark, ids, columns }: Kept): Everyone => ({
  mark,
  population: { size: ids.size, columns },
  idAt: ids.at,
});

/** Who there is and where, in the order of their codes. */
async function readRegister(client: pg.ClientBase, tenant: string): Promise<Pick<Kept, 'ids' | 'places'>> {
  const from = `from enterprises where tenant_id = ${pg.escapeLiteral(tenant)}`;
  const { rows } = await client.query<{ n: number }>(`select count(*)::float8 as n ${from}`);
  const ids = idTable(rows[0]?.n ?? 0);
  const places = columnReader({ name: PLACE, type: 'string' }, 'region', 0, ids.size, spareFloats());
  const reader = copyReader([(_, data, at, length) => ids.add(data, at, length), places.take]);
  const stream = client.query(
    copyTo(`copy (select id, ${places.select} ${from} order by id) to stdout (format binary)`),
  );
  for await (const piece of stream) reader.push(piece as Buffer);
  return { ids, places: places.build() as CodeColumn };
}

const relationOf = (tenant: string, facts: readonly FactDefinition[], since?: number) => ({
  from: `(select * from enterprise_facts where tenant_id = ${pg.escapeLiteral(tenant)}${since === undefined ? '' : ` and changed_no > ${since}`})`,
  columns: new Map(facts.map((each) => [each.name, factColumn(each.key)])),
});

/** A column takes up to eight times as much room while it is read as when it is done, so not all are read together. */
const AT_ONCE = 32;

/** All rows of some columns. They come as they lie on the disk, and each finds its row by its code: nothing is sorted. */
async function readAll(
  client: pg.ClientBase,
  tenant: string,
  { ids, places }: Pick<Kept, 'ids' | 'places'>,
  facts: readonly FactDefinition[],
): Promise<ReadonlyMap<string, Column>> {
  if (facts.length === 0) return new Map();
  const source = { ...relationOf(tenant, facts), size: ids.size, key: { column: 'id', rowOf: ids.rowOf } };
  const read = new Map<string, Column>();
  const spare = spareFloats();
  for (let at = 0; at < facts.length; at += AT_ONCE)
    for (const [name, column] of await readColumns(client, source, facts.slice(at, at + AT_ONCE), spare))
      read.set(name, column);
  const own = read.get(PLACE);
  return own?.kind === 'code' ? read.set(PLACE, filledFrom(own, places)) : read;
}

/** What changed since the columns were read; nothing when somebody is among them who was not there. */
async function readChanged(client: pg.ClientBase, tenant: string, kept: Kept, facts: readonly FactDefinition[]) {
  const relation = relationOf(tenant, facts, kept.mark);
  const { rows } = await client.query<{ n: number }>(`select count(*)::float8 as n from ${relation.from} f`);
  const rowsOf = new Int32Array(rows[0]?.n ?? 0);
  if (rowsOf.length === 0) return kept.columns;
  let next = 0;
  const rowOf = (data: Buffer, at: number, length: number): number => {
    rowsOf[next] = kept.ids.rowOf(data, at, length);
    next += 1;
    return next - 1;
  };
  const read = await readColumns(client, { ...relation, size: rowsOf.length, key: { column: 'id', rowOf } }, facts);
  if (rowsOf.includes(-1)) return undefined;
  const registered = Uint32Array.from(rowsOf, (row) => kept.places.values[row] as number);
  const patched = (name: string, column: Column): Column => {
    const fresh = read.get(name);
    if (!fresh) return column;
    const placed = name === PLACE && fresh.kind === 'code';
    return patchColumn(column, rowsOf, placed ? filledFrom(fresh, { ...kept.places, values: registered }) : fresh);
  };
  return new Map([...kept.columns].map(([name, column]) => [name, patched(name, column)]));
}

/**
 * Columns of everyone, read once: afterwards only the rows that changed are read. All who count share them.
 *
 * @param prepare makes sure that every fact has its column
 */
export function createCityColumns(
  { system, url }: Pick<Databases, 'system' | 'url'>,
  prepare: () => Promise<unknown>,
  facts: () => readonly FactDefinition[],
): CityColumns {
  const kept = new Map<string, Kept>();
  const running = new Map<string, Promise<Kept>>();
  const named = (names: Iterable<string>) => {
    const wanted = new Set(names);
    return facts().filter((each) => wanted.has(each.name));
  };
  const mark = async (tenant: string): Promise<number> => {
    const { rows } = await sql.raw<{ mark: number }>(lastChangeSql(tenant)).execute(system);
    return rows[0]?.mark ?? 0;
  };
  const lacking = (of: Kept | undefined, names: readonly string[]) =>
    named(names).flatMap(({ name }) => (of?.columns.has(name) ? [] : [name]));
  const anew = async (client: pg.ClientBase, tenant: string, at: number, names: readonly string[]): Promise<Kept> => {
    const register = await readRegister(client, tenant);
    return { mark: at, ...register, columns: await readAll(client, tenant, register, named(names)) };
  };
  /** Brings what is kept to now, as of one instant. */
  const bring = (tenant: string, names: readonly string[]): Promise<Kept> =>
    atOneInstant(url, async (client) => {
      const before = kept.get(tenant);
      const { rows } = await client.query<{ mark: number }>(lastChangeSql(tenant));
      const at = rows[0]?.mark ?? 0;
      const all = [...new Set([...(before?.columns.keys() ?? []), ...names])];
      if (!before || (await registerChanged(client, tenant, before.mark))) return anew(client, tenant, at, all);
      const columns =
        before.mark === at ? before.columns : await readChanged(client, tenant, before, named(before.columns.keys()));
      if (!columns) return anew(client, tenant, at, all);
      const more = await readAll(client, tenant, before, named(lacking(before, names)));
      return { ...before, mark: at, columns: more.size > 0 ? new Map([...columns, ...more]) : columns };
    });
  /** One reading at a time: whoever comes meanwhile waits for it and looks again. */
  const reading = (tenant: string, names: readonly string[]): Promise<Kept> => {
    const now = prepare()
      .then(() => bring(tenant, names))
      .then((made) => {
        kept.set(tenant, made);
        return made;
      })
      .finally(() => running.delete(tenant));
    running.set(tenant, now);
    return now;
  };
  const read = async (tenant: string, names: readonly string[]): Promise<Everyone> => {
    const at = await mark(tenant);
    const before = kept.get(tenant);
    if (before && lacking(before, names).length === 0) {
      if (before.mark === at) return everyoneIn(before);
      if (before.ids.size >= LARGE) {
        if (!running.has(tenant)) reading(tenant, names).catch(() => undefined);
        return everyoneIn(before);
      }
    }
    const under = running.get(tenant);
    if (!under) return everyoneIn(await reading(tenant, names));
    await under.catch(() => undefined);
    return read(tenant, names);
  };
  return { mark, read };
}

/** Did enterprises come or go otherwise than with their facts? */
async function registerChanged(client: pg.ClientBase, tenant: string, since: number): Promise<boolean> {
  const { rows } = await client.query<{ whole: boolean }>(registerChangedSql(tenant, since));
  return rows[0]?.whole ?? false;
}
