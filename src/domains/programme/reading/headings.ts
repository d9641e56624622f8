import { CHINESE_NUMBER, readNumber } from './numerals.ts';

/** How deep a marker stands: 第一章, 一、 is 1, （一） is 2, 1. is 3, （1） is 4, ① is 5. */
export type Level = 1 | 2 | 3 | 4 | 5;
export type Marker = {
  readonly level: Level;
  readonly number: number;
  /** As printed, without its marks: 一, 3. */
  readonly label: string;
  /** Length of the marker in the line. */
  readonly length: number;
};

const forms: readonly (readonly [Level, RegExp])[] = [
  [1, new RegExp(`^第(${CHINESE_NUMBER}|\\d{1,2})(?:章|部分|篇)[、：:\\s]*`)],
  [1, new RegExp(`^(${CHINESE_NUMBER})、\\s*`)],
  [2, new RegExp(`^[（(]\\s*(${CHINESE_NUMBER})\\s*[）)][、.．]?\\s*`)],
  [3, /^(\d{1,3})\s*(?:[.．、](?!\d)|[.．](?=20\d\d年)|、(?=\d))\s*/],
  [3, new RegExp(`^(?:任务|事项|举措|行动)(${CHINESE_NUMBER}|\\d{1,3})[：:、.．]\\s*`)],
  [4, /^[（(]\s*(\d{1,3})\s*[）)][、.．]?\s*/],
  [4, /^(\d{1,2})\s*[）)]\s*/],
  [5, /^([①-⑳])\s*/],
];

const circled = (sign: string): number => sign.charCodeAt(0) - 0x2460 + 1;

/** The heading marker with which a line begins, if any. */
export function readMarker(line: string): Marker | null {
  for (const [level, form] of forms) {
    const found = form.exec(line);
    const label = found?.[1];
    if (found === null || label === undefined) continue;
    const number = level === 5 ? circled(label) : readNumber(label);
    if (number === null) continue;
    return { level, number, label, length: found[0].length };
  }
  return null;
}
