import { addTo, type DateContext, fromExcelSerial, isoDate, monthEnd } from './dates.ts';
import { CHINESE_NUMBER, readNumber } from './numerals.ts';
import type { Due, Recurrence, RecurrenceUnit } from './types.ts';

const N = `(?:\\d{1,3}|${CHINESE_NUMBER})`;
const YEAR =
  '(?:(?<y>20\\d\\d|二[〇零][〇零一二三四五六七八九]{2})(?:年度?|[.\\-/])|(?<rel>今年|当年|本年度?|明年|次年|下一?年))?';

type Groups = Readonly<Record<string, string | undefined>>;
type Reading = { readonly date: string | null; readonly recurrence?: Recurrence; readonly ongoing?: true };
type Rule = { readonly pattern: RegExp; readonly read: (groups: Groups, context: DateContext) => Reading };

const quarters: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, '1': 1, '2': 2, '3': 3, '4': 4 };
const units: Readonly<Record<string, RecurrenceUnit>> = {
  年: 'year',
  年度: 'year',
  季: 'quarter',
  季度: 'quarter',
  月: 'month',
  个月: 'month',
  周: 'week',
  星期: 'week',
  天: 'day',
  日: 'day',
  工作日: 'day',
};

const yearOf = (g: Groups, context: DateContext): number | null => {
  if (g.y !== undefined) return readNumber(g.y);
  if (context.year === null) return null;
  return /明年|次年|下/.test(g.rel ?? '') ? context.year + 1 : context.year;
};

const inYear =
  (read: (year: number, g: Groups) => string | null) =>
  (g: Groups, context: DateContext): Reading => {
    const year = yearOf(g, context);
    return { date: year === null ? null : read(year, g) };
  };

const month = (g: Groups): number => readNumber(g.m ?? '') ?? 0;
const tens: Readonly<Record<string, number>> = { 上旬: 10, 中旬: 20 };

function recurrence(g: Groups): Reading {
  const unit = units[g.unit ?? ''];
  if (unit === undefined) return { date: null };
  if (g.half !== undefined) return { date: null, recurrence: { every: 6, unit: 'month' } };
  return { date: null, recurrence: { every: readNumber(g.n ?? '1') ?? 1, unit } };
}

function within(g: Groups, context: DateContext): Reading {
  const unit = /年/.test(g.unit ?? '') ? 'year' : /月/.test(g.unit ?? '') ? 'month' : 'day';
  const count = g.half !== undefined ? 6 : (readNumber(g.n ?? '') ?? 0);
  if (context.issuedOn !== null) return { date: addTo(context.issuedOn, count, g.half === undefined ? unit : 'month') };
  if (unit !== 'year' || context.year === null || g.half !== undefined) return { date: null };
  return { date: isoDate(context.year + count, 12, 31) };
}

