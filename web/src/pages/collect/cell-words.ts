import { type CellStatus, MISSING } from '../../api/collect.ts';
import { figure } from '../../parts/figures.ts';

export const STATUS: Readonly<Record<CellStatus, string>> = {
  unasked: '未布置',
  filed: '待交办',
  filling: '待填报',
  claimed: '待核验',
  published: '已入库',
  stopped: '不再填报',
};

/** 97.25 % or why there is none. */
export function valueWords(value: number | null, missing: string | null, unit: string): string {
  if (value !== null) return `${figure(value, digitsOf(value))}${unit ? `\u2009${unit}` : ''}`;
  return missing ? (MISSING[missing] ?? missing) : '—';
}

const digitsOf = (value: number): number => Math.min(4, (String(value).split('.')[1] ?? '').length);
