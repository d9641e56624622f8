import type { Catalogue } from './catalogue.ts';
import { type Diagnostic, diagnostic, type Span } from './diagnostics.ts';
import { exactFromText } from './exact.ts';
import type { Node } from './syntax.ts';
import { listOf, numberOf, OPEN_CODE, type Type, typeName } from './types.ts';
import { type Dimension, LIKE, MONEY, OPEN, PLAIN, SHARE, spokenScale } from './units.ts';
import { quantityFrom } from './values.ts';

/** What checking carries along: the text, the names, what was found, and which unit each open number took. */
export type Checker = {
  readonly text: string;
  readonly catalogue: Catalogue;
  readonly found: Diagnostic[];
  readonly assumed: Map<string, Dimension>;
};

export const report = (checker: Checker, code: string, at: Span, message: string, suggestion?: string): void => {
  checker.found.push(diagnostic('error', code, at, message, suggestion));
};

/** The words of the person who wrote it. */
export const sourceOf = (checker: Checker, at: Span): string => checker.text.slice(at.start, at.end);

/** The same words inside a sentence: a text without its own quotation marks. */
const named = (checker: Checker, node: Node): string => (node.kind === 'string' ? node.value : sourceOf(checker, node));

const meetDimensions = (a: Dimension, b: Dimension): Dimension | undefined => {
  if (a === b || b === OPEN) return a;
  if (a === OPEN) return b;
  if (a === LIKE && (b === SHARE || b === PLAIN)) return b;
  return b === LIKE && (a === SHARE || a === PLAIN) ? a : undefined;
};

/** The type that both are, `undefined` when they do not go together. Nothing is ever converted to make them fit. */
export const meet = (a: Type, b: Type): Type | undefined => {
  if (a.kind === 'any') return b;
  if (b.kind === 'any') return a;
  if (a.kind === 'number' && b.kind === 'number') {
    const dimension = meetDimensions(a.dimension, b.dimension);
    return dimension === undefined ? undefined : numberOf(dimension);
  }
  if (a.kind === 'code' && b.kind === 'code')
    return b.list === OPEN_CODE ? a : a.list === OPEN_CODE ? b : a.list === b.list ? (b.titles ? b : a) : undefined;
  if (a.kind === 'code' && b.kind === 'string') return a.list === OPEN_CODE ? b : undefined;
  if (a.kind === 'string' && b.kind === 'code') return meet(b, a);
  if (a.kind === 'list' && b.kind === 'list') {
    const of = meet(a.of, b.of);
    return of && listOf(of);
  }
  return a.kind === b.kind && a.kind !== 'range' ? a : undefined;
};

/** Zero is zero in every unit. */
const isZero = (node: Node): boolean => node.kind === 'number' && node.value === 0 && node.dimension === PLAIN;

/** A list of written texts fits where a list of codes is meant, as one text fits where a code is. */
const fitsCodes = (node: Node, type: Type): boolean =>
  type.kind === 'list' &&
  type.of.kind === 'code' &&
  node.kind === 'list' &&
  node.items.every((item) => item.kind === 'string');

const meetNodes = (a: Node, b: Node): Type | undefined => {
  if (isZero(a) && b.type.kind === 'number') return b.type;
  if (isZero(b) && a.type.kind === 'number') return a.type;
  if (a.kind === 'string' && b.type.kind === 'code') return b.type;
  if (b.kind === 'string' && a.type.kind === 'code') return a.type;
  if (fitsCodes(a, b.type)) return b.type;
  if (fitsCodes(b, a.type)) return a.type;
  return meet(a.type, b.type);
};

const addedNames = (node: Node): readonly (Node & { readonly kind: 'name' })[] => {
  if (node.kind === 'name') return [node];
  if (node.kind === 'negate') return addedNames(node.operand);
  const adds = node.kind === 'arithmetic' && (node.operator === '+' || node.operator === '-');
  return adds ? [...addedNames(node.left), ...addedNames(node.right)] : [];
};

const unitWords = (dimension: Dimension): string =>
  dimension === SHARE ? '按比值计算（0.03 即 3%）' : `按“${dimension}”计算`;

const noteAssumed = (checker: Checker, node: Node, dimension: Dimension): void => {
  for (const name of addedNames(node)) {
    const before = checker.assumed.get(name.name);
    checker.assumed.set(name.name, dimension);
    if (before === dimension) continue;
    if (before === undefined) {
      const message = `“${name.name}”没有写单位，这里${unitWords(dimension)}`;
      checker.found.push(diagnostic('info', 'unit-assumed', name, message));
    } else
      report(checker, 'unit-conflict', name, `“${name.name}”前面${unitWords(before)}，这里又${unitWords(dimension)}`);
  }
};

