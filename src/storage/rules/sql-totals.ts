import { CompiledQuery } from 'kysely';
import { type Program, type Relation, type RuleTotal, type SqlQuery, toSql } from '#engines/rules';
import type { Database } from '../database-type.ts';

type Row = Readonly<Record<string, string | number | null>>;

const figure = (row: Row, at: number): number => Number(row[`f${at}`] ?? 0);

/** Adds up the groups of one rule; sums come as text, and stay exact as bigints. */
const totalOf = ({ by }: SqlQuery, rows: readonly Row[], rule: string, i: number): RuleTotal => {
  const first = by + 4 * i;
  const groups = rows.map((row) => ({
    key: Array.from({ length: by }, (_, k) => (row[`f${k}`] === null ? null : String(row[`f${k}`]))),
    count: figure(row, first),
    amount: BigInt(String(row[`f${first + 2}`] ?? 0)),
  }));
  const sum = (at: number) => rows.reduce((all, row) => all + figure(row, at), 0);
  return {
    rule,
    yes: sum(first),
    unknown: sum(first + 1),
    amount: groups.reduce((all, { amount }) => all + amount, 0n),
    open: sum(first + 3),
    groups: by === 0 ? [] : groups.filter(({ count }) => count > 0),
  };
};

/** How many rules go into one statement: a target list holds 1,664 columns at most. */
const PER_QUERY = 40;

/**
 * The rules of a program over rows that stay in the database: the same figures as `matchAll`, by the database itself.
 *
 * @throws NotTranslatable when a rule cannot be said in SQL
 */
export const totalsBySql = async (
  db: Database,
  program: Program,
  relation: Relation,
  by: readonly string[] = [],
): Promise<readonly RuleTotal[]> => {
  const totals: RuleTotal[] = [];
  for (let at = 0; at < program.rules.length; at += PER_QUERY) {
    const query = toSql(program, relation, program.rules.slice(at, at + PER_QUERY), by);
    const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(query.text, [...query.parameters]));
    totals.push(...query.rules.map((rule, i) => totalOf(query, rows, rule, i)));
  }
  return totals;
};
