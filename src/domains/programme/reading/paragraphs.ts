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

/** Chapters count on: "一、经世致用" after chapter 二 is the middle of a sentence. */
const isNextChapter = (line: string, chapter: number): boolean => {
  const marker = readMarker(line);
  return marker?.level === 1 && marker.number === chapter + 1;
};

/** A bracket or quotation that was opened longer ago than this was forgotten, not broken. */
const REACH = 400;

/** Was the paragraph cut after `text`, so that `next` goes on with it? */
function goesOn(whole: string, next: string, chapter: number): boolean {
  const text = whole.slice(-REACH);
  if (isNextChapter(next, chapter)) return false;
  if (depthOf(text) > 0) return !/^\d{1,2}[.．](?!\d)/.test(next);
  const marker = readMarker(next);
  if (quotesOpen(text) && marker?.level !== 2) return true;
  if (isOwnLine(next)) return false;
  if (/[、，,]$/.test(text)) return true;
  if (whole.length < 80 && /(?:通知|方案|计划|意见|要点|清单|办法|措施)$/.test(text)) return false;
  return whole.length >= SHORTEST_BROKEN && !ENDS.test(text.slice(-3));
}

/** Puts paragraphs together that a page broke into lines; every joint is told. */
export function joinParagraphs(
  mapped: Mapped,
  lines: readonly Line[],
): { readonly paragraphs: Paragraph[]; readonly repairs: Repair[] } {
  const paragraphs: { lines: Line[]; text: string }[] = [];
  const repairs: Repair[] = [];
  let chapter = 0;
  for (const line of lines) {
    if (line.text === '') continue;
    const open = paragraphs.at(-1);
    const last = open?.lines.at(-1);
    if (open !== undefined && last !== undefined && goesOn(open.text, line.text, chapter)) {
      repairs.push({
        kind: 'broken-line',
        at: [spanOf(mapped, last.end - 1, last.end)[1], spanOf(mapped, line.start, line.end)[0]],
        before: mapped.text.slice(last.end, line.start),
        after: '',
        note: '接回被换行截断的段落',
      });
      open.lines.push(line);
      open.text += line.text;
      continue;
    }
    paragraphs.push({ lines: [line], text: line.text });
    const marker = readMarker(line.text);
    if (marker?.level === 1) chapter = marker.number;
  }
  return { paragraphs, repairs };
}
