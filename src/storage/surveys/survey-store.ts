import { type RawBuilder, sql } from 'kysely';
import type { Questionnaire, Survey, SurveyHead, SurveyStore, Turnout } from '#domains/surveys';
import type { Database, Databases } from '../database.ts';
import { texts } from './text-store.ts';

const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;
const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

type Nullable = 'record' | 'openedAt' | 'closedAt';
type Row = Omit<Survey, Nullable> & { readonly [K in Nullable]: Survey[K] | null };

const columns = sql`id, number, form, period, unit, by, announced_at as "announcedAt", closes_at as "closesAt", body, record,
  opened_at as "openedAt", closed_at as "closedAt"`;

const surveyOf = ({ record, openedAt, closedAt, ...row }: Row): Survey => ({
  ...row,
  ...(record === null || record === undefined ? {} : { record }),
  ...(openedAt === null || openedAt === undefined ? {} : { openedAt }),
  ...(closedAt === null || closedAt === undefined ? {} : { closedAt }),
});

async function read(db: Database, tenant: string, where: RawBuilder<unknown>): Promise<readonly Survey[]> {
  const { rows } = await sql<Row>`select ${columns} from surveys where tenant_id = ${tenant} and ${where}`.execute(db);
  return rows.map(surveyOf);
}

/** Surveys, their tokens and their boxes; nothing here leads from one to the other. */
export function createSurveyStore({ system }: Pick<Databases, 'system'>): SurveyStore {
  return {
    ...forms(system),
    ...answers(system),
    ...texts(system),
    announce: (tenant, survey) => announce(system, tenant, survey),
    find: async (tenant, id) => (await read(system, tenant, sql`id = ${id}`))[0],
    list: (tenant, asked) => list(system, tenant, asked),
    periodOf: async (tenant, form, period) => {
      const { rows } = await sql`select 1 from surveys
        where tenant_id = ${tenant} and form = ${form} and period = ${period} limit 1`.execute(system);
      return rows.length > 0;
    },
    running: (tenant, now) =>
      read(
        system,
        tenant,
        sql`opened_at is not null and closed_at is null and closes_at >= ${at(now)} order by closes_at limit 50`,
      ),
    undrawn: async (tenant, now) => {
      const { rows } = await sql<Awaited<ReturnType<SurveyStore['undrawn']>>[number]>`
        select body #>> '{form,title}' as title, period, body #>> '{population,kind}' as kind from surveys
        where tenant_id = ${tenant} and opened_at is null and closed_at is null and closes_at >= ${at(now)}
        order by number desc limit 50`.execute(system);
      return rows;
    },
    drawnSince: async (tenant, since) => {
      const { rows } = await sql<{ code: string }>`
        select distinct s ->> 'code' as code from surveys, jsonb_array_elements(record -> 'strata') h,
          jsonb_array_elements(h -> 'selected') s
        where tenant_id = ${tenant} and opened_at >= ${at(since)}`.execute(system);
      return new Set(rows.map((each) => each.code));
    },
    open: (tenant, id, record, tokens, now) => open(system, tenant, { id, record, tokens, now }),
    close: async (tenant, id, now) => {
      await sql`update surveys set closed_at = ${at(now)} where tenant_id = ${tenant} and id = ${id} and closed_at is null`.execute(
        system,
      );
    },
    turnout: async (tenant, id) => {
      const { rows } = await sql<Turnout>`
        select stratum, count(*)::int as asked, count(*) filter (where spent)::int as answered from survey_tokens
        where tenant_id = ${tenant} and survey_id = ${id} group by stratum order by stratum`.execute(system);
      return rows;
    },
  };
}

const forms = (system: Database): Pick<SurveyStore, 'forms' | 'addForm'> => ({
  forms: async (tenant) => {
    const { rows } = await sql<{ form: Questionnaire; version: number }>`
      select distinct on (id) body as form, version from survey_forms where tenant_id = ${tenant}
      order by id, version desc limit 500`.execute(system);
    return rows;
  },
  addForm: async (tenant, form, version, by, now) => {
    const { numAffectedRows } = await sql`
      insert into survey_forms (tenant_id, id, version, body, by, at)
      select ${tenant}, ${form.id}, ${version}, ${json(form)}, ${by}, ${at(now)}
      where ${version} = 1 + coalesce((select max(version) from survey_forms where tenant_id = ${tenant} and id = ${form.id}), 0)
      on conflict do nothing`.execute(system);
    return Number(numAffectedRows ?? 0) === 1;
  },
});