const BEFORE = '(?:之前|以前|前|止|内|完成)?';
/** Longer forms stand before the shorter ones that they contain. */
const rules: readonly Rule[] = [
  {
    pattern: new RegExp(
      `每(?<half>半)(?<unit>年)|每(?:隔)?(?<n>${N})?(?<unit>年度?|季度?|个?月|周|星期|天|日|工作日)(?!度?(?:末|底|初))|(?<![\\d一-十])(?<unit>月)月(?:清零|清|结|报)|(?:按|逐)(?<unit>年|季度?|月|周)|(?<unit>年|季|月|周)度(?=$|推进|报送|通报)|(?<unit>月|周)(?:通报|调度)(?=$)`,
    ),
    read: recurrence,
  },
  {
    pattern: new RegExp(
      `${YEAR}(?<m>\\d{1,2}|${CHINESE_NUMBER})(?:月份?|[.\\-/])(?<d>\\d{1,2}|${CHINESE_NUMBER})(?:日|号|(?![\\d月]))${BEFORE}`,
    ),
    read: inYear((y, g) => isoDate(y, month(g), readNumber(g.d ?? '') ?? 0)),
  },
  {
    pattern: new RegExp(`${YEAR}(?<m>\\d{1,2}|${CHINESE_NUMBER})月份?(?<ten>上旬|中旬)${BEFORE}`),
    read: inYear((y, g) => isoDate(y, month(g), tens[g.ten ?? ''] ?? 0)),
  },
  {
    pattern: new RegExp(
      `${YEAR}(?<m>\\d{1,2}|${CHINESE_NUMBER})月份?(?:月?底|末|下旬|之?内|中?完成|(?!\\d*[日号]|以来|起|之?前|以前|度))${BEFORE}`,
    ),
    read: inYear((y, g) => monthEnd(y, month(g))),
  },
  {
    pattern: new RegExp(`${YEAR}(?<m>\\d{1,2})月份?(?:之前|以前|前)`),
    read: inYear((y, g) => (month(g) === 1 ? isoDate(y - 1, 12, 31) : monthEnd(y, month(g) - 1))),
  },
  {
    pattern: new RegExp(`${YEAR}第?(?<q>[一二三四1-4])季度?(?:末|底|内)?${BEFORE}`),
    read: inYear((y, g) => monthEnd(y, (quarters[g.q ?? ''] ?? 0) * 3)),
  },
  {
    pattern: new RegExp(`${YEAR}(?<halfyear>上|下)半年${BEFORE}`),
    read: inYear((y, g) => monthEnd(y, g.halfyear === '上' ? 6 : 12)),
  },
  {
    pattern: new RegExp(
      `(?<half>半)(?<unit>年)(?:之?内|以内)|(?<n>${N})(?<unit>年|个?月|天|个?工作日|日)(?:之?内|以内)`,
    ),
    read: within,
  },
  {
    pattern: /(?<y>20\d\d)年?(?:年底|底|年末|末|全年|度|之?内|(?=前)|(?=$)|年)?(?:之前|以前|前)?/,
    read: inYear((y) => isoDate(y, 12, 31)),
  },
  {
    pattern: /(?<rel>今年|当年|本年度?|明年|次年|下一?年)(?:年?底|末|内|全年)?前?|全年度?|年度?[底末]前?|年内/,
    read: inYear((y) => isoDate(y, 12, 31)),
  },
  {
    pattern: /(?<y>20\d\d)[.\-/](?<m>\d{1,2})(?![\d.\-/])(?:底|末)?前?/,
    read: inYear((y, g) => monthEnd(y, month(g))),
  },
  {
    pattern: /(?<y>20\d\d)(?<m>0[1-9]|1[0-2])(?<d>[0-3]\d)(?!\d)/,
    read: inYear((y, g) => isoDate(y, month(g), Number(g.d))),
  },
  { pattern: /长期|持续|常态化?|常年|长效|经常性|动态/, read: () => ({ date: null, ongoing: true }) },
];

type Found = { readonly start: number; readonly end: number; readonly reading: Reading };

/** Every time named in `text`, left to right; where two rules meet, the earlier start and then the longer wins. */
function findTimes(text: string, context: DateContext): Found[] {
  const all = rules.flatMap(({ pattern, read }, rank) =>
    [...text.matchAll(new RegExp(pattern.source, 'g'))].map((found) => ({
      start: found.index,
      end: found.index + found[0].length,
      rank,
      reading: read(found.groups ?? {}, context),
    })),
  );
  all.sort((a, b) => a.start - b.start || b.end - a.end || a.rank - b.rank);
  const kept: Found[] = [];
  for (const one of all) if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one);
  return kept;
}

const toDue = (text: string, reading: Reading): Due => ({ text, ...reading });

/** 3—10月, 2021年4月—12月: what counts is the end, and its year may stand only at the start. */
const spread = (text: string): string =>
  text.replace(
    /(20\d\d年)?(\d{1,2})月?\s*(?:[-—–~～至]|到)+\s*(\d{1,2})月/g,
    (_, year: string | undefined, _from, to) => `${year ?? ''}${to}月`,
  );

/**
 * Reads a cell or a clause that holds nothing but a time limit.
 *
 * @example
 * readDue('6月底前', { year: 2021, issuedOn: null }) // { text: '6月底前', date: '2021-06-30' }
 */
export function readDue(printed: string, context: DateContext): Due {
  const text = printed.replace(/\s+/g, ' ').trim();
  const plain = text.replace(/\s/g, '');
  if (plain === '') return { text: '', date: null };
  if (/^\d{5}(?:\.\d+)?$/.test(plain)) return { text, date: fromExcelSerial(Number(plain)) };
  const times = findTimes(spread(plain), context).map(({ reading }) => reading);
  const dated = times.filter(({ date }) => date !== null).sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? 1 : -1));
  const best = dated[0] ?? times.find(({ recurrence: r }) => r !== undefined) ?? times[0];
  return best === undefined ? { text, date: null } : toDue(text, best);
}

/** How many dated limits a cell names: 6月底前启动，年底前完成 has two. */
export const countDates = (text: string, context: DateContext): number =>
  new Set(findTimes(spread(text.replace(/\s/g, '')), context).flatMap(({ reading }) => reading.date ?? [])).size;
