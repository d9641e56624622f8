import { type RawBuilder, sql } from 'kysely';
import type { MatterFilter, MatterPage } from '#platform/matters';

type Condition = RawBuilder<unknown>;

const at = (ms: number): Condition => sql`to_timestamp(${ms} / 1000.0)`;
/** A single value as an equation, so that an index over it and the order of the list gives the rows in that order. */
const oneOf = (column: string, values: readonly string[] | undefined): readonly Condition[] => {
  if (!values) return [];
  const [first] = values;
  return [
    values.length === 1 ? sql`${sql.ref(column)} = ${first}` : sql`${sql.ref(column)} = any(${values as string[]})`,
  ];
};
const is = (column: string, value: unknown): readonly Condition[] =>
  value === undefined ? [] : [sql`${sql.ref(column)} = ${value}`];

function lampCondition(lamp: NonNullable<MatterFilter['lamp']>, now: number): Condition {
  switch (lamp) {
    case 'done':
      return sql`m.closed`;
    case 'suspended':
      return sql`not m.closed and m.suspended`;
    case 'overdue':
      return sql`not m.closed and m.due_at < ${at(now)}`;
    case 'near':
      return sql`not m.closed and m.due_at >= ${at(now)} and m.near_at <= ${at(now)}`;
    case 'normal':
      return sql`not m.closed and not m.suspended and (m.due_at is null or (m.due_at >= ${at(now)} and m.near_at > ${at(now)}))`;
  }
}

/** The conditions of a filter; the table is `m`. Every value is a parameter. */
export function conditionsOf({ filter, now }: Pick<MatterPage, 'filter' | 'now'>): readonly Condition[] {
  const { lamp, dueFrom, dueTo, openedFrom, openedTo, tag, flag } = filter;
  return [
    ...oneOf('m.id', filter.ids),
    ...oneOf('m.loop', filter.loop),
    ...oneOf('m.status', filter.status),
    ...(filter.waitingOn ? [sql`m.waiting_on && ${filter.waitingOn as string[]}`] : []),
    ...oneOf('m.holder_unit', filter.holderUnits),
    ...is('m.holder_person', filter.holderPerson),
    // Nobody holds what is closed; said, so that the partial indexes fit.
    ...(filter.holderUnits || filter.holderPerson ? [sql`not m.closed`] : []),
    // Written out, so that the partial indexes over open matters fit.
    ...(filter.closed === undefined ? [] : [filter.closed ? sql`m.closed` : sql`not m.closed`]),
    ...(lamp ? [lampCondition(lamp, now)] : []),
    ...(dueFrom === undefined ? [] : [sql`m.due_at >= ${at(dueFrom)}`]),
    ...(dueTo === undefined ? [] : [sql`m.due_at <= ${at(dueTo)}`]),
    ...(openedFrom === undefined ? [] : [sql`m.opened_at >= ${at(openedFrom)}`]),
    ...(openedTo === undefined ? [] : [sql`m.opened_at < ${at(openedTo)}`]),
    ...oneOf('m.category', filter.category),
    ...oneOf('m.region', filter.region),
    ...oneOf('m.grade', filter.grade),
    ...oneOf('m.channel', filter.channel),
    ...is('m.plan_id', filter.plan),
    ...is('m.parent_id', filter.parent),
    ...is('m.enterprise_id', filter.enterprise),
    ...(filter.identifiedTo
      ? [
          sql`(not coalesce((m.state ->> 'hideIdentity')::boolean, false) or m.state ->> 'office' = ${filter.identifiedTo.office})`,
        ]
      : []),
    ...(tag ? [sql`${tag} = any(m.tags)`] : []),
    ...(flag ? [sql`${flag} = any(m.flags)`] : []),
  ];
}

export const allOf = (conditions: readonly Condition[]): Condition =>
  conditions.length > 0 ? sql.join([...conditions], sql` and `) : sql`true`;

/** A tsquery that wants every token. */
export const queryOf = (tokens: readonly string[]): string =>
  tokens.map((each) => `'${each.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`).join(' & ');
