type Part = { readonly at: number; readonly text: string; readonly changed: boolean };

/** Figures with their units, words of Latin letters, and single characters. */
const wordsOf = (text: string): readonly string[] =>
  text.match(/[\d.,]+[%‰万亿元人户个月年日]*|[A-Za-z]+|[\s\S]/g) ?? [];

/** Longer texts are shown whole: comparing each word with each takes too long. */
const MOST = 1200;

/**
 * Two texts with what differs between them marked, by words.
 *
 * @example
 * changedParts('不低于3%', '不低于2%')[1] // [{ at: 0, text: '不低于', changed: false }, { at: 1, text: '2%', changed: true }]
 */
export function changedParts(before: string, after: string): readonly [readonly Part[], readonly Part[]] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  if (before === '' || after === '' || a.length > MOST || b.length > MOST)
    return [[{ at: 0, text: before, changed: false }], [{ at: 0, text: after, changed: false }]];
  const same = commonIn(a, b);
  return [gathered(a, new Set(same.map(([i]) => i))), gathered(b, new Set(same.map(([, j]) => j)))];
}

/** The places of a longest common run of words, in order. */
function commonIn(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const width = b.length + 1;
  const best = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => best[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      best[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const found: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      found.push([i, j]);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return found;
}

function gathered(words: readonly string[], same: ReadonlySet<number>): readonly Part[] {
  const parts: { at: number; text: string; changed: boolean }[] = [];
  words.forEach((text, i) => {
    const changed = !same.has(i);
    const last = parts.at(-1);
    if (last && last.changed === changed) last.text += text;
    else parts.push({ at: parts.length, text, changed });
  });
  return parts;
}
