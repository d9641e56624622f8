import { sql } from 'kysely';
import { parseUscc, refuse } from '#kernel';
import type { RegistryWriter } from '#platform/registry';
import type { Database } from '../database.ts';
import { takeChange } from '../enterprises/fact-changes.ts';
import { writeHandOvers } from './named-duties.ts';
import { postRow, relationRow, unitRow } from './rows.ts';

/** Rows travel as one JSON value, so that a thousand cost one statement. */
const json = (rows: readonly unknown[]) => sql`${JSON.stringify(rows)}::jsonb`;

/** Writes inside the caller's transaction. Putting the same rows twice changes nothing. */
export function registryWriter(db: Database, tenant: string): RegistryWriter {
  return {
    putUnits: async (units) => {
      await sql`
        insert into units (tenant_id, id, name, full_name, kind, parent_id, guided_by, lead_unit, dispatches, region, level,
          settings, aliases, sections, members, member_filter, assumed, valid_from, valid_to)
        select ${tenant}, r.* from jsonb_to_recordset(${json(units.map(unitRow))}) as r (id text, name text, full_name text,
          kind text, parent_id text, guided_by text, lead_unit text, dispatches text, region text, level int,
          settings jsonb, aliases text[], sections text[], members text[], member_filter jsonb, assumed boolean,
          valid_from date, valid_to date)
        on conflict (tenant_id, id) do update set name = excluded.name, full_name = excluded.full_name,
          kind = excluded.kind, parent_id = excluded.parent_id, guided_by = excluded.guided_by,
          lead_unit = excluded.lead_unit, dispatches = excluded.dispatches, region = excluded.region,
          level = excluded.level, settings = excluded.settings, aliases = excluded.aliases,
          sections = excluded.sections, members = excluded.members, member_filter = excluded.member_filter,
          assumed = excluded.assumed, valid_from = excluded.valid_from, valid_to = excluded.valid_to`.execute(db);
    },
    putRegions: async (regions) => {
      await sql`
        insert into regions (tenant_id, code, name, parent)
        select ${tenant}, r.* from jsonb_to_recordset(${json(regions)}) as r (code text, name text, parent text)
        on conflict (tenant_id, code) do update set name = excluded.name, parent = excluded.parent`.execute(db);
    },
    putPeople: async (people, now) => {
      await sql`
        insert into people (tenant_id, id, name, created_at)
        select ${tenant}, r.id, r.name, ${new Date(now)}
        from jsonb_to_recordset(${json(people)}) as r (id text, name text)
        on conflict (tenant_id, id) do update set name = excluded.name`.execute(db);
    },
    putPosts: async (posts) => {
      await sql`
        insert into posts (tenant_id, id, person_id, unit_id, section, role, title, valid_from, valid_to)
        select ${tenant}, r.* from jsonb_to_recordset(${json(posts.map(postRow))}) as r (id text, person_id text,
          unit_id text, section text, role text, title text, valid_from date, valid_to date)
        on conflict (tenant_id, id) do update set section = excluded.section, title = excluded.title,
          valid_from = excluded.valid_from, valid_to = excluded.valid_to`.execute(db);
    },
    putRelations: async (relations) => {
      await sql`
        insert into relations (tenant_id, id, kind, subject, object, role, valid_from, valid_to, evidence)
        select ${tenant}, r.* from jsonb_to_recordset(${json(relations.map(relationRow))}) as r (id text, kind text,
          subject text, object text, role text, valid_from date, valid_to date, evidence jsonb)
        on conflict (tenant_id, id) do update set valid_from = excluded.valid_from, valid_to = excluded.valid_to,
          evidence = excluded.evidence`.execute(db);
    },
    endPost: async (id, validTo) => {
      await sql`update posts set valid_to = ${validTo} where tenant_id = ${tenant} and id = ${id}`.execute(db);
    },
    endRelation: async (id, validTo) => {
      // A relation that would end before it began never held.
      await sql`delete from relations where tenant_id = ${tenant} and id = ${id} and valid_from > ${validTo}`.execute(
        db,
      );
      await sql`update relations set valid_to = ${validTo} where tenant_id = ${tenant} and id = ${id}`.execute(db);
    },
    putEnterprises: async (enterprises, now) => {
      for (const { id, name } of enterprises) checkCode(id, name);
      await takeChange(db, tenant, true);
      await sql`
        insert into enterprises (tenant_id, id, name, region, industry, scale, address, attributes, created_at)
        select ${tenant}, r.id, r.name, r.region, r.industry, r.scale, r.address, r.attributes, ${new Date(now)}
        from jsonb_to_recordset(${json(enterprises)}) as r (id text, name text, region text, industry text, scale text,
          address text, attributes jsonb)
        on conflict (tenant_id, id) do update set name = excluded.name, region = excluded.region,
          industry = excluded.industry, scale = excluded.scale, address = excluded.address,
          attributes = excluded.attributes`.execute(db);
    },
    handOver: (rows) => writeHandOvers(db, tenant, rows),
    note: async ({ id, at, actor, unit, act, object, detail = {}, requestId }) => {
      await sql`
        insert into audit_log (tenant_id, id, at, actor, unit, act, object, detail, request_id)
        values (${tenant}, ${id}, ${new Date(at)}, ${actor}, ${unit ?? null}, ${act}, ${object},
          ${JSON.stringify(detail)}::jsonb, ${requestId ?? null})`.execute(db);
    },
  };
}

/** The code is the identity: it must be whole and in its normal form. */
function checkCode(id: string, name: string): void {
  if (parseUscc(id).code === id) return;
  throw refuse({
    code: 'registry.code-not-normal',
    kind: 'invalid',
    what: `${name}的统一社会信用代码“${id}”写法不规范`,
    todo: '请使用 18 位半角大写代码，中间不留空格',
  });
}
