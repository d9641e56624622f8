/** Dates outside the years 1 to 9999 do not exist here, as they do not in the language. */
export const existing = (date: string): string =>
  `CASE WHEN ${date} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN ${date} END`;

export const moved = (date: string, count: string, unit: string): string => {
  const step =
    unit === '年'
      ? `make_interval(months => ${count} * 12)`
      : unit === '月'
        ? `make_interval(months => ${count})`
        : undefined;
  if (step !== undefined) return existing(`(${date} + ${step})::date`);
  return existing(`(${date} + ${unit === '周' ? `${count} * 7` : count})`);
};

const monthNumber = (date: string): string => `(extract(year FROM ${date}) * 12 + extract(month FROM ${date}))`;

const forward = (from: string, to: string): string => {
  const months = `(${monthNumber(to)} - ${monthNumber(from)})::int`;
  return `(${months} - CASE WHEN (${from} + make_interval(months => ${months}))::date > ${to} THEN 1 ELSE 0 END)`;
};

/** Whole months, negative when the second day lies before the first. */
export const monthsBetween = (from: string, to: string): string =>
  `CASE WHEN ${from} <= ${to} THEN ${forward(from, to)} WHEN ${from} > ${to} THEN -${forward(to, from)} END::numeric`;

export const yearsBetween = (from: string, to: string): string => `trunc((${monthsBetween(from, to)}) / 12)`;
