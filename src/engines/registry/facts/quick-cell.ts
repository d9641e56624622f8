import type { FactDefinition } from './definition.ts';

/** The cell as the database writes it, if it is written in the commonest way; undefined leaves it to the full reader. */
export type QuickReader = (text: string) => string | undefined;

const [ZERO, ONE, NINE, DOT, DASH] = [48, 49, 57, 46, 45];
const MOST_DIGITS = 18;
/** Beyond this a figure needs a second look. */
const SHORT = 12;

const digitsFrom = (text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign < ZERO || sign > NINE) return false;
  }
  return true;
};

/** 12345: no sign, no point, no leading zero. Only zeros stand between what is written and what is kept. */
function wholeReader(zeros: string): QuickReader {
  const most = Math.min(SHORT, MOST_DIGITS - zeros.length);
  return (text) =>
    text.length <= most && text.charCodeAt(0) >= ONE && digitsFrom(text, 0, text.length) ? text + zeros : undefined;
}

/** 0.024: a share as it is kept. */
const share: QuickReader = (text) => {
  const { length } = text;
  if (length < 3 || length > 10 || text.charCodeAt(0) !== ZERO || text.charCodeAt(1) !== DOT) return undefined;
  return text.charCodeAt(length - 1) !== ZERO && digitsFrom(text, 2, length) ? text : undefined;
};

/** 2025-03-01, of a day that every month has. */
const plainDay: QuickReader = (text) => {
  if (text.length !== 10 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return undefined;
  if (!digitsFrom(text, 0, 4) || !digitsFrom(text, 5, 7) || !digitsFrom(text, 8, 10)) return undefined;
  const month = Number(text.slice(5, 7));
  const date = Number(text.slice(8));
  return text.charCodeAt(0) > ZERO && month >= 1 && month <= 12 && date >= 1 && date <= 28 ? text : undefined;
};

const yesNo: QuickReader = (text) => {
  if (text === '是' || text === 't') return 't';
  return text === '否' || text === 'f' ? 'f' : undefined;
};

const never: QuickReader = () => undefined;

/**
 * Most of a large table's cells are plain: they are known by a look at their signs, without patterns or sets. Whatever
 * this reads, the full reader reads the same.
 *
 * @param zeros what a plain figure of this column is multiplied by
 */
export function quickReader({ type }: FactDefinition, zeros: string | undefined, inPercent: boolean): QuickReader {
  if (type === 'boolean') return yesNo;
  if (type === 'date') return plainDay;
  if (type === 'percent') return inPercent ? never : share;
  return zeros === undefined ? never : wholeReader(zeros);
}
