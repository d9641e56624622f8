import { readMarker } from './headings.ts';
import type { Line } from './lines.ts';
import { type Mapped, spanOf } from './mapped.ts';
import type { Repair } from './types.ts';

/** One paragraph: the lines it was broken into, in order. */
export type Paragraph = { readonly lines: readonly Line[]; readonly text: string };

const depthOf = (text: string): number =>
  (text.match(/[（(〔［【]/g)?.length ?? 0) - (text.match(/[）)〕］】]/g)?.length ?? 0);
const quotesOpen = (text: string): boolean => (text.match(/“/g)?.length ?? 0) > (text.match(/”/g)?.length ?? 0);

const ENDS = /[。！？；：:;!?…]["”’）)】]?$|[）)】]$|[。！？；]”$/;
/** Shorter lines without a full stop are titles, dates or names: each stands for itself. */
const SHORTEST_BROKEN = 25;

const isOwnLine = (text: string): boolean =>
  readMarker(text) !== null ||
  /^[（(]?(?:牵头|责任|配合|协办|主办|承办|完成)(?:单位|部门|时间|时限)[：:]/.test(text) ||
  /^(?:——|--|附件|附：|抄送|主送|联系人|（此件|\(此件)/.test(text);

/** Was the paragraph cut after `text`, so that `next` goes on with it? */
function goesOn(text: string, next: string): boolean {
  if (depthOf(text) > 0 && text.length - text.lastIndexOf('（') < 400)
    return !/^[一二三四五六七八九十]+、/.test(next) && !/^\d{1,2}[.．](?!\d)/.test(next);
  if (isOwnLine(next)) return false;
  if (quotesOpen(text)) return true;
  if (/[、，,]$/.test(text)) return true;
  if (text.length < 80 && /(?:通知|方案|计划|意见|要点|清单|办法|措施)$/.test(text)) return false;
  return text.length >= SHORTEST_BROKEN && !ENDS.test(text);
}

/** Puts paragraphs together that a page broke into lines; every joint is told. */
export function joinParagraphs(
  mapped: Mapped,
  lines: readonly Line[],
): { readonly paragraphs: Paragraph[]; readonly repairs: Repair[] } {
  const paragraphs: { lines: Line[]; text: string }[] = [];
  const repairs: Repair[] = [];
  for (const line of lines) {
    if (line.text === '') continue;
    const open = paragraphs.at(-1);
    const last = open?.lines.at(-1);
    if (open !== undefined && last !== undefined && goesOn(open.text, line.text)) {
      repairs.push({
        kind: 'broken-line',
        at: [spanOf(mapped, last.end - 1, last.end)[1], spanOf(mapped, line.start, line.end)[0]],
        before: mapped.text.slice(last.end, line.start),
        after: '',
        note: '接回被换行截断的段落',
      });
      open.lines.push(line);
      open.text += line.text;
    } else paragraphs.push({ lines: [line], text: line.text });
  }
  return { paragraphs, repairs };
}
