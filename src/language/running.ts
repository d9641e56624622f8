import type { Diagnostic } from './diagnostics.ts';
import type { Exact } from './exact.ts';

/** Nobody knows, and these are the facts that would tell. `notes` says what else went wrong, such as a zero divisor. */
export type Unknown = {
  readonly kind: 'unknown';
  readonly missing: readonly string[];
  readonly notes: readonly Diagnostic[];
};

export type Known = boolean | string | Exact | readonly Running[];
/** A value while an expression runs. A list is known even where some of its elements are not. */
export type Running = Known | Unknown;

export const isUnknown = (value: Running): value is Unknown =>
  typeof value === 'object' && !Array.isArray(value) && (value as { kind: string }).kind === 'unknown';

export const unknownOf = (missing: readonly string[], notes: readonly Diagnostic[] = []): Unknown => ({
  kind: 'unknown',
  missing,
  notes,
});

const merged = <T>(a: readonly T[], b: readonly T[]): readonly T[] => {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  const more = b.filter((item) => !a.includes(item));
  return more.length ? [...a, ...more] : a;
};

/** Unknown for both reasons. */
export const join = (a: Unknown, b: Unknown): Unknown =>
  a === b ? a : unknownOf(merged(a.missing, b.missing), merged(a.notes, b.notes));

/** The unknowns among the values as one, `undefined` when all are known. */
export const unite = (values: readonly Running[]): Unknown | undefined => {
  let all: Unknown | undefined;
  for (const value of values) if (isUnknown(value)) all = all ? join(all, value) : value;
  return all;
};

/** True, false or unknown. */
export type Truth = boolean | Unknown;

export const negation = (value: Truth): Truth => (isUnknown(value) ? value : !value);

/** Kleene's `and`: one false settles it, whatever is still missing. */
export const both = (a: Truth, b: Truth): Truth => {
  if (a === false || b === false) return false;
  if (a === true) return b;
  return b === true ? a : join(a, b);
};

/** Kleene's `or`: one true settles it, whatever is still missing. */
export const either = (a: Truth, b: Truth): Truth => {
  if (a === true || b === true) return true;
  if (a === false) return b;
  return b === false ? a : join(a, b);
};
