import type { Edit } from './mapped.ts';
import { isHan, isWide } from './script-signs.ts';

const wideForms: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' };
const note = '半角标点改为全角';
const widen = (start: number, after: string): Edit => ({ start, end: start + 1, after, kind: 'punctuation', note });

/** Brackets go in pairs, or "(1)优化" would end as "(1）优化". */
function bracketEdits(text: string): Edit[] {
  const open: number[] = [];
  const edits: Edit[] = [];
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (sign === '\t') open.length = 0;
    if (sign === '(' || sign === '（') open.push(i);
    if (sign !== ')' && sign !== '）') continue;
    const start = open.pop();
    if (start === undefined) {
      if (sign === ')' && isHan(text[i - 1])) edits.push(widen(i, '）'));
      continue;
    }
    const chinese = sign === '）' || text[start] === '（' || /\p{Script=Han}/u.test(text.slice(start, i));
    if (!chinese && !isWide(text[start - 1]) && !isWide(text[i + 1])) continue;
    if (text[start] === '(') edits.push(widen(start, '（'));
    if (sign === ')') edits.push(widen(i, '）'));
  }
  for (const start of open) if (text[start] === '(' && isHan(text[start + 1])) edits.push(widen(start, '（'));
  return edits;
}

/** The sign next to `at`, beyond a line break. */
function beside(text: string, at: number, step: 1 | -1): string | undefined {
  let place = at + step;
  while (text[place] === '\n') place += step;
  return text[place];
}

/** Half-width marks beside Chinese become full-width; 14:49, 8,500 and 3.0 stay. */
export function punctuationEdits(text: string): Edit[] {
  const edits = bracketEdits(text);
  for (const found of text.matchAll(/[,;:?!]/g)) {
    const at = found.index;
    const before = beside(text, at, -1);
    const after = beside(text, at, 1);
    const inNumber = before !== undefined && after !== undefined && /\d/.test(before) && /\d/.test(after);
    if (inNumber || (!isWide(before) && !isWide(after) && before !== ')' && after !== '(')) continue;
    edits.push(widen(at, wideForms[found[0]] ?? found[0]));
  }
  return edits.sort((a, b) => a.start - b.start);
}
