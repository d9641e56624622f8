import { type Catalogue, type Diagnostic, type Node, parseExpression } from '#language';
import type { Literal, Parameter } from './source.ts';

type Declared = Pick<Parameter, 'name' | 'type'>;

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

const itemText = (value: string | number | boolean, type: Parameter['type']): string => {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return String(value);
  if (type === 'string' || type === 'code') return quoted(value);
  return type === 'date' && /^\d{4}-\d\d-\d\d$/.test(value) ? `date("${value}")` : value;
};

/** The value as the language writes it: codes and texts in quotation marks, dates as dates. */
export const literalText = (value: Literal, type: Parameter['type']): string =>
  Array.isArray(value)
    ? `[${value.map((item: string | number) => itemText(item, type)).join(', ')}]`
    : itemText(value as string | number | boolean, type);

const isLiteral = (node: Node): boolean => {
  switch (node.kind) {
    case 'boolean':
    case 'number':
    case 'string':
    case 'date':
      return true;
    case 'negate':
      return node.operand.kind === 'number';
    case 'list':
      return node.items.every(isLiteral);
    default:
      return false;
  }
};

export type ReadNode =
  | { readonly ok: true; readonly node: Node }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

const shift = (one: Diagnostic, by: number): Diagnostic => ({
  ...one,
  start: Math.max(0, one.start - by),
  end: Math.max(0, one.end - by),
});

const BARE = new Set<Node['kind']>([
  'number',
  'string',
  'date',
  'boolean',
  'negate',
  'list',
  'name',
  'arithmetic',
  'call',
  'if',
]);

/**
 * Reads a formula as the type of a declared name, by comparing the two: what does not fit gets the same help as in a
 * condition.
 */
export const readAs = (name: string, text: string, catalogue: Catalogue): ReadNode => {
  const before = `${name} = `;
  const shifted = (found: readonly Diagnostic[]) => found.map((one) => shift(one, before.length));
  // Alone first: `1 或 2` behind `名 =` would be read as something else.
  const alone = parseExpression(text, catalogue);
  if (!alone.ok) return { ok: false, diagnostics: alone.diagnostics };
  const plain = BARE.has(alone.expression.root.kind);
  const both = parseExpression(plain ? before + text : `${before}(${text})`, catalogue);
  if (!both.ok) return { ok: false, diagnostics: shifted(both.diagnostics).map((one) => shift(one, plain ? 0 : 1)) };
  const { root } = both.expression;
  if (root.kind !== 'compare') throw new Error(`${before}(…) is read as a comparison`);
  return { ok: true, node: root.right };
};

/** Reads the value of a parameter; anything to compute is refused, since a parameter is a number of the law. */
export const readLiteral = (of: Declared, value: Literal, catalogue: Catalogue): ReadNode => {
  const text = literalText(value, of.type);
  const read = readAs(of.name, text, catalogue);
  if (!read.ok || isLiteral(read.node)) return read;
  const message = `“${text}”不是一个值：参数要写成数、日期、文字或代码，算式请写在 definitions 里`;
  return {
    ok: false,
    diagnostics: [{ code: 'not-a-literal', message, start: 0, end: text.length, severity: 'error' }],
  };
};
