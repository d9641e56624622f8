import { dateInWords, isDate } from './dates.ts';
import {
  compareExact,
  divide,
  type Exact,
  exactText,
  multiply,
  negate,
  ratio,
  roundTo,
  toJsonNumber,
} from './exact.ts';
import { type Type, titleOf } from './types.ts';
import { type Dimension, LIKE, MONEY, OPEN, PLAIN, SHARE, spokenScale } from './units.ts';
import type { Value } from './values.ts';

const PURE: readonly Dimension[] = [PLAIN, LIKE, OPEN];

/** Without loss where decimals can say it, else to twelve places. */
const decimalText = (value: Exact): string =>
  exactText(value) ?? exactText(roundTo(value, ratio(1n, 10n ** 12n), 'half-up')) ?? String(toJsonNumber(value));

const size = (value: Exact): Exact => (compareExact(value, 0) < 0 ? negate(value) : value);

/** The same for whole 分, which is what nearly all amounts are. */
const fenText = (fen: number): string => {
  const all = Math.abs(fen);
  const [step, places, word] = all >= 1e10 ? [1e10, 10, '亿'] : all >= 1e6 ? [1e6, 6, '万'] : [100, 2, ''];
  const rest = all % step;
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(places, '0').replace(/0+$/, '')}`;
  return `${fen < 0 ? '-' : ''}${(all - rest) / step}${fraction}${word}${MONEY}`;
};

/** The unit of 元, 万元, 亿元 that people would say for the amount. */
const moneyText = (fen: Exact, dimension: Dimension): string => {
  const yuan = divide(fen, spokenScale(dimension)) ?? 0;
  const step =
    compareExact(size(yuan), 100_000_000) >= 0 ? 100_000_000 : compareExact(size(yuan), 10_000) >= 0 ? 10_000 : 1;
  const word = step === 1 ? '' : step === 10_000 ? '万' : '亿';
  return `${decimalText(divide(yuan, step) ?? 0)}${word}${dimension}`;
};

const numberText = (value: Exact, dimension: Dimension): string => {
  if (dimension === MONEY && typeof value === 'number') return fenText(value);
  if (dimension === MONEY || dimension.startsWith(`${MONEY}/`)) return moneyText(value, dimension);
  if (dimension === SHARE) return `${decimalText(multiply(value, 100))}%`;
  const spoken = divide(value, spokenScale(dimension)) ?? 0;
  return PURE.includes(dimension) ? decimalText(spoken) : `${decimalText(spoken)}${dimension}`;
};

const isExact = (value: Value): value is Exact =>
  typeof value === 'number' || (typeof value === 'object' && value !== null && !Array.isArray(value));

const textShown = (value: string, type: Type): string => {
  if (type.kind === 'code' && type.titles) return titleOf(type.titles, value);
  return type.kind === 'date' && isDate(value) ? dateInWords(value) : value;
};

/**
 * The value as people read it: 是, 2.4%, 19.2万元, 2026年1月1日, 市级 (a code by its title), 未知.
 *
 * @example
 * displayValue(19_200_000, { kind: 'number', dimension: '元' }) // '19.2万元'
 */
export const displayValue = (value: Value, type: Type): string => {
  if (value === null) return '未知';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (isExact(value)) return numberText(value, type.kind === 'number' ? type.dimension : PLAIN);
  if (typeof value === 'string') return textShown(value, type);
  const of: Type = type.kind === 'list' ? type.of : { kind: 'any' };
  const shown = value.map((item) => displayValue(item, of));
  return of.kind === 'code' && of.titles ? shown.join('、') : `[${shown.join(', ')}]`;
};

export type JsonValue = boolean | number | string | readonly JsonValue[];

/**
 * The value as JSON: `"unknown"` for what nobody knows, a number where there is no unit, otherwise text with the unit,
 * which reads back as the same value. An integer beyond what JSON numbers hold becomes text.
 *
 * @example
 * toJson(null, { kind: 'boolean' }) // 'unknown'
 * toJson(2_400_000, { kind: 'number', dimension: '元' }) // '2.4万元'
 */
export const toJson = (value: Value, type: Type): JsonValue => {
  if (value === null) return 'unknown';
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (isExact(value)) {
    const dimension = type.kind === 'number' ? type.dimension : PLAIN;
    const bare = PURE.includes(dimension) && (typeof value === 'number' || value.d !== 1n);
    return bare ? toJsonNumber(value) : numberText(value, dimension);
  }
  const of: Type = type.kind === 'list' ? type.of : { kind: 'any' };
  return value.map((item) => toJson(item, of));
};
