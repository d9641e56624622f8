/** `null` is unknown, and never counts as no. */
export type Truth = boolean | null;

/** Truths as bytes. Not asked yet is 0, so that fresh memory says so. */
export const [YES, NO, UNKNOWN] = [1, 2, 3] as const;

/** `undefined` is not asked yet. */
export const codeOf = (truth: Truth | undefined): number =>
  truth === true ? YES : truth === false ? NO : truth === null ? UNKNOWN : 0;

export const truthOf = (code: number): Truth => (code === YES ? true : code === NO ? false : null);
