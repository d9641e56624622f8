import type { DateContext } from './dates.ts';
import { readDue } from './due.ts';
import { CHINESE_NUMBER } from './numerals.ts';
import type { Due } from './types.ts';

export type FoundDue = Due & { readonly start: number; readonly end: number };

const N = `(?:\\d{1,2}|${CHINESE_NUMBER})`;
/** A bare year is a limit only after 到, 争取…; "2021年以来", "自2021年起" tell of the past. */
const patterns: readonly RegExp[] = [
  /(?:(?<![自从])(?:到|至|争取|力争|确保|在|于)|(?<![自从对到至]))20\d\d年(?:\d{1,2}月(?:\d{1,2}日|份?底|末)?|年?[底末])(?:之前|以前|前)?(?!以来|起|度|印发|发布|第)/g,
  /(?:到|至|争取|力争|确保|在)20\d\d年(?!\d|[底末]|以来|起|以后)(?:之?前|以前)?/g,
  /20\d\d年(?:之前|以前|前)/g,
  /(?<![\d年])(?:今年|当年|明年)?\d{1,2}月(?:份?底|末)(?:之?前|以前)?|(?<![\d年])\d{1,2}月\d{1,2}日(?:之?前|以前)/g,
  /(?<![\d两二三四五六七八九十])(?:今年|当年|明年)?年?底(?:之?前|以前)|(?:今年|当年|本年度?|明年)(?:年?底|年?内)|(?<![\d一-十])年内/g,
  /(?<!每)(?:20\d\d年|今年|当年|明年)?(?:上半年|下半年|第?[一二三四]季度(?:[末底]|内)?)(?:之?前|以前|内|底)?(?!以来|起|度)/g,
  new RegExp(`(?<![近前过去\\d.])${N}(?:年|个月)(?:之?内|以内)`, 'g'),
  new RegExp(`每(?:隔)?(?:半年|${N}?(?:个月|月|季度|周)|季度?|两月|年)(?!度?[底末初])|月月清零`, 'g'),
];

const blank = (found: string): string => '\u0000'.repeat(found.length);
/** Times inside document names say nothing about when. */
const withoutNames = (text: string): string => text.replace(/《[^》]{0,80}》/g, blank);

/** Times named inside running text, in order. */
export function findMilestones(text: string, context: DateContext): FoundDue[] {
  const plain = withoutNames(text);
  const all = patterns
    .flatMap((pattern) => [...plain.matchAll(pattern)])
    .map((found) => ({ start: found.index, end: found.index + found[0].length, printed: found[0] }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: FoundDue[] = [];
  for (const { start, end, printed } of all) {
    if (start < (kept.at(-1)?.end ?? 0)) continue;
    kept.push({ ...readDue(printed, context), text: printed, start, end });
  }
  return kept;
}

/** One due for a measure whose text names several: all of it is finished when the last dated one is. */
export function dueOf(milestones: readonly FoundDue[]): FoundDue | null {
  const dated = milestones.filter(({ date }) => date !== null);
  const last = dated.reduce<FoundDue | null>((a, b) => (a === null || (b.date ?? '') > (a.date ?? '') ? b : a), null);
  return last ?? milestones[0] ?? null;
}
