import type { Catalogue } from './catalogue.ts';
import { dateFrom, dateInWords } from './dates.ts';
import { SyntaxProblem } from './diagnostics.ts';
import { type Exact, exactFromText, multiply } from './exact.ts';
import { LIBRARY, type LibraryFunction } from './functions.ts';
import { nearest } from './nearest.ts';
import { closingMark, normalise } from './normalise.ts';
import { type Dimension, PLAIN, readUnit } from './units.ts';
import { ENGLISH_WORDS, FOREIGN_SIGNS, infixAt, isWordSign, prefixAt, SIGN_MEANING, SIGNS } from './words.ts';

export type Token = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'number'; readonly value: Exact; readonly written: string; readonly dimension: Dimension }
  | { readonly kind: 'string' | 'date'; readonly value: string }
  | { readonly kind: 'name'; readonly name: string; readonly declared: boolean }
  | { readonly kind: 'function'; readonly function: LibraryFunction }
  /** Keywords and signs by their meaning; `date` before a bracket is one too, the end of the text is `''`. */
  | { readonly kind: 'sign'; readonly sign: string }
);

type State = {
  readonly original: string;
  readonly text: string;
  readonly catalogue: Catalogue;
  at: number;
  afterOperand: boolean;
  brackets: number;
  /** The bracket depth of each 介于 whose 和 has not come yet. */
  readonly betweens: number[];
};

const FUNCTION_NAMES = LIBRARY.flatMap((fn) =>
  [fn.name, fn.inChinese, ...fn.aliases].map((name) => ({ name, fn })),
).sort((a, b) => b.name.length - a.name.length);

const awaitsAnd = (state: State): boolean => state.betweens.at(-1) === state.brackets;

