import { codePrefix, type Node, type Type } from '#language';
import { numberOf, type Translating, textOf } from './inputs.ts';
import * as fraction from './value.ts';
import { NotTranslatable } from './value.ts';

type Of<Kind extends Node['kind']> = Node & { readonly kind: Kind };

export const compareNodes = (at: Translating, operator: string, left: Node, right: Node): string => {
  if (left.type.kind === 'list' || right.type.kind === 'list') throw new NotTranslatable('两个清单相比较');
  if (left.type.kind === 'number' || right.type.kind === 'number')
    return fraction.compare(operator, numberOf(at, left), numberOf(at, right));
  return `(${textOf(at, left)} ${operator === '!=' ? '<>' : operator} ${textOf(at, right)})`;
};

const regionPrefix = (ancestor: string): string =>
  `CASE WHEN ${ancestor} ~ '^[0-9]{6}$' THEN regexp_replace(${ancestor}, '(00)+$', '') ELSE ${ancestor} END`;

/** 属于 between codes: the code begins with the other. */
const under = (type: Type, code: string, ancestor: string): string => {
  if (type.kind !== 'code') return `(${code} = ${ancestor})`;
  const prefix = codePrefix(type.list, '110000') === '11' ? regionPrefix(ancestor) : ancestor;
  return `CASE WHEN ${code} IS NOT NULL AND ${ancestor} IS NOT NULL THEN ${prefix} <> '' AND starts_with(${code}, ${prefix}) END`;
};

const inRange = (at: Translating, item: Node, range: Of<'range'>): string =>
  `(${compareNodes(at, range.lowClosed ? '>=' : '>', item, range.low)} AND ${compareNodes(at, range.highClosed ? '<=' : '<', item, range.high)})`;

/** Lists that are facts hold no unknown elements. */
const anyElement = (list: string, item: string, test: string): string =>
  `CASE WHEN ${list} IS NULL THEN NULL WHEN cardinality(${list}) = 0 THEN FALSE WHEN ${item} IS NULL THEN NULL ` +
  `ELSE EXISTS (SELECT 1 FROM unnest(${list}) AS u(e) WHERE ${test}) END`;

const elementIs = (at: Translating, item: Node, element: Node): string => {
  if (element.kind === 'range') return inRange(at, item, element);
  if (item.type.kind === 'code') return under(item.type, textOf(at, item), textOf(at, element));
  return compareNodes(at, '=', item, element);
};

export const membership = (at: Translating, { item, set }: Of<'in'>): string => {
  if (set.kind === 'range') return inRange(at, item, set);
  if (set.kind === 'list') {
    if (set.items.length === 0) return 'FALSE';
    return `(${set.items.map((element) => elementIs(at, item, element)).join(' OR ')})`;
  }
  if (set.type.kind !== 'list') return under(item.type, textOf(at, item), textOf(at, set));
  if (set.type.of.kind === 'number') throw new NotTranslatable('数的清单是事实');
  return anyElement(textOf(at, set), textOf(at, item), under(item.type, textOf(at, item), 'u.e'));
};

export const contains = (at: Translating, whole: Node, part: Node): string => {
  if (whole.type.kind !== 'list') return `(strpos(${textOf(at, whole)}, ${textOf(at, part)}) > 0)`;
  if (whole.kind === 'list')
    return `(${whole.items.map((element) => elementUnder(at, element, part)).join(' OR ') || 'FALSE'})`;
  if (whole.type.of.kind === 'number') throw new NotTranslatable('数的清单是事实');
  return anyElement(textOf(at, whole), textOf(at, part), under(whole.type.of, 'u.e', textOf(at, part)));
};

const elementUnder = (at: Translating, element: Node, part: Node): string =>
  element.type.kind === 'code'
    ? under(element.type, textOf(at, element), textOf(at, part))
    : compareNodes(at, '=', element, part);
