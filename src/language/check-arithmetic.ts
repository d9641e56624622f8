import { type Checker, conform, report, sourceOf, unify } from './checker.ts';
import type { Span } from './diagnostics.ts';
import type { Arithmetic, Node } from './syntax.ts';
import { ANY, DATE, numberOf, type Type, typeName } from './types.ts';
import { type Dimension, LIKE, MONEY, OPEN, PLAIN, product, quotient, SHARE } from './units.ts';

const DURATIONS: readonly Dimension[] = ['天', '周', '月', '年'];

const made = (operator: Arithmetic, left: Node, right: Node, type: Type, at: Span): Node => ({
  kind: 'arithmetic',
  operator,
  left,
  right,
  type,
  start: at.start,
  end: at.end,
});

/** A date moves by 天, 周, 月 or 年; 工作日 needs a calendar, which is the kernel's and not an expression's. */
const checkDate = (checker: Checker, operator: Arithmetic, left: Node, right: Node, at: Span): Node => {
  if (operator === '-' && right.type.kind === 'date') return made(operator, left, right, numberOf('天'), at);
  const moves = right.type.kind === 'number' && DURATIONS.includes(right.type.dimension);
  if (right.type.kind === 'any' || ((operator === '+' || operator === '-') && moves))
    return made(operator, left, right, DATE, at);
  if (right.type.kind === 'number' && right.type.dimension === '工作日')
    report(checker, 'working-days', right, '按工作日推算要用日历和时限，不能在表达式里直接加减');
  else if (right.kind === 'number' && right.dimension === PLAIN)
    report(checker, 'unit-mismatch', right, `日期加减要写明单位，是不是“${right.written}天”？`, `${right.written}天`);
  else
    report(
      checker,
      'type-mismatch',
      at,
      `日期只能加减 天、周、月、年，“${sourceOf(checker, right)}”是${typeName(right.type)}`,
    );
  return made(operator, left, right, DATE, at);
};

const openProduct = (operator: Arithmetic, a: Dimension, b: Dimension): Dimension => {
  const other = a === OPEN ? b : a;
  if (other === OPEN || other === PLAIN || other === LIKE || other === SHARE) return OPEN;
  return operator === '*' || a !== OPEN ? other : OPEN;
};

/** A JSON number divided by money is money, times 元/人 it counts 人; in other products it counts as plain. */
const checkOpen = (checker: Checker, operator: Arithmetic, left: Node, right: Node, at: Span): Node | undefined => {
  if (left.type.kind !== 'number' || right.type.kind !== 'number') return undefined;
  const [a, b] = [left.type.dimension, right.type.dimension];
  if (a !== OPEN && b !== OPEN) return undefined;
  if (operator === '/' && b === MONEY)
    return made(operator, conform(checker, left, numberOf(MONEY)), right, numberOf(LIKE), at);
  const [, per] = (a === OPEN ? b : a).split('/');
  if (operator === '*' && per) {
    const counted = (node: Node, unit: Dimension) => (unit === OPEN ? conform(checker, node, numberOf(per)) : node);
    return checkArithmetic(checker, operator, counted(left, a), counted(right, b), at);
  }
  return made(operator, left, right, numberOf(openProduct(operator, a, b)), at);
};

const isNumeric = (node: Node): boolean => node.type.kind === 'number' || node.type.kind === 'any';

const WORDS: Readonly<Record<Arithmetic, string>> = { '+': '相加', '-': '相减', '*': '相乘', '/': '相除' };

/** Sums need one unit; products and quotients make the unit that they should. */
export const checkArithmetic = (checker: Checker, operator: Arithmetic, left: Node, right: Node, at: Span): Node => {
  if (left.type.kind === 'date') return checkDate(checker, operator, left, right, at);
  for (const node of [left, right])
    if (!isNumeric(node)) {
      report(
        checker,
        'type-mismatch',
        node,
        `“${sourceOf(checker, node)}”是${typeName(node.type)}，不能${WORDS[operator]}`,
      );
      return made(operator, left, right, ANY, at);
    }
  if (operator === '+' || operator === '-') {
    const [a, b, type] = unify(checker, left, right, WORDS[operator]);
    return made(operator, a, b, type, at);
  }
  const open = checkOpen(checker, operator, left, right, at);
  if (open) return open;
  if (left.type.kind !== 'number' || right.type.kind !== 'number') return made(operator, left, right, ANY, at);
  const make = operator === '*' ? product : quotient;
  const dimension = make(left.type.dimension, right.type.dimension);
  if (dimension.split('·').filter((unit) => unit.startsWith(MONEY)).length > 1)
    report(checker, 'unit-mismatch', at, '两个金额不能相乘');
  return made(operator, left, right, numberOf(dimension), at);
};
