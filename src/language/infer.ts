import { type Catalogue, catalogueOf } from './catalogue.ts';
import { isDate } from './dates.ts';
import { type Diagnostic, diagnostic } from './diagnostics.ts';
import { type JsonValue, toJson } from './display.ts';
import { evaluate } from './evaluate.ts';
import { compareExact } from './exact.ts';
import { type Expression, namesIn, parseExpression, typeOf } from './expression.ts';
import { nearest } from './nearest.ts';
import { normaliseName } from './normalise.ts';
import { childrenOf, type Node } from './syntax.ts';
import { ANY, BOOLEAN, DATE, listOf, numberOf, OPEN_CODE, type Type } from './types.ts';
import { OPEN, SHARE, unitTable } from './units.ts';
import { type Facts, quantityFrom } from './values.ts';

const typeOfJson = (value: unknown): Type => {
  if (typeof value === 'boolean') return BOOLEAN;
  if (typeof value === 'number') return numberOf(OPEN);
  if (typeof value === 'string') {
    const quantity = quantityFrom(value);
    if (quantity) return numberOf(quantity.dimension);
    return isDate(value) ? DATE : { kind: 'code', list: OPEN_CODE };
  }
  return Array.isArray(value) ? typeOfItems(value) : ANY;
};

const typeOfItems = (items: readonly unknown[]): Type => {
  const types = items.filter((item) => item !== null).map(typeOfJson);
  const [first = ANY] = types;
  return listOf(types.every((type) => JSON.stringify(type) === JSON.stringify(first)) ? first : ANY);
};

type Entry = { readonly name: string; readonly value: unknown };

const entriesOf = (json: unknown, path = ''): readonly Entry[] => {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return [];
  return Object.entries(json).flatMap(([key, value]) => {
    const name = path ? `${path}.${key}` : key;
    const nested = typeof value === 'object' && value !== null && !Array.isArray(value);
    return nested ? entriesOf(value, name) : [{ name, value }];
  });
};

/**
 * Names and types from a JSON record, for trying an expression without a catalogue. "2.4万元", "3%" and "2026-01-01"
 * are money, percentage and date; a bare number takes the unit that it first meets (元 for money, the share itself
 * for a percentage); text may be a code; a nested key is a path (企业.行业代码). Other names count as missing facts.
 */
export const inferCatalogue = (json: unknown): Catalogue => {
  const entries = entriesOf(json).filter((entry) => normaliseName(entry.name).trim() !== '');
  const types = new Map(entries.map((entry) => [entry.name, typeOfJson(entry.value)]));
  const spellings = entries
    .map(({ name }) => ({ text: normaliseName(name), name }))
    .sort((a, b) => b.text.length - a.text.length);
  return catalogueOf(types, spellings, unitTable([]), true);
};

const everyNode = (node: Node): readonly Node[] => [node, ...childrenOf(node).flatMap(everyNode)];
const nameNodes = (node: Node): readonly (Node & { readonly kind: 'name' })[] =>
  everyNode(node).filter((each) => each.kind === 'name');

/** A missing fact that is spelt almost like one the record has, and that the expression does not use. */
const misspelt = (expression: Expression, catalogue: Catalogue): readonly Diagnostic[] => {
  const used = new Set(namesIn(expression));
  const free = [...catalogue.types.keys()].filter((name) => !used.has(name));
  return nameNodes(expression.root)
    .filter((node) => !catalogue.types.has(node.name) && node.name.length > 1)
    .flatMap((node) => {
      const [near] = nearest(node.name, free);
      const message = `事实里没有“${node.name}”，按未知处理；是不是“${near}”？`;
      return near ? [diagnostic('warning', 'unknown-name', node, message, near)] : [];
    });
};

/** 行业 = 制造业: a name that no fact has, set against a text, was hardly meant as a fact. */
const unquoted = (expression: Expression, catalogue: Catalogue): readonly Diagnostic[] =>
  everyNode(expression.root).flatMap((node) => {
    if (node.kind !== 'compare' || node.right.kind !== 'name' || catalogue.types.has(node.right.name)) return [];
    const against = node.left.kind === 'name' ? catalogue.types.get(node.left.name) : undefined;
    if (against?.kind !== 'code') return [];
    const { name } = node.right;
    const message = `事实里没有“${name}”，按未知处理；如果是文字，请加引号："${name}"`;
    return [diagnostic('warning', 'unknown-name', node.right, message, `"${name}"`)];
  });

/** 2.4 where a share is meant is 240%, which is hardly what was meant. */
const bigShares = (expression: Expression, catalogue: Catalogue, facts: Facts): readonly Diagnostic[] =>
  nameNodes(expression.root).flatMap((node) => {
    const declared = catalogue.types.get(node.name);
    const assumed = declared?.kind === 'number' && declared.dimension === OPEN;
    if (!assumed || node.type.kind !== 'number' || node.type.dimension !== SHARE) return [];
    const { value } = evaluate({ ...expression, root: node }, facts);
    if (typeof value === 'boolean' || typeof value === 'string' || value === null || Array.isArray(value)) return [];
    const exact = value as Exclude<typeof value, readonly unknown[]>;
    if (compareExact(exact, 1) <= 0) return [];
    const shown = toJson(exact, numberOf(''));
    return [
      diagnostic(
        'warning',
        'large-share',
        node,
        `“${node.name}”的值 ${shown} 按比值计算，即 ${toJson(exact, node.type)}；如指 ${shown}%，请在事实里写成 "${shown}%"`,
      ),
    ];
  });

export type JsonEvaluation = {
  readonly value: JsonValue;
  readonly missing: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
};

/**
 * Evaluates a text against a JSON record, as `clearway rules eval` prints it. A `null` and a name that the record does
 * not have are missing facts; a text that does not compile is unknown with its diagnostics.
 *
 * @example
 * evaluateWithJsonFacts('营业收入 <= 4亿元 且 高企', { 营业收入: '2.4万元', 高企: null }) // { value: 'unknown', missing: ['高企'], diagnostics: [] }
 */
export const evaluateWithJsonFacts = (text: string, factsJson: unknown): JsonEvaluation => {
  const catalogue = inferCatalogue(factsJson);
  const parsed = parseExpression(text, catalogue);
  if (!parsed.ok) return { value: 'unknown', missing: [], diagnostics: parsed.diagnostics };
  const { expression } = parsed;
  const facts = (typeof factsJson === 'object' && factsJson !== null ? factsJson : {}) as Facts;
  const { value, missing, notes } = evaluate(expression, facts);
  const hints = [
    ...misspelt(expression, catalogue),
    ...unquoted(expression, catalogue),
    ...bigShares(expression, catalogue, facts),
  ];
  const diagnostics = [...expression.diagnostics, ...hints, ...notes];
  return { value: toJson(value, typeOf(expression)), missing, diagnostics };
};
