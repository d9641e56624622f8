import { childrenOf, formatExpression, type Node } from '#language';
import type { DagNode } from '../dag.ts';
import type { Program, ProgramRule } from '../program.ts';
import { translate } from './translate.ts';
import { NotTranslatable, rounded, type SqlValue } from './value.ts';

/** Where the facts of a population lie: one row per record, one typed column per fact. */
export type Relation = {
  /** A table, a view, or a query in brackets. */
  readonly from: string;
  /** Fact to column; money is bigint 分, percentages and numbers are numeric, lists are text[]. */
  readonly columns: ReadonlyMap<string, string>;
};

export type SqlQuery = {
  readonly text: string;
  readonly parameters: readonly string[];
  /** The rules in the order of the figures. */
  readonly rules: readonly string[];
  /** How many grouping columns come first in each row. */
  readonly by: number;
};

export const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

type Level = { readonly columns: string[] };

type Builder = {
  readonly program: Program;
  readonly relation: Relation;
  readonly parameters: string[];
  readonly levels: Level[];
  readonly done: Map<number, { readonly value: SqlValue; readonly level: number }>;
};

const bind = (builder: Builder, text: string): string => {
  const known = builder.parameters.indexOf(text);
  return `$${known >= 0 ? known + 1 : builder.parameters.push(text)}::text`;
};

/** Parts that need no column of their own: they are as short as a name for them. */
const INLINE = new Set<Node['kind']>(['boolean', 'number', 'string', 'date', 'null', 'name', 'list', 'range']);

const put = (builder: Builder, level: number, name: string, text: string): string => {
  while (builder.levels.length <= level) builder.levels.push({ columns: [] });
  builder.levels[level]?.columns.push(`${text} AS ${name}`);
  return `l${level}.${name}`;
};

const named = (builder: Builder, id: number, level: number, value: SqlValue): SqlValue => {
  if (value.kind === 'plain') return { kind: 'plain', text: put(builder, level, `c${id}`, value.text) };
  const { n, d } = value.number;
  const column = put(builder, level, `n${id}`, n);
  return { kind: 'number', number: { n: column, d: typeof d === 'bigint' ? d : put(builder, level, `d${id}`, d) } };
};

const nodeAt = (builder: Builder, id: number): DagNode => {
  const node = builder.program.nodes[id];
  if (!node) throw new Error(`no node ${id} in this program`);
  return node;
};

const build = (builder: Builder, id: number): { readonly value: SqlValue; readonly level: number } => {
  const known = builder.done.get(id);
  if (known) return known;
  const { node, inputs } = nodeAt(builder, id);
  const below = inputs.map((input) => build(builder, input).level);
  const level = Math.max(-1, ...below);
  if (node.kind === 'list' || node.kind === 'range')
    return remember(builder, id, { kind: 'plain', text: 'NULL' }, level);
  const value = translate(
    node,
    {
      input: (child) => build(builder, inputOf(builder, node, inputs, child)).value,
      column: (name) => {
        const column = builder.relation.columns.get(name);
        return column === undefined ? undefined : `p.${quotedName(column)}`;
      },
      bind: (text) => bind(builder, text),
    },
    (child) => nodeAt(builder, inputOf(builder, node, inputs, child)).reads.length > 0,
  );
  if (INLINE.has(node.kind)) return remember(builder, id, value, level);
  return remember(builder, id, named(builder, id, level + 1, value), level + 1);
};

const remember = (builder: Builder, id: number, value: SqlValue, level: number) => {
  const made = { value, level };
  builder.done.set(id, made);
  return made;
};

/** The place of a part of a node: inputs stand in the order of the parts; those of lists and ranges lie one step deeper. */
const inputOf = (builder: Builder, node: Node, inputs: readonly number[], child: Node): number => {
  const place = findBelow(builder, node, inputs, child);
  if (place !== undefined) return place;
  throw new Error(`“${formatExpression({ source: '', root: child, diagnostics: [] })}”不在 ${node.kind} 里`);
};

const findBelow = (builder: Builder, node: Node, inputs: readonly number[], child: Node): number | undefined => {
  const parts = childrenOf(node);
  const at = parts.indexOf(child);
  if (at >= 0) return inputs[at];
  for (const [i, part] of parts.entries()) {
    if (part.kind !== 'list' && part.kind !== 'range') continue;
    const found = findBelow(builder, part, nodeAt(builder, inputs[i] ?? -1).inputs, child);
    if (found !== undefined) return found;
  }
  return undefined;
};

const figures = (builder: Builder, { rule, condition, amount }: ProgramRule): readonly string[] => {
  const { value, level } = build(builder, condition);
  if (value.kind !== 'plain') throw new NotTranslatable(`规则“${rule.name}”的条件不是是非判断`);
  const met = `(${value.text}) IS TRUE`;
  const counts = [`count(*) FILTER (WHERE ${met})`, `count(*) FILTER (WHERE (${value.text}) IS NULL)`];
  if (amount === undefined) return [...counts, '0', '0'];
  const formula = build(builder, amount);
  if (formula.value.kind !== 'number') throw new NotTranslatable(`规则“${rule.name}”的金额不是数`);
  const fen = rounded(formula.value.number, [1n, 1n], 'half-up').n;
  const column = put(builder, Math.max(level, formula.level) + 1, `a${condition}_${amount}`, fen);
  return [
    ...counts,
    `coalesce(sum(${column}) FILTER (WHERE ${met}), 0)`,
    `count(*) FILTER (WHERE ${met} AND ${column} IS NULL)`,
  ];
};

/**
 * The rules of a program as one SQL query of PostgreSQL 15 and later: for each rule how many rows are true and how many
 * unknown, the sum of the amounts, and how many amounts are unknown; by group when asked. Every step stays exact.
 *
 * @throws NotTranslatable for what SQL cannot say; nothing is ever left out
 */
export const toSql = (
  program: Program,
  relation: Relation,
  rules: readonly ProgramRule[],
  by: readonly string[] = [],
): SqlQuery => {
  const builder: Builder = { program, relation, parameters: [], levels: [], done: new Map() };
  const wanted = rules.flatMap((rule) => figures(builder, rule));
  const groups = by.map((name) => {
    const column = relation.columns.get(name);
    if (column === undefined) throw new NotTranslatable(`没有“${name}”这一列，不能按它分组`);
    return `p.${quotedName(column)}`;
  });
  // OFFSET 0 keeps the planner from writing each step out again wherever it is used.
  const joins = builder.levels.map(
    ({ columns }, i) => `CROSS JOIN LATERAL (SELECT ${columns.join(', ') || '1'} OFFSET 0) AS l${i}`,
  );
  const grouped = groups.length ? ` GROUP BY ${groups.map((_, i) => i + 1).join(', ')}` : '';
  const list = [...groups, ...wanted].map((text, i) => `${text} AS f${i}`);
  return {
    text: `SELECT ${list.join(', ')} FROM ${relation.from} AS p ${joins.join(' ')}${grouped}`,
    parameters: builder.parameters,
    rules: rules.map(({ rule }) => rule.id),
    by: groups.length,
  };
};
