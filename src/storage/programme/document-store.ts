import { sql } from 'kysely';
import type { DocumentRecord, DocumentStore, DocumentSummary, UnitFigures } from '#platform/documents';
import { type Database, type Databases, readAllAs } from '../database.ts';

const summary = sql`id, template, title, number, unit_id as unit, addressees, matters, period, created_by as by, created_at as at`;

/** Documents with their numbers, and the figures that they print. */
export function createDocumentStore(databases: Databases): DocumentStore {
  const { system } = databases;
  return {
    issue: (tenant, id, sequence, make) =>
      system.transaction().execute(async (db) => {
        // The row of the sequence stays locked until the document is written: nobody overtakes, nothing is skipped.
        const running = await lockNext(db, tenant, sequence);
        const there = await find(db, tenant, id);
        if (there) return there;
        const document = make(running);
        await sql`update number_sequences set last = ${running} where tenant_id = ${tenant} and name = ${sequence}`.execute(
          db,
        );
        await write(db, tenant, document);
        return document;
      }),
    find: (tenant, id) => find(system, tenant, id),
    list: async (tenant, { by, to, template, limit }) => {
      const named = [
        ...(by === undefined ? [] : [sql`unit_id = ${by}`]),
        ...(to === undefined ? [] : [sql`addressees && ${to as string[]}::text[]`]),
      ];
      const { rows } = await sql<DocumentSummary>`select ${summary} from documents
        where tenant_id = ${tenant} ${named.length === 0 ? sql`` : sql`and (${sql.join(named, sql` or `)})`}
          ${template === undefined ? sql`` : sql`and template = ${template}`}
        order by created_at desc, id desc limit ${limit}`.execute(system);
      return rows;
    },
    figures: (reading, period, unit) =>
      readAllAs(databases, reading, (db) => figures(db, reading.tenant, period, unit)),
  };
}

async function lockNext(db: Database, tenant: string, sequence: string): Promise<number> {
  await sql`insert into number_sequences (tenant_id, name, last) values (${tenant}, ${sequence}, 0)
    on conflict (tenant_id, name) do nothing`.execute(db);
  const { rows } = await sql<{ last: number }>`
    select last from number_sequences where tenant_id = ${tenant} and name = ${sequence} for update`.execute(db);
  return (rows[0]?.last ?? 0) + 1;
}

async function find(db: Database, tenant: string, id: string): Promise<DocumentRecord | undefined> {
  const { rows } = await sql<DocumentRecord>`select ${summary}, bytes_cipher as bytes, sha256 from documents
    where tenant_id = ${tenant} and id = ${id}`.execute(db);
  return rows[0];
}

async function write(db: Database, tenant: string, each: DocumentRecord): Promise<void> {
  await sql`insert into documents (tenant_id, id, template, title, number, unit_id, addressees, matters, period, bytes_cipher, sha256,
      created_by, created_at)
    values (${tenant}, ${each.id}, ${each.template}, ${each.title}, ${each.number}, ${each.unit},
      ${each.addressees as string[]}, ${each.matters as string[]}, ${each.period}, ${each.bytes}, ${each.sha256}, ${each.by},
      to_timestamp(${each.at} / 1000.0))`.execute(db);
}

type Span = { readonly from: number; readonly to: number; readonly now: number };

async function figures(db: Database, tenant: string, span: Span, unit: string | undefined) {
  const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;
  const within = (column: string) =>
    sql`${sql.ref(column)} >= ${at(span.from)} and ${sql.ref(column)} < ${at(span.to)}`;
  // A closed matter has no holder any more: it counts for whoever had it last.
  const { rows } = await sql<UnitFigures>`
    select unit, count(*) filter (where ${within('opened_at')}) as opened,
      count(*) filter (where ${within('closed_at')}) as closed,
      count(*) filter (where not closed) as open,
      count(*) filter (where not closed and not suspended and due_at >= ${at(span.now)} and near_at <= ${at(span.now)}) as near,
      count(*) filter (where not closed and suspended) as suspended,
      count(*) filter (where not closed and not suspended and due_at < ${at(span.now)}) as overdue,
      extract(epoch from min(due_at) filter (where not closed and not suspended and due_at < ${at(span.now)})) * 1000 as "earliestDue"
    from (
      select m.opened_at, m.closed_at, m.closed, m.suspended, m.due_at, m.near_at,
        coalesce(m.holder_unit, m.state #>> '{hops,-1,unit}', m.state ->> 'office') as unit
      from matters m
      where m.tenant_id = ${tenant} and (not m.closed or (${within('m.closed_at')}) or (${within('m.opened_at')}))
    ) m
    where unit not like 'subject:%' ${unit ? sql`and unit = ${unit}` : sql``}
    group by unit order by overdue desc, open desc, unit`.execute(db);
  return rows;
}
