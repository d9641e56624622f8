import { CHINESE_NUMBER, readNumber } from './numerals.ts';
import { squeezed } from './squeezed.ts';
import type { Comparator, Target } from './types.ts';

export type FoundTarget = Omit<Target, 'span'> & { readonly start: number; readonly end: number };

const DURATIONS = '个工作日|工作日|个自然日|自然日|个小时|小时|分钟|天|日';
const COUNTS =
  '个百分点|百分点|%|‰|万亿元|亿元|元|美元|户次|人次|户|家|人|名|位|项|件|例|处|所|座|套|台|辆|条|场次|场|宗|批|期|支|篇|种|类|倍|起|对|组|轮|份|张|亩|公顷|平方公里|平方千米|平方米|公里|千米|立方米|立方|吨标准煤|吨|千瓦时|千瓦|兆瓦|吉瓦|米|次|分|个';
const NUMBER = '\\d{1,3}(?:[,，]\\d{3})+(?:\\.\\d+)?|\\d{1,15}(?:\\.\\d{1,6})?';
const SCALE = '万亿|亿|千万|百万|十万|万|千|百';
const PREFIX =
  '不少于|不低于|不小于|不得少于|不得低于|至少|最少|达到|达|突破|超过|超|高于|大于|多于|不超过|不高于|不多于|不大于|不得超过|最多|至多|低于|少于|小于|压缩至|压缩到|压减至|压减到|缩短至|缩短到|缩减至|缩减到|降至|降到|降低到|降低至|控制在|减少到|减少至|提升到|提升至|提高到|提高至|增加到|增加至|增长到|确保|保障|力争';
const SUFFIX = '及以上|以上|以内|之内|及以下|以下|左右|内';

const quantity = new RegExp(
  `(?<prefix>${PREFIX})?(?<first>${NUMBER})(?<mid>${SCALE})?(?:%?(?:—|–|-|~|～|至|到)+(?<second>${NUMBER}))?(?<scale>${SCALE})?(?<unit>${DURATIONS}|${COUNTS})?(?<suffix>${SUFFIX})?`,
  'g',
);
const spelled = new RegExp(
  `(?<prefix>${PREFIX})?(?<first>${CHINESE_NUMBER})(?<unit>个?工作日)(?<suffix>以内|之内|内)`,
  'g',
);

const scales: Readonly<Record<string, number>> = {
  百: 100,
  千: 1000,
  万: 1e4,
  十万: 1e5,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  万亿: 1e12,
};

const comparators: readonly (readonly [RegExp, Comparator])[] = [
  [/^不(?:得)?(?:少|低|小)于|^[至最]少/, '>='],
  [/^不(?:得)?(?:超过|高于|多于|大于)|^最多|^至多/, '<='],
  [/^达|^突破/, '>='],
  [/^超|^[高大多]于/, '>'],
  [/^[低少小]于/, '<'],
  [/^(?:压|缩|降|控制|减少)/, '<='],
  [/^(?:提升|提高|增加|增长|确保|保障|力争)/, '>='],
];
const suffixes: readonly (readonly [RegExp, Comparator])[] = [
  [/以上/, '>='],
  [/内$/, '<='],
  [/以下/, '<='],
  [/左右/, '='],
];

/** A bare number is a target only where something is to be brought about. */
const DELIVERS =
  /(?:引进|引育|招引|新增|新建|建成|建设|培育|培养|发展|打造|创建|举办|开展|组织|完成|实现|筛选|整治|盘活|改造|推出|落地|保障|确保|争取|力争|招聘|认定|发放|减免|出台|达到|培训|服务|覆盖|推广|实施|办理|归集|新开|提高|提升|增长|增加|扩大|压减|下降)[^，。；：、]*$/;
const SHRINKS = /(?:压缩|压减|缩短|缩减|降低|减少|控制)[^，。；：、]*$/;

const blank = (found: string): string => '\u0000'.repeat(found.length);
/** Names, versions, codes, dates and hotlines are numbers too, but no targets. */
const withoutNames = (text: string): string =>
  text
    .replace(/《[^》]{0,80}》|“[^”]{0,24}”|「[^」]{0,24}」/g, blank)
    .replace(
      /20\d\d(?:年|[.\-/])(?:\d{1,2}(?:月|[.\-/])(?:\d{1,2}日?)?)?|\d{1,2}月(?:\d{1,2}日)?|\d{1,3}(?:年|个月)(?!度)/g,
      blank,
    )
    .replace(/\d{1,12}\s*[A-Za-z+][A-Za-z0-9+]*|[A-Za-z+]{1,20}\d{1,12}[A-Za-z0-9+]*/g, blank)
    .replace(
      /\d{1,4}\.0(?!\d|%|[万亿家个户])(?:版)?|第\d{1,4}(?:[-—]\d{1,4})?|[前近]\d{1,3}年|(?:12345|12348|12315|12366|110|119|120)(?=与|和|、|政|热|平|便|[^\d万亿家个户人%])/g,
      blank,
    )
    .replace(/\d{1,3}\s*分钟(?=[^，。；]{0,8}圈)/g, blank);

