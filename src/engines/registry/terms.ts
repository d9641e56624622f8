import { addDays, type Day } from '#kernel';
import type { Term } from './types.ts';

/** Days are ISO texts, so their order is the order of texts. */
export const holdsOn = (term: Term, day: Day): boolean =>
  term.validFrom <= day && (term.validTo === undefined || day <= term.validTo);

export const overlap = (a: Term, b: Term): boolean =>
  (b.validTo === undefined || a.validFrom <= b.validTo) && (a.validTo === undefined || b.validFrom <= a.validTo);

/**
 * The first day from `from` on that none of the terms covers, up to `until`; undefined when there is none.
 *
 * @example
 * firstGap([{ validFrom: day('2026-01-01'), validTo: day('2026-03-31') }], day('2026-02-01')) // '2026-04-01'
 */
export function firstGap(terms: readonly Term[], from: Day, until?: Day): Day | undefined {
  const sorted = terms.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  let at = from;
  for (const term of sorted) {
    if (term.validFrom > at) break;
    if (term.validTo === undefined) return undefined;
    if (term.validTo >= at) at = addDays(term.validTo, 1);
  }
  return until !== undefined && at > until ? undefined : at;
}