const adapt = (checker: Checker, node: Node, type: Type, dimension: Dimension): Node => {
  if (dimension === OPEN || dimension === PLAIN || dimension === LIKE) return { ...node, type };
  noteAssumed(checker, node, dimension);
  const scale = dimension === SHARE ? 1 : spokenScale(dimension);
  if (scale === 1) return { ...node, type };
  return { kind: 'adapt', operand: node, scale, type, start: node.start, end: node.end };
};

const isOpenList = (type: Type): boolean =>
  type.kind === 'list' && type.of.kind === 'number' && type.of.dimension === OPEN;

const tidyCode = (code: string): string => code.normalize('NFKC').trim();

/** The node as that type, which it is known to meet. */
export const conform = (checker: Checker, node: Node, type: Type): Node => {
  if (type.kind === 'number' && node.type.kind === 'number' && node.type.dimension === OPEN)
    return adapt(checker, node, type, type.dimension);
  if (type.kind === 'list' && node.kind === 'list')
    return { ...node, type, items: node.items.map((item) => conform(checker, item, type.of)) };
  if (type.kind === 'list' && type.of.kind === 'number' && isOpenList(node.type))
    return adapt(checker, node, type, type.of.dimension);
  if (type.kind === 'code' && node.kind === 'string' && tidyCode(node.value) !== node.value) {
    const tidy = `"${tidyCode(node.value)}"`;
    checker.found.push(
      diagnostic('warning', 'code-form', node, `代码“${node.value}”里有全角字符或空格，是不是 ${tidy}？`, tidy),
    );
  }
  return { ...node, type };
};

const oddUnit = (checker: Checker, a: Node, b: Node): boolean => {
  if (a.type.kind !== 'number' || b.kind !== 'number' || b.type.kind !== 'number') return false;
  const [unit, name, given] = [a.type.dimension, sourceOf(checker, a), sourceOf(checker, b)];
  const bare = b.type.dimension === PLAIN;
  if (!bare || unit === LIKE || unit.includes('/')) return false;
  const better = unit === SHARE ? `${given}%` : given + unit;
  const what = unit === MONEY ? '是金额' : unit === SHARE ? '是百分比' : `以“${unit}”计`;
  report(checker, 'unit-mismatch', b, `“${name}”${what}，“${given}”没有写单位，是不是“${better}”？`, better);
  return true;
};

const oddDate = (checker: Checker, a: Node, b: Node): boolean => {
  if (a.type.kind !== 'date' || b.kind !== 'string') return false;
  const better = `date("${b.value}")`;
  report(checker, 'type-mismatch', b, `“${sourceOf(checker, a)}”是日期，“${b.value}”是文字，请写成 ${better}`, better);
  return true;
};

/** A number between quotation marks is a text. */
const oddQuotes = (checker: Checker, a: Node, b: Node): boolean => {
  if (a.type.kind !== 'number' || b.kind !== 'string') return false;
  const quantity = quantityFrom(b.value) ?? (exactFromText(b.value) === undefined ? undefined : { dimension: PLAIN });
  if (!quantity || meet(a.type, numberOf(quantity.dimension)) === undefined) return false;
  const message = `“${sourceOf(checker, a)}”是${typeName(a.type)}，“${b.value}”加了引号就成了文字，请去掉引号`;
  report(checker, 'type-mismatch', b, message, b.value);
  return true;
};

const mismatch = (checker: Checker, a: Node, b: Node, doing: string): void => {
  for (const odd of [oddUnit, oddDate, oddQuotes]) if (odd(checker, a, b) || odd(checker, b, a)) return;
  const units = a.type.kind === 'number' && b.type.kind === 'number';
  const say = (node: Node) => `“${named(checker, node)}”是${typeName(node.type)}`;
  const at = { start: a.start, end: b.end };
  const [code, what] = units ? ['unit-mismatch', '单位不符'] : ['type-mismatch', '类型不符'];
  report(checker, code ?? '', at, `${what}：${say(a)}，${say(b)}，不能${doing}`);
};

/** Both nodes as the one type they share; a mismatch is reported and leaves them as they are. */
export const unify = (checker: Checker, a: Node, b: Node, doing: string): readonly [Node, Node, Type] => {
  const type = meetNodes(a, b);
  if (type) return [conform(checker, a, type), conform(checker, b, type), type];
  mismatch(checker, a, b, doing);
  return [a, b, { kind: 'any' }];
};

/** Several nodes as the one type they share. */
export const unifyAll = (checker: Checker, nodes: readonly Node[], doing: string): readonly [readonly Node[], Type] => {
  let shared: Type = { kind: 'any' };
  let pattern: Node | undefined;
  for (const node of nodes) {
    const type: Type | undefined = pattern ? meetNodes({ ...pattern, type: shared }, node) : node.type;
    if (!type) {
      if (pattern) mismatch(checker, pattern, node, doing);
      return [nodes, { kind: 'any' }];
    }
    if (!pattern || isZero(pattern) || pattern.kind === 'string') pattern = node;
    shared = type;
  }
  return [nodes.map((node) => (node.type.kind === 'any' ? node : conform(checker, node, shared))), shared];
};
