import type { Edit } from './mapped.ts';
import { isHan, isWide } from './script-signs.ts';
import { endsLikeUnit, startsLikeUnit } from './unit-names.ts';

const SPACE = '[ \\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]';

/** "市财政局 市经信局": here the space is the only thing that parts two names. */
const partsNames = (before: string, after: string): boolean =>
  endsLikeUnit(before) && !/[县区市镇乡]$/.test(before) && startsLikeUnit(after);

function verdict(text: string, start: number, end: number): 'keep' | 'layout' | 'repair' {
  const before = text[start - 1];
  const after = text[end];
  if (before === undefined || before === '\n' || before === '\t') return 'layout';
  if (after === undefined || after === '\n' || after === '\t') return 'layout';
  if (!isWide(before) && !isWide(after)) return 'keep';
  if (isHan(before) && isHan(after) && partsNames(text.slice(Math.max(0, start - 8), start), text.slice(end, end + 8)))
    return 'keep';
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
