import { sql } from 'kysely';
import type { SurveyStore } from '#domains/surveys';
import type { Database } from '../database.ts';

/** To whom a text message went; neither number nor link. */
export const texts = (system: Database): Pick<SurveyStore, 'claimTexts' | 'markText' | 'texts'> => ({
  claimTexts: async (tenant, id, members, { now, limit }) => {
    const { rows } = await sql<{ member: string }>`
      insert into survey_texts (tenant_id, survey_id, member, outcome, at)
      select ${tenant}, ${id}, m, 'sent', to_timestamp(${now} / 1000.0) from unnest(${members as string[]}::text[]) m
      where not exists (select 1 from survey_texts t where t.tenant_id = ${tenant} and t.survey_id = ${id} and t.member = m)
      order by m limit ${limit} on conflict do nothing returning member`.execute(system);
    return rows.map((each) => each.member);
  },
  markText: async (tenant, id, member, outcome) => {
    await sql`update survey_texts set outcome = ${outcome}
      where tenant_id = ${tenant} and survey_id = ${id} and member = ${member}`.execute(system);
  },
  texts: async (tenant, id) => {
    const { rows } = await sql<{ sent: number; none: number; failed: number }>`
      select count(*) filter (where outcome = 'sent')::int as sent, count(*) filter (where outcome = 'no-number')::int as none,
        count(*) filter (where outcome = 'failed')::int as failed
      from survey_texts where tenant_id = ${tenant} and survey_id = ${id}`.execute(system);
    const { sent = 0, none = 0, failed = 0 } = rows[0] ?? {};
    return { sent, 'no-number': none, failed };
  },
});
