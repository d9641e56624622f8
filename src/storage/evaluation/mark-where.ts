import { type RawBuilder, sql } from 'kysely';
import type { CompiledIndicator, GroupBy, MarkFilter, Window } from '#domains/evaluation';

export type Sql = RawBuilder<unknown>;
export const at = (ms: number): Sql => sql`to_timestamp(${ms} / 1000.0)`;
/** The marks that stood then. */
export const stood = (asOf: number): Sql => sql`m.at < ${at(asOf)} and m.until >= ${at(asOf)}`;
export const bitOf = ({ bit }: CompiledIndicator): Sql => sql.raw((1n << BigInt(bit)).toString());

const COLUMN = { none: `'all'`, unit: 'unit', region: 'region', category: 'category', plan: 'plan' } as const;
export const groupOf = (groupBy: GroupBy): Sql => sql.raw(`coalesce(${COLUMN[groupBy]}, '')`);

export function filtered(filter: MarkFilter): Sql {
  const filters = (['unit', 'region', 'plan', 'category'] as const).flatMap((name) =>
    filter[name] === undefined ? [] : [sql`and ${sql.ref(`m.${name}`)} = ${filter[name]}`],
  );
  const regions = filter.regions ? [sql`and m.region = any(${filter.regions as string[]})`] : [];
  const outside = filter.outside ? [sql`and (m.region is null or m.region <> all(${filter.outside as string[]}))`] : [];
  const record = filter.record === undefined ? [] : [sql`and m.record = ${filter.record}`];
  const all = [...filters, ...regions, ...outside, ...record];
  return all.length === 0 ? sql`` : sql.join(all, sql` `);
}

/** Cohorts by opening and stocks are read as they stood at `asOf`; happenings are found where they happened. */
export function within(
  tenant: string,
  source: string,
  by: CompiledIndicator['by'],
  window: Window,
  filter: MarkFilter,
): Sql {
  const { from, to, asOf } = window;
  const time = {
    opened: sql`m.opened_at >= ${at(from)} and m.opened_at < ${at(Math.min(to, asOf))} and ${stood(asOf)}`,
    happened: sql`m.gained <> 0 and m.at >= ${at(from)} and m.at < ${at(Math.min(to, asOf))}`,
    standing: sql`m.open and ${stood(asOf)}`,
  }[by];
  return sql`m.tenant_id = ${tenant} and m.source = ${source} and ${time} ${filtered(filter)}`;
}
