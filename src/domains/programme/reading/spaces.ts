import type { Edit } from './mapped.ts';
import { isHan, isWide } from './script-signs.ts';
import { looksLikeUnit, startsLikeUnit } from './unit-names.ts';

const SPACE = '[ \\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]';

const TOKEN = '[^、，；：。（）()\\s,;]{2,24}';
const before = new RegExp(`${TOKEN}$`);
const after = new RegExp(`^${TOKEN}`);

/** "市财政局 市经信局": here the space is the only thing that parts two names. */
function partsNames(text: string, start: number, end: number): boolean {
  const left = before.exec(text.slice(Math.max(0, start - 24), start))?.[0] ?? '';
  const right = after.exec(text.slice(end, end + 25))?.[0] ?? '';
  return looksLikeUnit(left) && !/[县区市镇乡]$/.test(left) && startsLikeUnit(right) && looksLikeUnit(right);
}

function verdict(text: string, start: number, end: number): 'keep' | 'layout' | 'repair' {
  const left = text[start - 1];
  const right = text[end];
  if (left === undefined || left === '\n' || left === '\t') return 'layout';
  if (right === undefined || right === '\n' || right === '\t') return 'layout';
  if (!isWide(left) && !isWide(right)) return 'keep';
  if (isHan(left) && isHan(right) && partsNames(text, start, end)) return 'keep';
  return 'repair';
}

/** Spaces typed or pasted inside Chinese go: "2 年内", "“ 远程帮办”". Lines that `skips` accepts stay as they are. */
export function spaceEdits(text: string, skips: (line: string) => boolean): Edit[] {
  const edits: Edit[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    if (!skips(line))
      for (const found of line.matchAll(new RegExp(`${SPACE}+`, 'g'))) {
        const start = offset + found.index;
        const end = start + found[0].length;
        const what = verdict(text, start, end);
        if (what === 'keep') continue;
        const base = { start, end, after: '', kind: 'space', note: '删除汉字之间的空格' };
        edits.push(what === 'layout' ? { ...base, silent: true } : base);
      }
    offset += line.length + 1;
  }
  return edits;
}
