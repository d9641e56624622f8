import { type Checker, conform, meet, report, sourceOf, unify, unifyAll } from './checker.ts';
import type { Span } from './diagnostics.ts';
import type { Comparison, Node } from './syntax.ts';
import { BOOLEAN, OPEN_CODE, STRING, type Type, typeName } from './types.ts';

const isOrdered = (type: Type): boolean => type.kind === 'number' || type.kind === 'date' || type.kind === 'any';

const refuseUnordered = (checker: Checker, node: Node, type: Type): void => {
  if (!isOrdered(type))
    report(checker, 'not-ordered', node, `“${sourceOf(checker, node)}”是${typeName(type)}，不能比大小，只能用 = 或 !=`);
};

const refuseNull = (checker: Checker, operator: Comparison, other: Node, at: Span): void => {
  const known = `已知(${sourceOf(checker, other)})`;
  const better = operator === '!=' ? known : `非(${known})`;
  report(checker, 'compare-null', at, `与“未知”比较，结果总是未知；要问知不知道，请写“${better}”`, better);
};

export const checkComparison = (checker: Checker, operator: Comparison, a: Node, b: Node, at: Span): Node => {
  const span = { start: at.start, end: at.end };
  if (a.kind === 'null' || b.kind === 'null') {
    refuseNull(checker, operator, a.kind === 'null' ? b : a, span);
    return { kind: 'compare', operator, left: a, right: b, type: BOOLEAN, ...span };
  }
  const [left, right, type] = unify(checker, a, b, '比较');
  if (operator !== '=' && operator !== '!=') refuseUnordered(checker, left, type);
  // Two texts of a record are compared as text, whatever list they may come from.
  return { kind: 'compare', operator, left, right, type: BOOLEAN, ...span };
};

export const checkBetween = (checker: Checker, item: Node, low: Node, high: Node, at: Span): Node => {
  const [[fitted = item, from = low, to = high], type] = unifyAll(checker, [item, low, high], '比较');
  refuseUnordered(checker, item, type);
  return { kind: 'between', item: fitted, low: from, high: to, type: BOOLEAN, start: at.start, end: at.end };
};

const looksLikeCode = (node: Node): boolean => node.kind === 'string' && /^[A-Z]?\d{1,6}$/.test(node.value);

/** Text of a JSON record is a code when it is asked to lie under one. */
const asCode = (item: Node, set: Node): Node => {
  const open = item.type.kind === 'code' && item.type.list === OPEN_CODE;
  if (!open || set.kind !== 'list' || set.items.every(looksLikeCode)) return item;
  return { ...item, type: STRING };
};

const refuseSet = (checker: Checker, item: Node, set: Node): Node => {
  const source = sourceOf(checker, set);
  if (item.type.kind === 'string' && set.kind === 'string')
    report(
      checker,
      'not-a-set',
      set,
      `“${sourceOf(checker, item)}”是文字不是代码，“属于”后面请写清单，如 [${source}]`,
      `[${source}]`,
    );
  else if (set.kind === 'string' && item.type.kind !== 'any')
    report(
      checker,
      'not-a-set',
      item,
      `“${sourceOf(checker, item)}”是${typeName(item.type)}，不是代码，不能属于 ${source}`,
    );
  else report(checker, 'not-a-set', set, `“属于”后面要写清单、区间或上级代码，“${source}”是${typeName(set.type)}`);
  return set;
};

const fitRange = (checker: Checker, item: Node, set: Node & { readonly kind: 'range' }): readonly [Node, Node] => {
  const [[fitted = item, low = set.low, high = set.high], of] = unifyAll(checker, [item, set.low, set.high], '比较');
  refuseUnordered(checker, item, of);
  return [fitted, { ...set, low, high, type: { kind: 'range', of } }];
};

const fitItems = (checker: Checker, item: Node, set: Node & { readonly kind: 'list' }): readonly [Node, Node] => {
  let fitted = item;
  const items = set.items.map((element) => {
    const [next, other] =
      element.kind === 'range' ? fitRange(checker, fitted, element) : unify(checker, fitted, element, '比较');
    fitted = next;
    return other;
  });
  return [fitted, { ...set, items }];
};

const fitSet = (checker: Checker, item: Node, set: Node): readonly [Node, Node] => {
  if (set.kind === 'range') return fitRange(checker, item, set);
  if (set.kind === 'list') return fitItems(checker, item, set);
  if (set.type.kind === 'any') return [item, set];
  if (set.type.kind === 'list') {
    const of = meet(item.type, set.type.of);
    if (!of) return [item, refuseSet(checker, item, set)];
    return [conform(checker, item, of), conform(checker, set, { kind: 'list', of })];
  }
  const under = item.type.kind === 'code' || item.type.kind === 'any';
  if (under && (set.kind === 'string' || (set.type.kind === 'code' && meet(item.type, set.type))))
    return [item, item.type.kind === 'code' ? conform(checker, set, item.type) : set];
  return [item, refuseSet(checker, item, set)];
};

/** 属于: in a list, in a range, or under a code of the same list (C3912 under C39). */
export const checkMembership = (checker: Checker, item: Node, set: Node, at: Span): Node => {
  const [fitted, fittedSet] = fitSet(checker, asCode(item, set), set);
  return { kind: 'in', item: fitted, set: fittedSet, type: BOOLEAN, start: at.start, end: at.end };
};
