import { sql } from 'kysely';
import type { Derived, FactSource, FactStore, Statement, Stirred } from '#domains/enterprises';
import { type FactCatalogue, type FactDefinition, factColumn, type Precedence, rankOf } from '#engines/registry';
import type { Database, Databases } from '../database.ts';
import { listEnterpriseRows } from './enterprise-list.ts';
import { takeChange } from './fact-changes.ts';
import { type FactColumnRow, prepareFactColumns } from './fact-columns.ts';
import { mergeRows } from './merge.ts';
import type { MergedFact } from './merge-input.ts';

export type FactStoreOptions = {
  readonly databases: Databases;
  readonly catalogue: () => FactCatalogue;
  readonly precedence: () => Precedence;
  /** Facts that some department wants to hear of. */
  readonly subscribed?: () => readonly string[];
};

/** So many of those who changed last are worked out in each round, whatever waits before them. */
const LATEST = 200;

type Ordinals = ReadonlyMap<string, number>;

/** Makes the columns once per process, before the first use. */
function preparing({ databases, catalogue }: FactStoreOptions): () => Promise<Ordinals> {
  let ready: Promise<Ordinals> | undefined;
  const prepare = async (): Promise<Ordinals> => {
    await prepareFactColumns(databases.owner, catalogue().facts);
    const { rows } = await sql<FactColumnRow>`select key, ordinal from fact_columns`.execute(databases.owner);
    return new Map(rows.map((each) => [each.key, each.ordinal]));
  };
  return () => {
    ready ??= prepare().catch((error: unknown) => {
      ready = undefined;
      throw error;
    });
    return ready;
  };
}

export type PreparedFactStore = FactStore & { readonly prepare: () => Promise<Ordinals> };

/** Facts as the system keeps them. What a person may see of them is `createFactReader`'s business. */
export function createFactStore(options: FactStoreOptions): PreparedFactStore {
  const { system, copying } = options.databases;
  const prepare = preparing(options);
  return {
    prepare,
    newSource: (tenant, source) => newSource(system, options.precedence(), tenant, source),
    merge: async (tenant, statement) => {
      const merge = await mergeOf(system, options, await prepare(), tenant, statement);
      return copying((client) => mergeRows(client, { ...merge, tenant }));
    },
    records: async (tenant, ids, names) => {
      await prepare();
      const { facts } = options.catalogue();
      return records(system, names ? facts.filter((each) => names.includes(each.name)) : facts, tenant, ids);
    },
    stirred: async (tenant, limit) => {
      // Who changed last does not wait behind a whole city that was imported just before: both ends of one index.
      const { rows } = await sql<Stirred>`
        select enterprise_id as id, since::text as mark from (
          (select enterprise_id, since from fact_stirred where tenant_id = ${tenant}
            order by since desc, enterprise_id desc limit ${LATEST})
          union (select enterprise_id, since from fact_stirred where tenant_id = ${tenant}
            order by since, enterprise_id limit ${limit})) both_ends
        order by since desc, enterprise_id limit ${limit + LATEST}`.execute(system);
      return rows;
    },
    settle: (tenant, stirred, derived, now) =>
      system.transaction().execute((db) => settle(db, tenant, stirred, derived, now)),
    stirredSince: async (tenant, id) => {
      const { rows } = await sql<{ since: number }>`select since from fact_stirred
        where tenant_id = ${tenant} and enterprise_id = ${id}`.execute(system);
      return rows[0]?.since;
    },
    openTags: async (tenant, ids) => {
      const { rows } = await sql<{ id: string; tags: string[] }>`
        select enterprise_id as id, array_agg(tag) as tags from enterprise_tags
        where tenant_id = ${tenant} and enterprise_id = any(${ids as string[]}) and until is null group by 1`.execute(
        system,
      );
      return new Map(rows.map((each) => [each.id, each.tags]));
    },
    list: (tenant, filter) => listEnterpriseRows(system, tenant, filter),
    countByTag: async (tenant) => {
      const { rows } = await sql<{ tag: string; count: number }>`select tag, count(*) as count from enterprise_tags
        where tenant_id = ${tenant} and until is null group by tag`.execute(system);
      return new Map(rows.map((each) => [each.tag, each.count]));
    },
    near: async (tenant, rung, { short, after = '', limit }) => {
      const { rows } = await sql<{ id: string; name: string; region: string | null; short: number }>`
        select r.enterprise_id as id, e.name, e.region, r.short from enterprise_rungs r
        join enterprises e on e.tenant_id = r.tenant_id and e.id = r.enterprise_id
        where r.tenant_id = ${tenant} and r.rung = ${rung} and r.short = ${short} and r.enterprise_id > ${after}
        order by r.enterprise_id limit ${limit + 1}`.execute(system);
      const items = rows.slice(0, limit).map(({ region, ...row }) => ({ ...row, ...(region !== null && { region }) }));
      const last = items.at(-1);
      return { items, ...(rows.length > limit && last && { next: last.id }) };
    },
    rungCounts: async (tenant) => {
      const { rows } = await sql<{ rung: string; short: number; count: number }>`
        select rung, short, count(*) as count from enterprise_rungs where tenant_id = ${tenant} group by 1, 2 order by 1, 2`.execute(
        system,
      );
      return rows;
    },
  };
}