type Groups = Readonly<Record<string, string | undefined>>;

function judge(
  g: Groups,
  before: string,
): { readonly comparator: Comparator; readonly implied: boolean; readonly sure: number } | null {
  const said =
    suffixes.find(([pattern]) => pattern.test(g.suffix ?? ''))?.[1] ??
    comparators.find(([pattern]) => pattern.test(g.prefix ?? ''))?.[1];
  if (g.second !== undefined) {
    if (g.unit === undefined && g.prefix === undefined && !DELIVERS.test(before)) return null;
    return { comparator: 'between', implied: false, sure: g.unit === undefined ? 0.6 : 0.9 };
  }
  if (g.unit === undefined) return null;
  const weak = /^(?:确保|保障|力争)$/.test(g.prefix ?? '') && g.suffix === undefined;
  if (said !== undefined) return { comparator: said, implied: weak, sure: weak ? 0.75 : 0.95 };
  if (/^[%‰]$/.test(g.unit)) return { comparator: '=', implied: true, sure: 0.9 };
  if (SHRINKS.test(before)) return { comparator: '<=', implied: true, sure: 0.7 };
  if (new RegExp(`^(?:${DURATIONS})$`).test(g.unit) || !DELIVERS.test(before)) return null;
  return { comparator: '>=', implied: true, sure: 0.65 };
}

/** A clause is looked for this far before a figure. */
const REACH = 120;

const clauseAt = (text: string, start: number, end: number): string =>
  (/[^，。；：\n]*$/.exec(text.slice(Math.max(0, start - REACH), start))?.[0] ?? '') +
  (/^.*?(?=[，。；\n]|$)/.exec(text.slice(start))?.[0] ?? text.slice(start, end));

const plainNumber = (text: string): number => readNumber(text) ?? Number(text.replace(/[,，]/g, ''));
const scaled = (value: number, scale: string | undefined): number =>
  Number((value * (scales[scale ?? ''] ?? 1)).toPrecision(12));

function toTarget(text: string, found: RegExpExecArray): FoundTarget | null {
  const g: Groups = found.groups ?? {};
  const before = text.slice(Math.max(0, found.index - REACH), found.index).replace(/^.*[，。；：、]/s, '');
  const verdict = judge(g, before);
  if (verdict === null) return null;
  const unit = g.unit?.replace(/^个(?=.)/, '') ?? '';
  const scale = g.scale ?? g.mid;
  const first = plainNumber(g.first ?? '');
  const second = g.second === undefined ? undefined : plainNumber(g.second);
  const upper = second === undefined ? undefined : scaled(second, scale);
  const start = found.index + (g.prefix?.length ?? 0);
  const end = found.index + found[0].length;
  return {
    text: text.slice(start, end),
    clause: clauseAt(text, start, end),
    comparator: verdict.comparator,
    value: scaled(first, g.mid ?? scale),
    ...(upper === undefined ? {} : { upper }),
    unit,
    printed: { value: first, ...(second === undefined ? {} : { upper: second }), unit: `${scale ?? ''}${unit}` },
    ...(verdict.implied ? { implied: true as const } : {}),
    confidence: verdict.sure,
    start,
    end,
  };
}

/**
 * Quantified targets in running text, in order.
 *
 * Spaces and full width change nothing; `text` is without them, the span is that of the original.
 *
 * @example
 * findTargets('兑现平均时长缩短到15个工作日以内')[0] // { comparator: '<=', value: 15, unit: '工作日', … }
 */
export function findTargets(text: string): FoundTarget[] {
  const { text: tight, at } = squeezed(text);
  const plain = withoutNames(tight);
  return [...plain.matchAll(quantity), ...plain.matchAll(spelled)]
    .flatMap((found) => toTarget(tight, found as RegExpExecArray) ?? [])
    .map((each) => ({ ...each, start: at(each.start), end: at(each.end - 1) + 1 }))
    .sort((a, b) => a.start - b.start);
}
