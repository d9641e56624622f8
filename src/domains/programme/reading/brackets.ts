/** A bracket in a text: [start, end) with its marks, and what is inside. */
export type Bracket = { readonly start: number; readonly end: number; readonly inside: string };

/** Square and hexagonal brackets hold years and names; of them only those count that say who does it. */
const KEYED = /(?:牵头|责任|配合|主办|协办)[^：:。]{0,6}[：:]/;

/** Outermost round brackets, left to right; one left open at the end of the text runs to its end. */
export function findBrackets(text: string): Bracket[] {
  const found: Bracket[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] ?? '';
    if ('（(【〔[［'.includes(sign)) {
      if (depth === 0) start = i;
      depth++;
    } else if (depth > 0 && '）)】〕]］'.includes(sign)) {
      depth--;
      const inside = text.slice(start + 1, i);
      if (depth === 0 && ('（(【'.includes(text[start] ?? '') || KEYED.test(inside)))
        found.push({ start, end: i + 1, inside });
    }
  }
  if (depth > 0 && '（(【'.includes(text[start] ?? ''))
    found.push({ start, end: text.length, inside: text.slice(start + 1) });
  return found;
}
