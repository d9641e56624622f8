/** Short facts in one line. The middle dot is a full em in most Chinese fonts, so only thin spaces stand beside it. */
export const dotted = (...parts: readonly (string | number | false | null | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== null && part !== false && part !== '').join('\u2009·\u2009');
