/**
 * Counts working days in O(log exceptions) for any day: weekdays by formula, plus the running sum of what the
 * exceptions add or take away. Day numbers are days since 1970-01-01; counts are relative, only differences mean
 * something.
 */
export type DayIndex = {
  /** Day numbers whose exception differs from the weekday, ascending. */
  readonly days: Int32Array;
  /** Running sum of +1 (made a working day) and -1 (made a rest day), aligned with `days`. */
  readonly sums: Int32Array;
  readonly least: number;
  readonly most: number;
};

/** 1970-01-05 was a Monday. */
const MONDAY = 4;

export function indexDays(exceptions: readonly { readonly number: number; readonly works: boolean }[]): DayIndex {
  const real = exceptions
    .filter(({ number, works }) => works !== isWeekday(number))
    .sort((a, b) => a.number - b.number);
  const sums = new Int32Array(real.length);
  let sum = 0;
  real.forEach(({ works }, at) => {
    sum += works ? 1 : -1;
    sums[at] = sum;
  });
  return {
    days: Int32Array.from(real, ({ number }) => number),
    sums,
    least: sums.reduce((a, b) => Math.min(a, b), 0),
    most: sums.reduce((a, b) => Math.max(a, b), 0),
  };
}

/** How many working days there are up to and including a day. */
export function countedDays({ days, sums }: DayIndex, day: number): number {
  let from = 0;
  let to = days.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((days[middle] ?? 0) <= day) from = middle + 1;
    else to = middle;
  }
  return weekdays(day) + (sums[from - 1] ?? 0);
}

/** The working day with which the count reaches `count`: the inverse of `countedDays`. */
export function dayOfCount(index: DayIndex, count: number): number {
  let from = weekdayOfCount(count - index.most);
  let to = weekdayOfCount(count - index.least);
  while (from < to) {
    const middle = (from + to) >> 1;
    if (countedDays(index, middle) < count) from = middle + 1;
    else to = middle;
  }
  return from;
}

const isWeekday = (day: number): boolean => weekdays(day) > weekdays(day - 1);

function weekdays(day: number): number {
  const weeks = Math.floor((day - MONDAY) / 7);
  return weeks * 5 + Math.min(day - MONDAY - weeks * 7 + 1, 5);
}

function weekdayOfCount(count: number): number {
  const weeks = Math.floor((count - 1) / 5);
  return MONDAY + weeks * 7 + (count - 1 - weeks * 5);
}
