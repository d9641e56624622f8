import { sql } from 'kysely';
import type { AimMeasure, GapEntry, OrganisationStore, TopicMeeting } from '#domains/evaluation';
import { answersOn, type HandedOver } from '#engines/registry';
import type { Day } from '#kernel';
import type { Databases } from '../database.ts';
import { handOversOf, writeHandOvers } from '../registry/named-duties.ts';

const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;

/** Measures for target ranks, meetings about indicators, gaps that are matters. */
export function createOrganisationStore({ system }: Pick<Databases, 'system'>): OrganisationStore {
  return {
    measures: async (tenant, on) => {
      const { rows } = await sql<AimMeasure>`
        select id, aim, text, unit, person, to_char(due, 'YYYY-MM-DD') as due from aim_measures
        where tenant_id = ${tenant} and ended_at is null order by added_at, id limit 5000`.execute(system);
      const handed = await handOversOf(system, tenant, 'aim-measure');
      return rows.map((each) => answeredFor(each, handed.get(each.id) ?? [], on));
    },
    handOver: (tenant, { measure, from, ...row }) =>
      writeHandOvers(system, tenant, [{ ...row, kind: 'aim-measure', object: measure, from: from ?? '' }]),
    serving: async (tenant, people, on) => {
      if (people.length === 0) return new Set();
      const { rows } = await sql<{ person: string }>`
        select distinct person_id as person from posts where tenant_id = ${tenant} and person_id = any(${people as string[]})
          and valid_from <= ${on}::date and (valid_to is null or valid_to >= ${on}::date)`.execute(system);
      return new Set(rows.map((each) => each.person));
    },
    addMeasure: async (tenant, { id, aim, text, unit, person, due }, by, when) => {
      await sql`insert into aim_measures (tenant_id, id, aim, text, unit, person, due, added_by, added_at)
        values (${tenant}, ${id}, ${aim}, ${text}, ${unit}, ${person}, ${due}, ${by}, ${at(when)})`.execute(system);
    },
    endMeasure: async (tenant, id, when) => {
      const { numAffectedRows } = await sql`update aim_measures set ended_at = ${at(when)}
        where tenant_id = ${tenant} and id = ${id} and ended_at is null`.execute(system);
      return Number(numAffectedRows ?? 0) === 1;
    },
    meetings: async (tenant) => {
      const { rows } = await sql<TopicMeeting>`
        select t.indicator, m.id, m.title, m.starts_at as "startsAt", m.status from topic_meetings t
        join meetings m on m.tenant_id = t.tenant_id and m.id = t.meeting_id
        where t.tenant_id = ${tenant} order by m.starts_at desc limit 2000`.execute(system);
      return rows;
    },
    linkMeeting: async (tenant, indicator, meeting, by, when) => {
      const { rows } = await sql`
        with known as (select id from meetings where tenant_id = ${tenant} and id = ${meeting}),
        added as (insert into topic_meetings (tenant_id, indicator, meeting_id, linked_by, linked_at)
          select ${tenant}, ${indicator}, id, ${by}, ${at(when)} from known on conflict do nothing)
        select id from known`.execute(system);
      return rows.length > 0;
    },
    gaps: async (tenant, asOf) => {
      const { rows } = await sql<GapEntry>`
        select indicator, matter, closed, (not closed and due_at is not null and due_at < ${at(asOf)}) as overdue
        from (select state #>> '{fields,indicator}' as indicator, id as matter, due_at, opened_at,
            closed and coalesce(closed_at < ${at(asOf)}, true) as closed
          from matters where tenant_id = ${tenant} and loop = 'indicator-gap' and status <> 'dropped'
            and opened_at <= ${at(asOf)}) g
        order by opened_at desc limit 2000`.execute(system);
      return rows;
    },
  };
}

/** Who answers for a measure on a day, and from whom he has it. */
function answeredFor(measure: AimMeasure, handed: readonly HandedOver[], on: Day): AimMeasure {
  const person = answersOn(measure.person ?? '', handed, on) || null;
  const last = handed.filter((each) => each.to === person && each.fromDay <= on).at(-1);
  return { ...measure, person, ...(last ? { took: { from: last.from, day: last.fromDay } } : {}) };
}
