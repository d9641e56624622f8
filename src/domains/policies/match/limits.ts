import type { Money } from '#kernel';
import { declare, evaluate, type FactDeclaration, type Facts, parseExpression, toJsonNumber } from '#language';
import { ASKED_DAY, type Clause } from '../clause/index.ts';

/** One who could have it, before anybody counts how many there are. */
export type InLine = { readonly enterprise: string; readonly amount: Money; readonly facts: Facts };

/** Orders formulas know days and numbers; what is not known stands last, whichever way the order goes. */
function orderOf(
  { quota }: Clause,
  facts: readonly FactDeclaration[],
): readonly { readonly high: boolean; readonly rank: (facts: Facts) => number }[] {
  const catalogue = declare([...facts, { name: ASKED_DAY, type: 'date' }]);
  return (quota?.order ?? []).flatMap(({ of, first }) => {
    const read = parseExpression(of, catalogue, {});
    if (!read.ok) return [];
    const rank = (known: Facts): number => {
      const { value } = evaluate(read.expression, known);
      if (typeof value === 'string') return Date.parse(value);
      if (typeof value === 'boolean') return value ? 1 : 0;
      return value === null || Array.isArray(value)
        ? Number.NaN
        : toJsonNumber(value as Parameters<typeof toJsonNumber>[0]);
    };
    return [{ high: first === 'high', rank }];
  });
}

/**
 * Who comes first where there are fewer places than takers: by the formulas of the clause, then by amount, then by code,
 * so that the same takers always give the same list.
 *
 * @example
 * inTurn(clause, library.facts, line).slice(0, 20) // the twenty who get a place
 */
export function inTurn<T extends InLine>(
  clause: Clause,
  facts: readonly FactDeclaration[],
  line: readonly T[],
): readonly T[] {
  const order = orderOf(clause, facts);
  const ranked = line.map((each) => ({ each, ranks: order.map(({ rank }) => rank(each.facts)) }));
  const compare = (a: (typeof ranked)[number], b: (typeof ranked)[number]): number => {
    for (const [at, { high }] of order.entries()) {
      const [x = Number.NaN, y = Number.NaN] = [a.ranks[at], b.ranks[at]];
      if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
      if (x !== y && !Number.isNaN(x)) return high ? y - x : x - y;
    }
    return b.each.amount - a.each.amount || (a.each.enterprise < b.each.enterprise ? -1 : 1);
  };
  return ranked.toSorted(compare).map(({ each }) => each);
}
