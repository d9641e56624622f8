import type { Catalogue } from './catalogue.ts';
import { accept, type Cursor, expect, isSign, over, peek, shown, take } from './cursor.ts';
import { isDate } from './dates.ts';
import { type Span, SyntaxProblem } from './diagnostics.ts';
import { functionNamed, LIBRARY } from './functions.ts';
import { type Token, tokenise } from './lexer.ts';
import { nearest } from './nearest.ts';
import type { Arithmetic, Comparison, Syntax } from './syntax.ts';
import { INFIX_WORDS } from './words.ts';

/** Deeper nesting is nobody's rule; the bound keeps hostile text from exhausting the stack. */
const DEEPEST = 200;

const missingOperand = (cursor: Cursor): SyntaxProblem => {
  const token = peek(cursor);
  if (cursor.tokens.length === 1) return new SyntaxProblem('empty', token, '表达式是空的');
  if (isSign(token, '')) return new SyntaxProblem('unfinished', token, '表达式没有写完，后面还缺一项');
  return new SyntaxProblem('missing-operand', token, `“${shown(cursor, token)}”前面缺一项（事实、数字或条件）`);
};

const dateOf = (token: Token, span: Span): Syntax => {
  const text = token.kind === 'string' ? token.value : '';
  if (isDate(text)) return { kind: 'date', value: text, ...span };
  throw new SyntaxProblem('no-such-date', token, '日期要写成“2026-01-01”的样子，而且要有这一天');
};

const literalDate = (cursor: Cursor, word: Token): Syntax => {
  if (isSign(word, '@')) {
    const text = take(cursor);
    return dateOf(text, over(word, text));
  }
  expect(cursor, '(', '左括号');
  const text = take(cursor);
  return dateOf(text, over(word, expect(cursor, ')', '右括号')));
};

const itemsUntil = (cursor: Cursor, first: Syntax | undefined, close: string): Syntax[] => {
  const items = first ? [first] : [];
  if (!first && isSign(peek(cursor), close)) return items;
  if (!first) items.push(expression(cursor));
  while (accept(cursor, ',')) items.push(expression(cursor));
  return items;
};

/** `(a)`, `(a, b)` (a list), `[a, b]`, and ranges such as `(1..5]`. */
const bracketed = (cursor: Cursor, open: Token): Syntax => {
  const round = isSign(open, '(');
  if (!round && isSign(peek(cursor), ']')) return { kind: 'list', items: [], ...over(open, take(cursor)) };
  const first = expression(cursor);
  if (accept(cursor, '..')) {
    const high = expression(cursor);
    const close = accept(cursor, ')', ']') ?? expect(cursor, ']', '区间的右括号');
    const closed = { lowClosed: !round, highClosed: isSign(close, ']') };
    return { kind: 'range', low: first, high, ...closed, ...over(open, close) };
  }
  const items = itemsUntil(cursor, first, round ? ')' : ']');
  const close = expect(cursor, round ? ')' : ']', round ? '右括号' : '右方括号');
  if (round && items.length === 1) return { ...first, ...over(open, close) };
  return { kind: 'list', items, ...over(open, close) };
};

const call = (cursor: Cursor, token: Token & { readonly kind: 'function' }): Syntax => {
  expect(cursor, '(', '左括号');
  const items = itemsUntil(cursor, undefined, ')');
  const span = over(token, expect(cursor, ')', '右括号'));
  return { kind: 'call', function: token.function, args: items, ...span };
};

const condition = (cursor: Cursor, word: Token): Syntax => {
  const test = expression(cursor);
  expect(cursor, 'then', '“那么”');
  const whenTrue = expression(cursor);
  expect(cursor, 'else', '“否则”（每个“如果”都要写明否则怎样）');
  const whenFalse = expression(cursor);
  return { kind: 'if', condition: test, whenTrue, whenFalse, ...over(word, whenFalse) };
};

const negated = (cursor: Cursor, word: Token): Syntax => {
  expect(cursor, '(', '左括号：“非”要写成 非(…)');
  const operand = expression(cursor);
  return { kind: 'not', operand, ...over(word, expect(cursor, ')', '右括号')) };
};

const signOperand = (cursor: Cursor, token: Token & { readonly kind: 'sign' }): Syntax => {
  switch (token.sign) {
    case '(':
    case '[':
      return bracketed(cursor, token);
    case 'not':
      return negated(cursor, token);
    case 'if':
      return condition(cursor, token);
    case '-': {
      const operand = deeper(cursor, primary);
      return { kind: 'negate', operand, ...over(token, operand) };
    }
    case 'date':
    case '@':
      return literalDate(cursor, token);
    case 'true':
    case 'false':
      return { kind: 'boolean', value: token.sign === 'true', ...over(token, token) };
    case 'null':
      return { kind: 'null', ...over(token, token) };
    default:
      cursor.at -= 1;
      throw missingOperand(cursor);
  }
};

const primary = (cursor: Cursor): Syntax => {
  const token = take(cursor);
  switch (token.kind) {
    case 'sign':
      return signOperand(cursor, token);
    case 'function':
      return call(cursor, token);
    default:
      return token;
  }
};

/** How tightly each operator binds; comparisons do not chain. */
const BINDING: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  ...Object.fromEntries(
    ['=', '!=', '<', '<=', '>', '>=', 'in', 'not in', 'between', 'is empty', 'is not empty'].map((sign) => [sign, 3]),
  ),
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
};

