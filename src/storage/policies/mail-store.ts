import { sql } from 'kysely';
import type { DueMail, MailStore } from '#domains/policies';
import type { Databases } from '../database.ts';

const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;

/** Letters on their way. */
export function createMailStore({ system }: Pick<Databases, 'system'>): MailStore {
  return {
    queue: async (tenant, { key, enterprise, to, subject, text }, now) => {
      await sql`insert into policy_mails (tenant_id, key, enterprise_id, email, subject, text, created_at, next_at)
        values (${tenant}, ${key}, ${enterprise}, ${to}, ${subject}, ${text}, ${at(now)}, ${at(now)})
        on conflict do nothing`.execute(system);
    },
    take: async (tenant, now, until, limit) => {
      const { rows } = await sql<DueMail>`
        update policy_mails m set next_at = ${at(until)}, attempts = m.attempts + 1 from (
          select key from policy_mails where tenant_id = ${tenant} and next_at <= ${at(now)}
          order by next_at limit ${limit} for update skip locked) d
        where m.tenant_id = ${tenant} and m.key = d.key
        returning m.key, m.email as "to", m.subject, m.text, m.attempts`.execute(system);
      return rows;
    },
    sent: async (tenant, key, answer, now) => {
      await sql`update policy_mails set next_at = null, sent_at = ${at(now)}, answer = ${answer}
        where tenant_id = ${tenant} and key = ${key}`.execute(system);
    },
    failed: async (tenant, key, answer, next) => {
      await sql`update policy_mails set next_at = ${next === undefined ? null : at(next)}, answer = ${answer}
        where tenant_id = ${tenant} and key = ${key}`.execute(system);
    },
    forgetBefore: async (tenant, before) => {
      const { numAffectedRows } = await sql`delete from policy_mails
        where tenant_id = ${tenant} and created_at < ${at(before)} and next_at is null`.execute(system);
      return Number(numAffectedRows ?? 0);
    },
  };
}
