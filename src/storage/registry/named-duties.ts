import { sql } from 'kysely';
import { answersOn, type HandedOver, type NamedDuty, type NamedDutyKind } from '#engines/registry';
import type { Day } from '#kernel';
import type { HandOverRow } from '#platform/registry';
import type { Database } from '../database.ts';

export type HandOvers = ReadonlyMap<string, readonly HandedOver[]>;

/** What was handed over of a kind of duty, by the thing itself. */
export async function handOversOf(db: Database, tenant: string, kind: NamedDutyKind): Promise<HandOvers> {
  const { rows } = await sql<HandedOver>`
    select kind, object, from_person as "from", to_person as "to", to_char(from_day, 'YYYY-MM-DD') as "fromDay"
    from hand_overs where tenant_id = ${tenant} and kind = ${kind} order by turn limit 20000`.execute(db);
  return Map.groupBy(rows, (each) => each.object);
}

export async function writeHandOvers(db: Database, tenant: string, rows: readonly HandOverRow[]): Promise<void> {
  const body = rows.map((each) => ({ ...each, at: each.at / 1000 }));
  await sql`insert into hand_overs (tenant_id, id, kind, object, from_person, to_person, from_day, why, by_person, at)
    select ${tenant}, id, kind, object, "from", "to", "fromDay", why, "by", to_timestamp(at)
    from jsonb_to_recordset(${JSON.stringify(body)}::jsonb) as x(id text, kind text, object text, "from" text, "to" text,
      "fromDay" date, why text, "by" text, at double precision)`.execute(db);
}

type Named = { readonly object: string; readonly title: string; readonly people: readonly string[] };

/** What somebody answers for by name on a day: measures of targets, special actions that run. */
export async function namedDutiesOf(
  db: Database,
  tenant: string,
  person: string,
  on: Day,
): Promise<readonly NamedDuty[]> {
  const found = { 'aim-measure': await measures(db, tenant), 'special-action': await actions(db, tenant) };
  const mine: NamedDuty[] = [];
  for (const kind of ['aim-measure', 'special-action'] as const) {
    const handed = await handOversOf(db, tenant, kind);
    const answers = ({ object, people }: Named): boolean =>
      people.some((each) => answersOn(each, handed.get(object) ?? [], on) === person);
    mine.push(...found[kind].filter(answers).map(({ object, title }) => ({ kind, object, title })));
  }
  return mine;
}

async function measures(db: Database, tenant: string): Promise<readonly Named[]> {
  const { rows } = await sql<Named>`select id as object, text as title, array[coalesce(person, '')] as people
    from aim_measures where tenant_id = ${tenant} and ended_at is null order by added_at, id limit 5000`.execute(db);
  return rows;
}

async function actions(db: Database, tenant: string): Promise<readonly Named[]> {
  const { rows } = await sql<Named>`select id as object, title,
      array[leader] || array(select p ->> 'person' from jsonb_array_elements(team) p where p ? 'person') as people
    from special_actions where tenant_id = ${tenant} and status = 'running' order by id limit 5000`.execute(db);
  return rows;
}
