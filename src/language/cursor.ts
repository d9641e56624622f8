import { type Span, SyntaxProblem } from './diagnostics.ts';
import type { Token } from './lexer.ts';

/** Where the parser is in the tokens, and how deep. */
export type Cursor = { readonly text: string; readonly tokens: readonly Token[]; at: number; depth: number };

export const peek = (cursor: Cursor): Token => {
  const token = cursor.tokens[cursor.at] ?? cursor.tokens.at(-1);
  if (!token) throw new Error('the lexer always ends with a token');
  return token;
};

export const isSign = (token: Token, ...signs: readonly string[]): boolean =>
  token.kind === 'sign' && signs.includes(token.sign);

export const take = (cursor: Cursor): Token => {
  const token = peek(cursor);
  cursor.at += 1;
  return token;
};

export const accept = (cursor: Cursor, ...signs: readonly string[]): Token | undefined =>
  isSign(peek(cursor), ...signs) ? take(cursor) : undefined;

export const shown = (cursor: Cursor, token: Token): string => cursor.text.slice(token.start, token.end);

export const expect = (cursor: Cursor, sign: string, what: string): Token => {
  const found = accept(cursor, sign);
  if (found) return found;
  const token = peek(cursor);
  const here = token.start === token.end ? '表达式到这里就结束了' : `这里是“${shown(cursor, token)}”`;
  throw new SyntaxProblem('expected', token, `${here}，应当是${what}`);
};

export const over = (first: Span, last: Span): Span => ({ start: first.start, end: last.end });