const announce = (system: Database, tenant: string, survey: Parameters<SurveyStore['announce']>[1]): Promise<number> =>
  system.transaction().execute(async (db) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`surveys ${tenant}`}))`.execute(db);
    const { id, form, period, unit, by, announcedAt, closesAt, body } = survey;
    const { rows } = await sql<{ number: number }>`
      insert into surveys (tenant_id, id, number, form, period, unit, by, announced_at, body, closes_at)
      select ${tenant}, ${id}, coalesce(max(number), 0) + 1, ${form}, ${period}, ${unit}, ${by}, ${at(announcedAt)}, ${json(body)},
        ${at(closesAt)}
      from surveys where tenant_id = ${tenant} returning number`.execute(db);
    return rows[0]?.number ?? 1;
  });

async function list(
  db: Database,
  tenant: string,
  { before, limit }: Parameters<SurveyStore['list']>[1],
): Promise<readonly SurveyHead[]> {
  const older = before === undefined ? sql`` : sql`and number < ${before}`;
  const { rows } = await sql<Omit<Row, 'body' | 'record'> & Pick<SurveyHead, 'title' | 'asked' | 'answered'>>`
    select s.id, s.number, s.form, s.period, s.unit, s.by, s.announced_at as "announcedAt", s.closes_at as "closesAt",
      s.opened_at as "openedAt", s.closed_at as "closedAt", s.body #>> '{form,title}' as title,
      coalesce(t.asked, 0)::int as asked, coalesce(t.answered, 0)::int as answered
    from (select * from surveys where tenant_id = ${tenant} ${older} order by number desc limit ${limit}) s
    left join lateral (select count(*) as asked, count(*) filter (where spent) as answered from survey_tokens t
      where t.tenant_id = s.tenant_id and t.survey_id = s.id) t on true
    order by s.number desc`.execute(db);
  return rows.map(({ openedAt, closedAt, ...row }) => ({
    ...row,
    ...(openedAt === null ? {} : { openedAt }),
    ...(closedAt === null ? {} : { closedAt }),
  })) as readonly SurveyHead[];
}

const open = (
  system: Database,
  tenant: string,
  { id, record, tokens, now }: { id: string; record: unknown; tokens: Parameters<SurveyStore['open']>[3]; now: number },
): Promise<boolean> =>
  system.transaction().execute(async (db) => {
    const { numAffectedRows } = await sql`update surveys set record = ${json(record)}, opened_at = ${at(now)}
      where tenant_id = ${tenant} and id = ${id} and record is null`.execute(db);
    if (Number(numAffectedRows ?? 0) === 0) return false;
    // By hash: the order in which they are written is not the order in which firms were drawn.
    await sql`
      insert into survey_tokens (tenant_id, token_hash, survey_id, stratum)
      select ${tenant}, t.hash, ${id}, t.stratum
      from jsonb_to_recordset(${JSON.stringify(tokens)}::jsonb) as t(hash text, stratum text) order by t.hash`.execute(
      db,
    );
    await sql`insert into survey_boxes (tenant_id, survey_id) values (${tenant}, ${id})`.execute(db);
    return true;
  });

const answers = (system: Database): Pick<SurveyStore, 'token' | 'answer' | 'box'> => ({
  token: async (tenant, hash) => {
    const { rows } = await sql<{ survey: string; spent: boolean }>`
      select survey_id as survey, spent from survey_tokens where tenant_id = ${tenant} and token_hash = ${hash}`.execute(
      system,
    );
    return rows[0];
  },
  answer: (tenant, hash, change) =>
    system.transaction().execute(async (db) => {
      const { rows } = await sql<{ survey: string; stratum: string }>`
        update survey_tokens set spent = true where tenant_id = ${tenant} and token_hash = ${hash} and not spent
        returning survey_id as survey, stratum`.execute(db);
      const [token] = rows;
      if (!token) return false;
      const box = await sql<{ cipher: Uint8Array | null }>`
        select cipher from survey_boxes where tenant_id = ${tenant} and survey_id = ${token.survey} for update`.execute(
        db,
      );
      const sealed = change(box.rows[0]?.cipher ?? null, token.stratum);
      await sql`update survey_boxes set cipher = ${sealed} where tenant_id = ${tenant} and survey_id = ${token.survey}`.execute(
        db,
      );
      return true;
    }),
  box: async (tenant, id) => {
    const { rows } = await sql<{ cipher: Uint8Array | null }>`
      select cipher from survey_boxes where tenant_id = ${tenant} and survey_id = ${id}`.execute(system);
    return rows[0]?.cipher ?? null;
  },
});
