import type { Literal } from '#engines/rules';
import type { Clause } from '../clause/index.ts';

/** Some signs of a text that become others. */
export type Swap = { readonly start: number; readonly end: number; readonly text: string };

/** @example replaceIn('不低于3%', [{ start: 3, end: 5, text: '2%' }]) // '不低于2%' */
export const replaceIn = (text: string, swaps: readonly Swap[]): string =>
  swaps
    .toSorted((a, b) => b.start - a.start)
    .reduce((out, each) => out.slice(0, each.start) + each.text + out.slice(each.end), text);

/** A value as the language writes it. */
export function writtenAs(value: Literal, type: string): string {
  if (Array.isArray(value))
    return `[${value.map((each) => (typeof each === 'number' ? each : `"${each}"`)).join(', ')}]`;
  if (type === 'date') return String(value).replace(/^(\d{4})-0?(\d{1,2})-0?(\d{1,2})$/, '$1年$2月$3日');
  return type === 'code' || type === 'string' ? `"${value}"` : String(value);
}

type Amount = Clause['amount'];
type Swapped = { readonly whole: Amount; readonly path: readonly (string | number)[]; readonly value: string };

/** Every amount that differs by one field in which one text became another. */
export function swapped(amount: Amount, from: string, to: string): readonly Swapped[] {
  const found: { path: (string | number)[]; value: string }[] = [];
  const visit = (node: unknown, path: (string | number)[]): void => {
    if (typeof node === 'string') {
      for (let at = node.indexOf(from); at >= 0; at = node.indexOf(from, at + 1))
        found.push({ path, value: replaceIn(node, [{ start: at, end: at + from.length, text: to }]) });
    } else if (node !== null && typeof node === 'object')
      for (const [key, child] of Object.entries(node)) visit(child, [...path, Array.isArray(node) ? Number(key) : key]);
  };
  visit(amount, []);
  return found.map((each) => ({ ...each, whole: withAt(amount, each.path, each.value) as Amount }));
}

function withAt(node: unknown, [key, ...rest]: readonly (string | number)[], value: string): unknown {
  if (key === undefined) return value;
  if (Array.isArray(node)) return node.map((each, at) => (at === key ? withAt(each, rest, value) : each));
  const of = node as Readonly<Record<string, unknown>>;
  return { ...of, [key]: withAt(of[key], rest, value) };
}
