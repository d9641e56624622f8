import type { Validity } from './source.ts';

/** On which day the law is asked, and what was public then. */
export type LegalDay = { readonly rulesAsOf: string; readonly knownAsOf?: string | undefined };

export const isInForce = (one: Validity, { rulesAsOf, knownAsOf }: LegalDay): boolean =>
  one.since <= rulesAsOf &&
  (one.until === undefined || rulesAsOf <= one.until) &&
  (knownAsOf === undefined || (one.announced ?? one.since) <= knownAsOf);

/** The one in force that began last: a newer text replaces the older one from its first day. */
export const latestInForce = <T extends Validity>(all: readonly T[], day: LegalDay): T | undefined => {
  let found: T | undefined;
  for (const one of all) if (isInForce(one, day) && (found === undefined || one.since >= found.since)) found = one;
  return found;
};

/** Two that would both hold on some day, when neither replaces the other by a later beginning. */
export const clash = <T extends Validity>(all: readonly T[]): readonly [T, T] | undefined => {
  for (const [i, one] of all.entries())
    for (const other of all.slice(i + 1)) if (one.since === other.since) return [one, other];
  return undefined;
};