const opensBracket = (text: string, at: number): boolean => /^ *\(/.test(text.slice(at, at + 20));

const endsAt =
  (state: State) =>
  (at: number): boolean =>
    !isWordSign(state.text[at]) || infixAt(state.text, at, awaitsAnd(state)) !== undefined;

/** Where a run of letters stops: at a sign, or where a Chinese keyword begins. */
const runEnd = (state: State, from: number): number => {
  let at = from + 1;
  const inWord = (i: number) => isWordSign(state.text[i]) || (state.text[i] === '.' && isWordSign(state.text[i + 1]));
  while (inWord(at)) {
    const word = infixAt(state.text, at, awaitsAnd(state));
    if (word && !/[a-z]/i.test(state.text[at] ?? '')) break;
    at += 1;
  }
  return at;
};

const declaredName = (state: State): Token | undefined => {
  const candidates = state.catalogue.byFirst.get(state.text[state.at] ?? '') ?? [];
  const ends = endsAt(state);
  for (const { text, name } of candidates) {
    const end = state.at + text.length;
    const goesOn = state.text[end] === '.' && isWordSign(state.text[end + 1]);
    if (state.text.startsWith(text, state.at) && ends(end) && !goesOn)
      return { kind: 'name', name, declared: true, start: state.at, end };
  }
  return undefined;
};

const stringToken = (state: State): Token => {
  const close = closingMark(state.original, state.at);
  if (close < 0)
    throw new SyntaxProblem(
      'unclosed-string',
      { start: state.at, end: state.original.length },
      '这段文字的引号没有配对',
    );
  const value = state.original.slice(state.at + 1, close).replace(/\\(.)/gs, '$1');
  return { kind: 'string', value, start: state.at, end: close + 1 };
};

const DATE_IN_WORDS = /(\d{4})年(\d{1,2})月(\d{1,2})日/y;
const DATE_WITH_DASHES = /(\d{4})-(\d{1,2})-(\d{1,2})(?![\d.])/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const THOUSANDS = /\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?/y;

const matchAt = (pattern: RegExp, state: State): RegExpExecArray | null => {
  pattern.lastIndex = state.at;
  return pattern.exec(state.text);
};

const dateToken = (state: State): Token | undefined => {
  const match = matchAt(DATE_IN_WORDS, state) ?? matchAt(DATE_WITH_DASHES, state);
  if (!match) return undefined;
  const span = { start: state.at, end: state.at + match[0].length };
  const value = dateFrom(Number(match[1]), Number(match[2]), Number(match[3]));
  if (value === undefined) throw new SyntaxProblem('no-such-date', span, `没有“${match[0]}”这一天`);
  if (match[0].includes('-'))
    throw new SyntaxProblem(
      'bare-date',
      span,
      `日期请写成“${dateInWords(value)}”，否则会被读成减法`,
      dateInWords(value),
    );
  return { kind: 'date', value, ...span };
};

const refuseThousands = (state: State): void => {
  const match = state.brackets === 0 ? matchAt(THOUSANDS, state) : null;
  if (!match) return;
  const plain = match[0].replaceAll(',', '');
  const span = { start: state.at, end: state.at + match[0].length };
  throw new SyntaxProblem('thousands-separator', span, `数字里不写逗号，请写成“${plain}”`, plain);
};

const unknownUnit = (state: State, start: number): SyntaxProblem => {
  const word = state.text.slice(start, runEnd(state, start));
  const span = { start, end: start + word.length };
  const bound = /及?(?:以上|以下|以内)$/.exec(word)?.[0];
  if (bound) return new SyntaxProblem('bound-in-words', span, `“${bound}”请写成比较，如 营业收入 <= 4亿元`);
  const near = nearest(word, state.catalogue.units.names)[0];
  return new SyntaxProblem('unknown-unit', span, `不认识的单位“${word}”${near ? `，是不是“${near}”？` : ''}`, near);
};

const numberToken = (state: State): Token => {
  refuseThousands(state);
  const decimal = matchAt(NUMBER, state)?.[0] ?? '';
  const start = state.at;
  const end = start + decimal.length;
  const afterBlank = end + (/^ */.exec(state.text.slice(end, end + 20))?.[0].length ?? 0);
  if (/^0\d/.test(decimal))
    throw new SyntaxProblem('leading-zero', { start, end }, `“${decimal}”不是一个数：数字不以 0 开头，千位也不写逗号`);
  const value = exactFromText(decimal) ?? 0;
  const unit = readUnit(state.catalogue.units, state.text, afterBlank, endsAt(state));
  if (unit) {
    const written = decimal + state.text.slice(afterBlank, unit.end);
    return {
      kind: 'number',
      value: multiply(value, unit.scale),
      written,
      dimension: unit.dimension,
      start,
      end: unit.end,
    };
  }
  if (!endsAt(state)(end)) throw unknownUnit(state, end);
  return { kind: 'number', value, written: decimal, dimension: PLAIN, start, end };
};

const functionToken = (state: State): Token | undefined => {
  const start = state.at;
  for (const { name, fn } of FUNCTION_NAMES)
    if (state.text.startsWith(name, start) && opensBracket(state.text, start + name.length))
      return { kind: 'function', function: fn, start, end: start + name.length };
  const date = /^(date|日期)/.exec(state.text.slice(start, start + 4))?.[0];
  return date && opensBracket(state.text, start + date.length)
    ? { kind: 'sign', sign: 'date', start, end: start + date.length }
    : undefined;
};

const wordToken = (state: State): Token | undefined => {
  const [start, ends] = [state.at, endsAt(state)];
  if (state.afterOperand) {
    const word = infixAt(state.text, start, awaitsAnd(state));
    return word ? { kind: 'sign', sign: word.meaning, start, end: word.end } : undefined;
  }
  const word = prefixAt(state.text, start);
  if (word && (word.meaning === 'if' || ends(word.end)))
    return { kind: 'sign', sign: word.meaning, start, end: word.end };
  // A keyword that stands alone where an operand should be: the parser says what is missing before it.
  const stray = infixAt(state.text, start, false);
  return stray && !isWordSign(state.text[stray.end])
    ? { kind: 'sign', sign: stray.meaning, start, end: stray.end }
    : undefined;
};

/** Signs for which the language has a way of its own, told when nothing else fits. */
const ALONE: Readonly<Record<string, string>> = {
  '!': '这里不写“!”，“不”请写成 非(…)',
  '¥': '金额的单位写在数字后面，如 400元',
};

const signToken = (state: State): Token => {
  const start = state.at;
  for (const [foreign, ours] of Object.entries(FOREIGN_SIGNS))
    if (state.text.startsWith(foreign, start)) {
      const span = { start, end: start + foreign.length };
      throw new SyntaxProblem('foreign-sign', span, `这里不写“${foreign}”，请写“${ours}”`, ours);
    }
  const sign = [...SIGNS, ',', '@'].find((one) => state.text.startsWith(one, start));
  if (sign) return { kind: 'sign', sign: SIGN_MEANING[sign] ?? sign, start, end: start + sign.length };
  const char = String.fromCodePoint(state.original.codePointAt(start) ?? 0);
  const instead = ALONE[state.text[start] ?? ''];
  if (instead) throw new SyntaxProblem('foreign-sign', { start, end: start + char.length }, instead);
  const why = char === '%' || char === '％' ? '“%”只能紧跟在数字后面，如 3%' : `不认识的符号“${char}”`;
  throw new SyntaxProblem('unknown-sign', { start, end: start + char.length }, why);
};

/** NOT, Min: a word of the language in capitals would pass for the name of a fact that nobody knows. */
const refuseCapitals = (name: string, span: { readonly start: number; readonly end: number }): void => {
  const small = name.toLowerCase();
  if (small === name) return;
  const chinese = ENGLISH_WORDS.get(small) ?? LIBRARY.find((fn) => fn.name === small)?.inChinese;
  if (chinese === undefined) return;
  throw new SyntaxProblem('capitals', span, `“${name}”要用小写“${small}”，或写“${chinese}”`, chinese);
};

/** The longest of a declared name and a function; at the same length a bracket behind it speaks for the function. */
const nameOrFunction = (state: State): Token | undefined => {
  const [name, fn] = [declaredName(state), functionToken(state)];
  return name && fn ? (name.end > fn.end ? name : fn) : (name ?? fn);
};

const next = (state: State): Token => {
  const char = state.text[state.at];
  if (char === '"') return stringToken(state);
  const name = state.afterOperand ? undefined : nameOrFunction(state);
  if (name) return name;
  if (char !== undefined && /\d/.test(char)) return dateToken(state) ?? numberToken(state);
  if (!isWordSign(char)) return signToken(state);
  const word = wordToken(state);
  if (word) return word;
  const span = { start: state.at, end: runEnd(state, state.at) };
  const written = state.text.slice(span.start, span.end);
  refuseCapitals(written, span);
  return { kind: 'name', name: written, declared: false, ...span };
};

const endsOperand = (token: Token): boolean =>
  token.kind === 'sign'
    ? [')', ']', 'true', 'false', 'null', 'is empty', 'is not empty'].includes(token.sign)
    : token.kind !== 'function';

const follow = (state: State, token: Token): void => {
  state.at = token.end;
  state.afterOperand = endsOperand(token);
  if (token.kind !== 'sign') return;
  if (token.sign === '(' || token.sign === '[') state.brackets += 1;
  if (token.sign === ')' || token.sign === ']') state.brackets -= 1;
  if (token.sign === 'between') state.betweens.push(state.brackets);
  if (token.sign === 'and' && awaitsAnd(state)) state.betweens.pop();
};

/** Cuts an expression into tokens whose columns are those of the original text. Names come first, longest first. */
export const tokenise = (original: string, catalogue: Catalogue): readonly Token[] => {
  const text = normalise(original);
  const state: State = { original, text, catalogue, at: 0, afterOperand: false, brackets: 0, betweens: [] };
  const tokens: Token[] = [];
  for (;;) {
    while (text[state.at] === ' ') state.at += 1;
    if (state.at >= text.length) return [...tokens, { kind: 'sign', sign: '', start: text.length, end: text.length }];
    const token = next(state);
    tokens.push(token);
    follow(state, token);
  }
};
