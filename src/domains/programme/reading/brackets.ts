/** A bracket in a text: [start, end) with its marks, and what is inside. */
export type Bracket = { readonly start: number; readonly end: number; readonly inside: string };

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
      if (depth === 0 && '（(【'.includes(text[start] ?? ''))
        found.push({ start, end: i + 1, inside: text.slice(start + 1, i) });
    }
  }
  if (depth > 0 && '（(【'.includes(text[start] ?? ''))
    found.push({ start, end: text.length, inside: text.slice(start + 1) });
  return found;
}
