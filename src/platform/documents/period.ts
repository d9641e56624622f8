import { addDays, addMonths, type Day, day, dayOf, mondayOf, refuse, startOfDay, toInstant } from '#kernel';

export type Period = { readonly label: string; readonly key: string; readonly first: Day; readonly last: Day };

/** A calendar month, by default the one of `now`; never one that has not begun. */
export function monthPeriod(month: string | undefined, now: number): Period {
  const today = dayOf(toInstant(now));
  const key = month ?? today.slice(0, 7);
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(key))
    throw refuse({
      code: 'document.month',
      kind: 'invalid',
      what: `“${key}”不是月份`,
      todo: '请按 2026-10 的格式填写',
    });
  const first = day(`${key}-01`);
  if (first > today)
    throw refuse({ code: 'document.month', kind: 'invalid', what: '这个月还没有开始', todo: '请选择本月或以前的月份' });
  const label = `${key.slice(0, 4)}年${Number(key.slice(5))}月`;
  return { label, key, first, last: addDays(addMonths(first, 1), -1) };
}

/** Monday to Sunday around `now`. */
export function weekPeriod(now: number): Period {
  const first = mondayOf(dayOf(toInstant(now)));
  const last = addDays(first, 6);
  const say = (each: Day): string => `${Number(each.slice(5, 7))}月${Number(each.slice(8))}日`;
  return { label: `${first.slice(0, 4)}年${say(first)}至${say(last)}`, key: first, first, last };
}

export const spanOfPeriod = ({ first, last }: Period) => ({
  from: Number(startOfDay(first)),
  to: Number(startOfDay(addDays(last, 1))),
});