const joined = (kind: 'and' | 'or', left: Syntax, right: Syntax): Syntax => {
  const flat = (side: Syntax): readonly Syntax[] => (side.kind === kind ? side.operands : [side]);
  return { kind, operands: [...flat(left), ...flat(right)], ...over(left, right) };
};

const emptiness = (left: Syntax, token: Token): Syntax => {
  const known: Syntax = { kind: 'call', function: functionNamed('is known'), args: [left], ...over(left, token) };
  return isSign(token, 'is not empty') ? known : { kind: 'not', operand: known, ...over(left, token) };
};

const between = (cursor: Cursor, item: Syntax): Syntax => {
  const low = operators(cursor, 4);
  expect(cursor, 'and', '“和”，如 介于 1 和 5');
  const high = operators(cursor, 4);
  return { kind: 'between', item, low, high, ...over(item, high) };
};

const infix = (cursor: Cursor, left: Syntax, token: Token & { readonly kind: 'sign' }): Syntax => {
  const { sign } = token;
  if (sign === 'is empty' || sign === 'is not empty') return emptiness(left, token);
  if (sign === 'between') return between(cursor, left);
  const right = operators(cursor, (BINDING[sign] ?? 0) + 1);
  const span = over(left, right);
  if (sign === 'in') return { kind: 'in', item: left, set: right, ...span };
  if (sign === 'not in') return { kind: 'not', operand: { kind: 'in', item: left, set: right, ...span }, ...span };
  if (BINDING[sign] === 3) return { kind: 'compare', operator: sign as Comparison, left, right, ...span };
  return { kind: 'arithmetic', operator: sign as Arithmetic, left, right, ...span };
};

const operators = (cursor: Cursor, atLeast: number): Syntax => {
  let left = primary(cursor);
  let compared = false;
  for (let chain = 0; ; chain += 1) {
    const token = peek(cursor);
    const power = token.kind === 'sign' ? (BINDING[token.sign] ?? 0) : 0;
    if (token.kind !== 'sign' || power < atLeast || power === 0) return left;
    if (power === 3 && compared)
      throw new SyntaxProblem('chained', token, '比较不能连写，请用“介于 … 和 …”，或用“且”连接两个比较');
    compared = power === 3;
    if (power > 3 && chain > DEEPEST) throw tooDeep(cursor);
    take(cursor);
    left =
      token.sign === 'and' || token.sign === 'or'
        ? joined(token.sign, left, operators(cursor, power + 1))
        : infix(cursor, left, token);
  }
};

const tooDeep = (cursor: Cursor): SyntaxProblem =>
  new SyntaxProblem('too-deep', peek(cursor), `表达式套得太深（超过 ${DEEPEST} 层），请拆成几条`);

const deeper = (cursor: Cursor, read: (cursor: Cursor) => Syntax): Syntax => {
  cursor.depth += 1;
  if (cursor.depth > DEEPEST) throw tooDeep(cursor);
  const tree = read(cursor);
  cursor.depth -= 1;
  return tree;
};

const expression = (cursor: Cursor): Syntax => deeper(cursor, (inner) => operators(inner, 1));

/** Words of everyday speech for which the language has a sign. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ['是', '='],
  ['为', '='],
  ['不是', '!='],
  ['不为', '!='],
  ['is', '为空'],
  ['IS', '为空'],
]);

const noFunction = (token: Token & { readonly kind: 'name' }): SyntaxProblem => {
  const names = LIBRARY.flatMap(({ name, inChinese, aliases }) => [inChinese, name, ...aliases]);
  const near = nearest(token.name, names)[0];
  const hint = near ? `，是不是“${near}”？` : '；如果是事实，后面缺少运算符';
  return new SyntaxProblem('unknown-function', token, `没有名为“${token.name}”的函数${hint}`, near);
};

const leftover = (cursor: Cursor, token: Token): SyntaxProblem => {
  const word = shown(cursor, token);
  if (isSign(token, ')', ']')) return new SyntaxProblem('unmatched-bracket', token, `多了一个“${word}”`);
  if (isSign(token, '..')) return new SyntaxProblem('range', token, '区间要放在方括号里，如 [1..5]');
  const before = cursor.tokens[cursor.at - 1];
  if (isSign(token, '(') && before?.kind === 'name' && !before.declared) return noFunction(before);
  const near =
    token.kind === 'name' && !token.declared ? (MEANT.get(word) ?? nearest(word, INFIX_WORDS)[0]) : undefined;
  const hint = near ? `，是不是“${near}”？` : '（如 且、或、=、>=）';
  return new SyntaxProblem('missing-operator', token, `“${word}”前面缺少运算符${hint}`, near);
};

const LONGEST = 20_000;

/** Reads an expression; throws `SyntaxProblem` at the first thing that cannot be read. */
export const parse = (text: string, catalogue: Catalogue): Syntax => {
  if (text.length > LONGEST)
    throw new SyntaxProblem('too-long', { start: LONGEST, end: text.length }, `表达式太长（超过 ${LONGEST} 字）`);
  const cursor: Cursor = { text, tokens: tokenise(text, catalogue), at: 0, depth: 0 };
  const tree = expression(cursor);
  const token = peek(cursor);
  if (!isSign(token, '')) throw leftover(cursor, token);
  return tree;
};
