import { Day, formatDay, formatMoney, money } from '#kernel';
import type { Names } from './names.ts';

/** A field's value in words. */
export function displayOf(value: unknown, type: string, list: string | undefined, names: Names): string {
  const one = (each: unknown): string => {
    if (type === 'unit' || type === 'units') return names.unit(String(each)).name;
    if (type === 'region') return names.code('region', String(each)).title;
    if (list) return names.code(list, String(each)).title;
    if (typeof each === 'boolean') return each ? '是' : '否';
    if (type === 'money' && typeof each === 'number') return formatMoney(money(each));
    if (type === 'date' && Day.safeParse(each).success) return sayDay(String(each));
    return typeof each === 'object' ? JSON.stringify(each) : String(each);
  };
  return Array.isArray(value) ? value.map(one).join('、') : one(value);
}

const sayDay = (day: string): string => `${Number(day.slice(0, 4))}年${formatDay(Day.parse(day))}`;
