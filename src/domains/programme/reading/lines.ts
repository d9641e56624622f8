import type { Mapped } from './mapped.ts';
import { spanOf } from './mapped.ts';
import { isPageFurniture } from './page-furniture.ts';
import type { Repair } from './types.ts';

/** A line of the cleaned text: offsets of what it says, without indent and line end. */
export type Line = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The line opens a table cell. */
  readonly tabbed: boolean;
  /** Where the raw line starts, tab included. */
  readonly raw: number;
};

export function splitLines(mapped: Mapped, start = 0, end = mapped.text.length): Line[] {
  const lines: Line[] = [];
  let raw = start;
  for (const whole of mapped.text.slice(start, end).split('\n')) {
    const text = whole.trim();
    const indent = text === '' ? 0 : whole.indexOf(text);
    lines.push({ start: raw + indent, end: raw + indent + text.length, text, tabbed: whole.startsWith('\t'), raw });
    raw += whole.length + 1;
  }
  return lines;
}

/** At the foot of a web page: a short scrap without a mark, a date or the name of an office. */
function isTailScrap(text: string): boolean {
  if (text.length > 10 || /[。；：，、（）〔〕《》\d]/.test(text)) return false;
  return !/(?:政府|办公室|委员会|局|委|办|院|会|厅|部|中心|集团)$/.test(text);
}

/** Takes out menus, counters and page numbers; each one is told. */
export function dropFurniture(
  mapped: Mapped,
  lines: readonly Line[],
): { readonly lines: Line[]; readonly repairs: Repair[] } {
  const lastReal = lines.findLastIndex(({ text }) => text !== '' && !isPageFurniture(text));
  const beforeLast = lines.slice(0, lastReal).findLast(({ text }) => text !== '' && !isPageFurniture(text));
  const scrapAtEnd = (line: Line, i: number): boolean =>
    i === lastReal && !line.tabbed && isTailScrap(line.text) && /[。）]$/.test(beforeLast?.text ?? '');
  const isDropped = (line: Line, i: number): boolean =>
    line.text !== '' && !line.tabbed && (isPageFurniture(line.text) || scrapAtEnd(line, i));
  const repairs = lines.filter(isDropped).map(({ start, end, text }) => ({
    kind: 'navigation',
    at: spanOf(mapped, start, end),
    before: text,
    after: '',
    note: '删除网页导航、页码等非正文行',
  }));
  return { lines: lines.filter((line, i) => !isDropped(line, i)), repairs };
}
