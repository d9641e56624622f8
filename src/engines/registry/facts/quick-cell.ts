import type { FactDefinition } from './definition.ts';

/**
 * Copies a cell that is written in the commonest way, as the database writes it, and answers where the copy ends; -1
 * leaves the cell to the full reader.
 */
export type QuickReader = (line: Buffer, from: number, to: number, into: Buffer, at: number) => number;

const [ZERO, ONE, NINE, DOT, DASH] = [0x30, 0x31, 0x39, 0x2e, 0x2d];
const [YES, NO] = [0x74, 0x66];
const MOST_DIGITS = 18;
/** Beyond this a figure needs a second look. */
const SHORT = 12;

const digitsFrom = (line: Buffer, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) {
    const sign = line[at] as number;
    if (sign < ZERO || sign > NINE) return false;
  }
  return true;
};

/** Short as cells are, this is quicker than asking the runtime to copy. */
const copied = (line: Buffer, from: number, to: number, into: Buffer, at: number): number => {
  for (let nth = from; nth < to; nth += 1) into[at + nth - from] = line[nth] as number;
  return at + to - from;
};

/** 12345: no sign, no point, no leading zero. Only zeros stand between what is written and what is kept. */
function wholeReader(zeros: number): QuickReader {
  const most = Math.min(SHORT, MOST_DIGITS - zeros);
  return (line, from, to, into, at) => {
    if (to - from > most || (line[from] as number) < ONE || !digitsFrom(line, from, to)) return -1;
    const end = copied(line, from, to, into, at);
    for (let nth = 0; nth < zeros; nth += 1) into[end + nth] = ZERO;
    return end + zeros;
  };
}

/** 0.024: a share as it is kept. */
const share: QuickReader = (line, from, to, into, at) => {
  const length = to - from;
  if (length < 3 || length > 10 || line[from] !== ZERO || line[from + 1] !== DOT) return -1;
  return line[to - 1] !== ZERO && digitsFrom(line, from + 2, to) ? copied(line, from, to, into, at) : -1;
};

const twoDigits = (line: Buffer, at: number): number =>
  ((line[at] as number) - ZERO) * 10 + (line[at + 1] as number) - ZERO;

/** 2025-03-01, of a day that every month has, in years that need no second look. */
const plainDay: QuickReader = (line, from, to, into, at) => {
  if (to - from !== 10 || line[from + 4] !== DASH || line[from + 7] !== DASH) return -1;
  if (!digitsFrom(line, from, from + 4) || !digitsFrom(line, from + 5, from + 7) || !digitsFrom(line, from + 8, to))
    return -1;
  const month = twoDigits(line, from + 5);
  const date = twoDigits(line, from + 8);
  const century = twoDigits(line, from);
  const plain = (century === 19 || century === 20) && month >= 1 && month <= 12 && date >= 1 && date <= 28;
  return plain ? copied(line, from, to, into, at) : -1;
};

/** 是 and 否 in UTF-8, or PostgreSQL's own letters. */
const yesNo: QuickReader = (line, from, to, into, at) => {
  const sign = line[from] as number;
  let answer: number;
  if (to - from === 1) answer = sign === YES || sign === NO ? sign : 0;
  else if (to - from !== 3) answer = 0;
  else if (sign === 0xe6 && line[from + 1] === 0x98 && line[from + 2] === 0xaf) answer = YES;
  else answer = sign === 0xe5 && line[from + 1] === 0x90 && line[from + 2] === 0xa6 ? NO : 0;
  if (answer === 0) return -1;
  into[at] = answer;
  return at + 1;
};

const never: QuickReader = () => -1;

/** The same for a day that cannot lie ahead. */
const dayUntil =
  (last: string): QuickReader =>
  (line, from, to, into, at) =>
    to - from === 10 && line.toString('latin1', from, to) <= last ? plainDay(line, from, to, into, at) : -1;

/**
 * Most of a large table's cells are plain: they are known by a look at their signs and copied where they lie. Whatever
 * this reads, the full reader reads the same.
 *
 * @param zeros how many zeros a plain figure of this column gets, undefined when it is no figure
 */
export function quickReader(
  { type, past, max }: FactDefinition,
  zeros: number | undefined,
  inPercent: boolean,
  today?: string,
): QuickReader {
  if (type === 'boolean') return yesNo;
  if (type === 'date') return past && today !== undefined ? dayUntil(today) : plainDay;
  if (type === 'percent') return inPercent || (max !== undefined && max !== '100%') ? never : share;
  return zeros === undefined || max !== undefined ? never : wholeReader(zeros);
}
