import type { Catalogue } from './catalogue.ts';
import { checkWhole, type Expected } from './check.ts';
import type { Checker } from './checker.ts';
import { compile } from './compile.ts';
import { type Diagnostic, SyntaxProblem } from './diagnostics.ts';
import { formatTree, sayTree } from './format.ts';
import { parse } from './parser.ts';
import { childrenOf, type Node } from './syntax.ts';
import type { Type } from './types.ts';

/** A text that was read, with types and units that fit. Plain data: keep it, evaluate it as often as you like. */
export type Expression = {
  readonly source: string;
  readonly root: Node;
  /** Warnings and remarks; an expression with an error is none. */
  readonly diagnostics: readonly Diagnostic[];
};

export type ParseResult =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

const inOrder = (found: readonly Diagnostic[]): readonly Diagnostic[] =>
  found.toSorted((a, b) => a.start - b.start || a.end - b.end);

/**
 * Reads an expression against declared names. Every type or unit that does not fit is an error with its place in the
 * text as written and, where one is likely, the text to put instead. `expects` says what the place needs: a guard
 * needs a `boolean`.
 *
 * @example
 * parseExpression('营业收入 ＜＝ 4亿元', catalogue, { expects: 'boolean' }).ok // true
 * parseExpression('营业收人 <= 4亿元', catalogue).diagnostics[0].message // '没有名为“营业收人”的事实，是不是“营业收入”？'
 */
export const parseExpression = (
  text: string,
  catalogue: Catalogue,
  options: { readonly expects?: Expected } = {},
): ParseResult => {
  const checker: Checker = { text, catalogue, found: [], assumed: new Map() };
  try {
    const root = checkWhole(checker, parse(text, catalogue), options.expects);
    const diagnostics = inOrder(checker.found);
    if (diagnostics.some((one) => one.severity === 'error')) return { ok: false, diagnostics };
    compile(root);
    return { ok: true, expression: { source: text, root, diagnostics } };
  } catch (problem) {
    if (problem instanceof SyntaxProblem) return { ok: false, diagnostics: [problem.diagnostic] };
    throw problem;
  }
};

/** What the expression answers with: a kind and, for numbers, a unit. */
export const typeOf = (expression: Expression): Type => expression.root.type;

/**
 * Canonical Chinese text, which parses to the same tree.
 *
 * @example
 * formatExpression(parsed('not(营业收入>4亿元)')) // '非(营业收入 > 4亿元)'
 */
export const formatExpression = (expression: Expression): string => formatTree(expression.root);

/**
 * The text as people read it: codes by the titles that their facts declare. It is not meant to be parsed again.
 *
 * @example
 * sayExpression(parsed('首台套级别 属于 ["city", "province"]')) // '首台套级别 属于 市级、省级'
 */
export const sayExpression = (expression: Expression): string => sayTree(expression.root);

/** The facts that the expression reads, each once, in the order of the text. */
export const namesIn = (expression: Expression): readonly string[] => {
  const names = new Set<string>();
  const visit = (node: Node): void => {
    if (node.kind === 'name') names.add(node.name);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(expression.root);
  return [...names];
};
