import { addDays, addMonths, type Day, day } from '#kernel';

export const PERIOD_KINDS = { month: '月', quarter: '季度', 'half-year': '半年', year: '年' } as const;
export type PeriodKind = keyof typeof PERIOD_KINDS;

const MONTHS: Readonly<Record<PeriodKind, number>> = { month: 1, quarter: 3, 'half-year': 6, year: 12 };

/** How a period is written: 2026, 2026-H1, 2026-Q3, 2026-09. */
export const PERIOD = /^\d{4}(?:-(?:0[1-9]|1[0-2]|Q[1-4]|H[12]))?$/;

export type CollectPeriod = {
  readonly code: string;
  readonly kind: PeriodKind;
  readonly first: Day;
  readonly last: Day;
};

const monthOf = (year: string, month: number): Day => day(`${year}-${String(month).padStart(2, '0')}-01`);

/** @example periodNamed('2026-Q3')?.first // '2026-07-01' */
export function periodNamed(code: string): CollectPeriod | undefined {
  if (!PERIOD.test(code)) return undefined;
  const [year = '', part = ''] = code.split('-');
  const kind: PeriodKind =
    part === '' ? 'year' : part.startsWith('Q') ? 'quarter' : part.startsWith('H') ? 'half-year' : 'month';
  const nth = kind === 'year' ? 0 : Number(part.replace(/\D/g, '')) - 1;
  const first = monthOf(year, nth * MONTHS[kind] + 1);
  return { code, kind, first, last: addDays(addMonths(first, MONTHS[kind]), -1) };
}

/** The period of a kind in which a day lies. */
export function periodOf(kind: PeriodKind, on: Day): CollectPeriod {
  const [year, month] = [on.slice(0, 4), Number(on.slice(5, 7))];
  const nth = Math.floor((month - 1) / MONTHS[kind]) + 1;
  const part = { year: '', 'half-year': `-H${nth}`, quarter: `-Q${nth}`, month: `-${String(nth).padStart(2, '0')}` };
  const found = periodNamed(`${year}${part[kind]}`);
  if (!found) throw new Error(`no period for ${on}`);
  return found;
}

export const periodBefore = ({ kind, first }: CollectPeriod): CollectPeriod => periodOf(kind, addDays(first, -1));

/** 2026 年、2026 年第 3 季度、2026 年 9 月. */
export function periodWords(code: string): string {
  const found = periodNamed(code);
  if (!found) return code;
  const [year, part = ''] = code.split('-');
  const nth = Number(part.replace(/\D/g, ''));
  if (found.kind === 'quarter') return `${year} 年第 ${nth} 季度`;
  if (found.kind === 'half-year') return `${year} 年${nth === 1 ? '上' : '下'}半年`;
  return found.kind === 'month' ? `${year} 年 ${nth} 月` : `${year} 年`;
}
