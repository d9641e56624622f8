import { sql } from 'kysely';
import type { Answer, Awaited, PanelStore, Round } from '#domains/appeals';
import type { Database, Databases } from '../database.ts';
import type { Sealing } from './order-store.ts';

const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;

/** Rounds of solicitation; what members wrote lies sealed. */
export function createPanelStore({ system }: Pick<Databases, 'system'>, sealing: Sealing): PanelStore {
  return {
    addRound: (tenant, round) => system.transaction().execute((db) => addRound(db, tenant, round)),
    findRound: async (tenant, id) => (await readRounds(system, tenant, [id]))[0],
    listRounds: async (tenant, whose, limit) => {
      const which =
        'unit' in whose
          ? sql`r.unit = ${whose.unit}`
          : sql`exists (select 1 from panel_members m where m.tenant_id = r.tenant_id and m.round_id = r.id and m.person = ${whose.person})`;
      const { rows } = await sql<{ id: string }>`select r.id from panel_rounds r
        where r.tenant_id = ${tenant} and ${which} order by r.opened_at desc, r.id desc limit ${limit}`.execute(system);
      return readRounds(
        system,
        tenant,
        rows.map((each) => each.id),
      );
    },
    addAnswer: async (tenant, { id, round, person, at: when, body, place, category }) => {
      const content = sealing.seal(Buffer.from(JSON.stringify({ body, place }), 'utf8'));
      const { numAffectedRows } = await sql`
        insert into panel_answers (tenant_id, id, round_id, person, at, content_cipher, category, status)
        values (${tenant}, ${id}, ${round}, ${person}, ${at(when)}, ${content}, ${category ?? null}, 'new')
        on conflict do nothing`.execute(system);
      return Number(numAffectedRows ?? 0) === 1;
    },
    findAnswer: async (tenant, id) => (await readAnswers(system, tenant, sql`id = ${id}`, sealing))[0],
    answersOf: (tenant, round, person) =>
      readAnswers(
        system,
        tenant,
        sql`round_id = ${round} and (${person ?? null}::text is null or person = ${person ?? ''})`,
        sealing,
      ),
    decide: async (tenant, id, { status, reason, matter }) => {
      const cipher = reason === undefined ? null : sealing.seal(Buffer.from(reason, 'utf8'));
      await sql`update panel_answers set status = ${status}, reason_cipher = ${cipher}, matter_id = ${matter ?? null}
        where tenant_id = ${tenant} and id = ${id} and status = 'new'`.execute(system);
      return (await readAnswers(system, tenant, sql`id = ${id}`, sealing))[0];
    },
    awaited: (tenant, limit) => awaited(system, tenant, limit),
    markTold: async (tenant, keys, now) => {
      await sql`insert into outcomes_told (tenant_id, key, at)
        select ${tenant}, k, ${at(now)} from unnest(${keys as string[]}::text[]) k on conflict do nothing`.execute(
        system,
      );
    },
  };
}

async function addRound(db: Database, tenant: string, round: Round): Promise<void> {
  const { id, unit, by, title, question, openedAt, closesAt, members } = round;
  const { numAffectedRows } = await sql`
    insert into panel_rounds (tenant_id, id, unit, by, title, question, opened_at, closes_at)
    values (${tenant}, ${id}, ${unit}, ${by}, ${title}, ${question}, ${at(openedAt)}, ${at(closesAt)}) on conflict do nothing`.execute(
    db,
  );
  if (Number(numAffectedRows ?? 0) === 0) return;
  await sql`insert into panel_members (tenant_id, round_id, person, kind, place)
    select ${tenant}, ${id}, m ->> 'person', m ->> 'kind', place
    from jsonb_array_elements(${JSON.stringify(members)}::jsonb) with ordinality as e(m, place)`.execute(db);
}

async function readRounds(db: Database, tenant: string, ids: readonly string[]): Promise<readonly Round[]> {
  const { rows } = await sql<Round>`
    select r.id, r.unit, r.by, r.title, r.question, r.opened_at as "openedAt", r.closes_at as "closesAt",
      coalesce((select jsonb_agg(jsonb_build_object('person', m.person, 'kind', m.kind) order by m.place) from panel_members m
        where m.tenant_id = r.tenant_id and m.round_id = r.id), '[]') as members
    from panel_rounds r where r.tenant_id = ${tenant} and r.id = any(${ids as string[]})
    order by r.opened_at desc, r.id desc`.execute(db);
  return rows;
}

type AnswerRow = Pick<Answer, 'id' | 'round' | 'person' | 'at' | 'status'> & {
  content: Uint8Array;
  category: string | null;
  reason: Uint8Array | null;
  matter: string | null;
};

async function readAnswers(
  db: Database,
  tenant: string,
  which: ReturnType<typeof sql>,
  { open }: Sealing,
): Promise<readonly Answer[]> {
  const { rows } = await sql<AnswerRow>`
    select id, round_id as round, person, at, status, content_cipher as content, category, reason_cipher as reason, matter_id as matter
    from panel_answers where tenant_id = ${tenant} and ${which} order by at, id`.execute(db);
  const clear = (bytes: Uint8Array): string => Buffer.from(open(bytes)).toString('utf8');
  return rows.map(({ content, category, reason, matter, ...row }) => {
    const { body, place } = JSON.parse(clear(content)) as { body: string; place?: string };
    return {
      ...row,
      body,
      ...(place ? { place } : {}),
      ...(category ? { category } : {}),
      ...(reason ? { reason: clear(reason) } : {}),
      ...(matter ? { matter } : {}),
    };
  });
}

/** A matter that was merged ends where the one it was merged into ends. */
async function awaited(db: Database, tenant: string, limit: number): Promise<readonly Awaited[]> {
  const { rows } = await sql<Awaited>`
    select w.* from (
      select 'panel ' || a.id as key, array['person:' || a.person] as principals, e.id as matter, m.number,
        e.state ->> 'outcome' as outcome, 'panel' as kind
      from panel_answers a
      join matters m on m.tenant_id = a.tenant_id and m.id = a.matter_id
      join matters e on e.tenant_id = m.tenant_id and e.id = coalesce(m.state ->> 'mergedInto', m.id)
      where a.tenant_id = ${tenant} and e.closed and e.status <> 'merged'
      union all
      select 'merged ' || m.id, array_remove(array[
          case when m.enterprise_id is not null then 'enterprise:' || m.enterprise_id else m.state ->> 'openerPrincipal' end], null),
        e.id, e.number, e.state ->> 'outcome', 'merged'
      from matters m
      join matters e on e.tenant_id = m.tenant_id and e.id = m.state ->> 'mergedInto'
      where m.tenant_id = ${tenant} and m.state ->> 'mergedInto' is not null and e.closed and e.status <> 'merged'
        and coalesce(e.state ->> 'outcome', '') not in ('withdrawn', 'refused')
        and not exists (select 1 from panel_answers a where a.tenant_id = m.tenant_id and a.matter_id = m.id)
    ) w where not exists (select 1 from outcomes_told t where t.tenant_id = ${tenant} and t.key = w.key)
    order by w.key limit ${limit}`.execute(db);
  return rows;
}
