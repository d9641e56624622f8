/** A text without what never changes its meaning, and where each of its characters stands in the original. */
export type Squeezed = { readonly text: string; readonly at: (index: number) => number };

/** Signs that people type in either width; punctuation between clauses stays as it is. */
const WIDE = /[０-９Ａ-Ｚａ-ｚ％．＋－～‰]/;
const SPACE = /[^\S\n]/;

/**
 * Leaves out spaces (but not between two digits or two letters, where they part things) and makes figures half width.
 * @example squeezed('不超过 １５ 个工作日').text // '不超过15个工作日'
 */
export function squeezed(original: string): Squeezed {
  const kept: string[] = [];
  const places: number[] = [];
  for (let index = 0; index < original.length; index += 1) {
    const sign = original[index] ?? '';
    if (SPACE.test(sign) && !parts(original, index)) continue;
    kept.push(WIDE.test(sign) ? sign.normalize('NFKC') : sign);
    places.push(index);
  }
  return { text: kept.join(''), at: (index) => places[index] ?? original.length };
}

/** `2023 15个`, `Web Service`: without the space they would run together. */
function parts(text: string, index: number): boolean {
  const before =
    text
      .slice(0, index)
      .match(/(\S)\s*$/u)?.[1]
      ?.normalize('NFKC') ?? '';
  const after =
    text
      .slice(index)
      .match(/^\s*(\S)/u)?.[1]
      ?.normalize('NFKC') ?? '';
  return (/\d/.test(before) && /\d/.test(after)) || (/[a-z]/i.test(before) && /[a-z]/i.test(after));
}
