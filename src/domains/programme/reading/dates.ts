/** The year, and the day of issue from which 2年内 counts. */
export type DateContext = { readonly year: number | null; readonly issuedOn: string | null };

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

export const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** ISO date, or null when there is no such day. */
export function isoDate(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > lastDay(year, month)) return null;
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

export const monthEnd = (year: number, month: number): string | null => isoDate(year, month, lastDay(year, month));

export type DateUnit = 'day' | 'month' | 'year';

/** The day `count` units after `from`; the end of a shorter month where the day does not exist. */
export function addTo(from: string, count: number, unit: DateUnit): string | null {
  const [year, month, day] = from.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  if (unit === 'day') return new Date(Date.UTC(year, month - 1, day + count)).toISOString().slice(0, 10);
  const months = year * 12 + (month - 1) + (unit === 'year' ? 12 * count : count);
  const [newYear, newMonth] = [Math.floor(months / 12), (months % 12) + 1];
  return isoDate(newYear, newMonth, Math.min(day, lastDay(newYear, newMonth)));
}

/** Excel counts days from 1899-12-30 (its 1900 was wrongly a leap year). */
export const fromExcelSerial = (serial: number): string =>
  new Date(Date.UTC(1899, 11, 30 + Math.floor(serial))).toISOString().slice(0, 10);
