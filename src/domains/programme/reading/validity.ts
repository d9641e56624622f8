import { addTo } from './dates.ts';
import { findDay } from './front-matter.ts';
import { CHINESE_NUMBER, readNumber } from './numerals.ts';
import type { Validity } from './types.ts';

const starts = /自[^。；]{0,24}?起(?:施行|实施|执行|生效)/;
const lasts = new RegExp(
  `有效期(?:限|为|至|到)?[^。；，]{0,4}?(?:(\\d{1,2}|${CHINESE_NUMBER})年|(20\\d\\d年\\d{1,2}月\\d{1,2}日))|(?:实施|执行|施行)期限(?:为|至)?[^。；，]{0,4}?(?:(\\d{1,2}|${CHINESE_NUMBER})年|(20\\d\\d年\\d{1,2}月\\d{1,2}日))`,
);

/** From when and until when the document says that it holds; 有效期3年 ends on the day before the third anniversary. */
export function findValidity(text: string, issuedOn: string | null): Validity | null {
  const begin = starts.exec(text);
  const term = lasts.exec(text);
  if (begin === null && term === null) return null;
  const from =
    begin === null ? issuedOn : (findDay(begin[0]) ?? (/发布|印发|公布|之日/.test(begin[0]) ? issuedOn : null));
  const years = readNumber(term?.[1] ?? term?.[3] ?? '');
  const printed = findDay(term?.[2] ?? term?.[4] ?? '');
  const end = from === null || years === null ? null : addTo(from, years, 'year');
  return {
    text: [begin?.[0], term?.[0]].filter((part) => part !== undefined).join('，'),
    from,
    until: printed ?? (end === null ? null : addTo(end, -1, 'day')),
  };
}