async function newSource(db: Database, precedence: Precedence, tenant: string, source: FactSource): Promise<number> {
  const rank = precedence.kinds.find((each) => each.id === source.kind)?.rank ?? 0;
  const { rows } = await sql<{ no: number }>`
    insert into fact_sources (tenant_id, no, kind, department, unit_id, actor, title, rank, as_of, observed_at, confidence, import_id)
    select ${tenant}, coalesce((select max(no) from fact_sources where tenant_id = ${tenant}), 0) + 1, ${source.kind},
      ${source.department ?? null}, ${source.unit ?? null}, ${source.actor ?? null}, ${source.title}, ${rank},
      ${source.asOf}, ${new Date(source.observedAt)}, ${source.confidence ?? 1}, ${source.importId ?? null}
    from (select pg_advisory_xact_lock(hashtextextended(${tenant}, 4026531862))) l
    returning no`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('a source got no number');
  return row.no;
}

type SaidBy = { readonly kind: string; readonly department: string | null; readonly as_of: string };

async function mergeOf(
  db: Database,
  { catalogue, precedence, subscribed }: FactStoreOptions,
  ordinals: Ordinals,
  tenant: string,
  statement: Statement,
) {
  const { rows } = await sql<SaidBy>`select kind, department, as_of from fact_sources
    where tenant_id = ${tenant} and no = ${statement.source}`.execute(db);
  const [said] = rows;
  if (!said) throw new Error(`no source ${statement.source}`);
  const { byKey } = catalogue();
  const facts = statement.keys.map((key): MergedFact => {
    const [fact, ordinal] = [byKey.get(key), ordinals.get(key)];
    if (!fact || ordinal === undefined) throw new Error(`no fact ${key}`);
    const claim = { kind: said.kind, ...(said.department !== null && { department: said.department }) };
    return { fact, ordinal, rank: rankOf(precedence(), claim, fact) };
  });
  const { source, rows: stated, now, dryRun, announce = 'changes' } = statement;
  const keys = announce === 'none' ? [] : (subscribed?.() ?? []);
  const places = Math.max(...ordinals.values());
  return {
    source,
    rows: stated,
    now,
    dryRun: dryRun ?? false,
    asOf: said.as_of,
    facts,
    places,
    ownerRank: precedence().owner,
    announced: { registered: announce === 'all', facts: facts.filter((each) => keys.includes(each.fact.key)) },
  };
}

type FactRow = Readonly<Record<string, string | number | boolean | null>>;

async function records(db: Database, facts: readonly FactDefinition[], tenant: string, ids: readonly string[]) {
  const columns = facts.map((each) => [factColumn(each.key), each.name] as const);
  const { rows } = await sql<FactRow>`
    select ${sql.join(['id', ...columns.map(([column]) => column)].map((each) => sql.ref(each)))}
    from enterprise_facts where tenant_id = ${tenant} and id = any(${ids as string[]})`.execute(db);
  return new Map(
    rows.map((row) => {
      const record: Record<string, string | number | boolean> = {};
      for (const [column, name] of columns) {
        const value = row[column];
        if (value !== null && value !== undefined) record[name] = value;
      }
      return [String(row.id), record] as const;
    }),
  );
}

/** Writes what was worked out; what did not change is not touched. */
async function settle(
  db: Database,
  tenant: string,
  stirred: readonly Stirred[],
  derived: readonly Derived[],
  now: number,
): Promise<void> {
  const at = new Date(now);
  const ids = stirred.map((each) => each.id);
  const change = await takeChange(db, tenant);
  const list = <T>(rows: readonly T[]) => sql`${JSON.stringify(rows)}::jsonb`;
  await sql`
    update enterprises e set scale = r.scale from jsonb_to_recordset(${list(derived)}) as r (id text, scale text)
    where e.tenant_id = ${tenant} and e.id = r.id and e.scale is distinct from r.scale`.execute(db);
  await sql`
    update enterprise_facts e set enterprise_scale = r.scale, changed_no = ${change} from jsonb_to_recordset(${list(derived)}) as r (id text, scale text)
    where e.tenant_id = ${tenant} and e.id = r.id and e.enterprise_scale is distinct from r.scale`.execute(db);
  const taken = derived.flatMap(({ id, taken: gone }) => gone.map((each) => ({ id, ...each })));
  await sql`
    update enterprise_tags t set until = ${at}, ended_because = r.because
    from jsonb_to_recordset(${list(taken)}) as r (id text, tag text, because jsonb)
    where t.tenant_id = ${tenant} and t.enterprise_id = r.id and t.tag = r.tag and t.until is null`.execute(db);
  const given = derived.flatMap(({ id, given: fresh }) => fresh.map((each) => ({ id, ...each })));
  await sql`
    insert into enterprise_tags (tenant_id, enterprise_id, tag, since, because, rule)
    select ${tenant}, r.id, r.tag, ${at}, r.because, r.rule
    from jsonb_to_recordset(${list(given)}) as r (id text, tag text, because jsonb, rule text)
    where not exists (select from enterprise_tags t
      where t.tenant_id = ${tenant} and t.enterprise_id = r.id and t.tag = r.tag and t.until is null)
    on conflict do nothing`.execute(db);
  await sql`delete from enterprise_rungs where tenant_id = ${tenant} and enterprise_id = any(${ids as string[]})`.execute(
    db,
  );
  const rungs = derived.flatMap(({ id, rungs: steps }) => steps.map((each) => ({ id, ...each })));
  await sql`
    insert into enterprise_rungs (tenant_id, rung, enterprise_id, short)
    select ${tenant}, r.rung, r.id, r.short from jsonb_to_recordset(${list(rungs)}) as r (id text, rung text, short int)`.execute(
    db,
  );
  await sql`delete from fact_stirred s using jsonb_to_recordset(${list(stirred)}) as r (id text, mark timestamptz)
    where s.tenant_id = ${tenant} and s.enterprise_id = r.id and s.since = r.mark`.execute(db);
}
