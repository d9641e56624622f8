import { evaluate, type Facts, type Node } from '#language';
import { type Interval, intervalOf } from './interval.ts';
import { type Column, dayText, factAt, type Population } from './population.ts';
import { NotVectorisable, type Vector, type VectorMaker } from './vector.ts';
import { comparisonVector, readsOf } from './vectorise.ts';

/** 1 true, 0 false, -1 unknown. */
export type Answer = -1 | 0 | 1;

/** An atom that one column settles: it is looked up by the code of the row. */
export type ColumnAtom = {
  readonly kind: 'column';
  readonly column: string;
  readonly test:
    | { readonly by: 'interval'; readonly interval: Interval }
    | { readonly by: 'known' }
    | { readonly by: 'table'; readonly answers: readonly Answer[] };
};
/** A comparison of formulas. */
export type VectorAtom = {
  readonly kind: 'vector';
  readonly holds: (sign: number) => boolean;
  readonly vector: Vector;
};
/** Whatever is left: asked row by row in the language itself. */
export type RowAtom = { readonly kind: 'row'; readonly node: Node; readonly names: readonly string[] };
export type Atom = ColumnAtom | VectorAtom | RowAtom;

const HOLDS: Readonly<Record<string, (sign: number) => boolean>> = {
  '=': (sign) => sign === 0,
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '>': (sign) => sign > 0,
  '>=': (sign) => sign >= 0,
};

/** A table over more days than this, or than there are rows, would cost more than it saves. */
const MOST_DAYS = 65_000;

export const isDayTable = (column: Column): boolean =>
  column.kind === 'date' && column.max - column.min < Math.min(MOST_DAYS, column.values.length);

export const answerOf = (node: Node, facts: Facts): Answer => {
  const { value } = evaluate({ source: '', root: node, diagnostics: [] }, facts);
  return value === null ? -1 : value === true ? 1 : 0;
};

/** Facts by code: the dictionary, or the days from the first to the last; place 0 is unknown. */
const valuesOf = (column: Column): readonly unknown[] | undefined => {
  if (column.kind === 'code') return column.dictionary;
  if (column.kind !== 'date' || !isDayTable(column)) return undefined;
  return [null, ...Array.from({ length: column.max - column.min + 1 }, (_, i) => dayText(column.min + i))];
};

const tableAtom = (node: Node, name: string, column: Column): ColumnAtom | undefined => {
  const values = valuesOf(column);
  const answers = values?.map((value) => answerOf(node, { [name]: value } as Facts));
  return answers && { kind: 'column', column: name, test: { by: 'table', answers } };
};

const isKnownName = (node: Node): string | undefined => {
  const [fact] = node.kind === 'call' && node.function.name === 'is known' ? node.args : [];
  return fact?.kind === 'name' ? fact.name : undefined;
};

const vectorAtom = (node: Node, maker: VectorMaker): VectorAtom | undefined => {
  const holds = node.kind === 'compare' ? HOLDS[node.operator] : undefined;
  const kind = node.kind === 'compare' ? node.left.type.kind : undefined;
  if (node.kind !== 'compare' || !holds || (kind !== 'number' && kind !== 'date')) return undefined;
  try {
    return { kind: 'vector', holds, vector: comparisonVector(node, maker) };
  } catch (error) {
    if (error instanceof NotVectorisable) return undefined;
    throw error;
  }
};

/** The cheapest exact way to answer an atom for all rows of a population. */
export const atomOf = (node: Node, maker: VectorMaker): Atom | Answer => {
  const { columns } = maker.population;
  const names = [...readsOf(node)];
  const [name, other] = names;
  if (names.every((each) => !columns.has(each))) return answerOf(node, {});
  const interval = intervalOf(node, columns);
  if (interval)
    return { kind: 'column', column: interval.column, test: { by: 'interval', interval: interval.interval } };
  const known = isKnownName(node);
  if (known !== undefined) return { kind: 'column', column: known, test: { by: 'known' } };
  const column = name === undefined || other !== undefined ? undefined : columns.get(name);
  const table = column && name !== undefined ? tableAtom(node, name, column) : undefined;
  return table ?? vectorAtom(node, maker) ?? { kind: 'row', node, names };
};

export const rowFacts = (population: Population, names: readonly string[], row: number): Facts =>
  Object.fromEntries(names.map((name) => [name, factAt(population.columns.get(name), row)]));
