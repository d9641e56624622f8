import type { Headline } from '../../api/cockpit.ts';
import type { Interval } from '../../api/indicators.ts';
import { figure } from '../../parts/figures.ts';

/** 87.5% · 3.2 工作日 · 42 件; 没有数据 where nothing counts. */
export function shown(value: number | null, unit: string, digits?: number): string {
  if (value === null) return '—';
  if (unit === '%') return `${figure(value, digits ?? 1)}%`;
  return figure(value, digits ?? (Number.isInteger(value) ? 0 : 1));
}

export const unitWord = (unit: string): string => (unit === '%' ? '' : unit);

/** 90% 区间 71–94%: how far chance alone could carry it. */
export const intervalWords = (interval: Interval, unit: string): string =>
  interval ? `90% 区间 ${rangeWords(interval, unit)}` : '';
export const rangeWords = (interval: Interval, unit: string): string =>
  interval ? `${figure(interval[0], 1)}–${figure(interval[1], 1)}${unit === '%' ? '%' : ''}` : '';

export type Movement = { readonly word: string; readonly good: boolean | null };

/** Better, worse, or within what chance alone may do. */
export function movementOf({
  value,
  before,
  interval,
  direction,
  unit,
}: Pick<Headline, 'value' | 'before' | 'interval' | 'direction' | 'unit'>): Movement {
  if (value === null || before === null) return { word: '无上期可比', good: null };
  const change = value - before;
  if (change === 0) return { word: '与上期持平', good: null };
  const size = `${change > 0 ? '升' : '降'} ${figure(Math.abs(change), Number.isInteger(change) ? 0 : 1)}${unit === '%' ? ' 个百分点' : ''}`;
  if (interval && before >= interval[0] && before <= interval[1]) return { word: `${size}，在误差内`, good: null };
  return { word: size, good: direction === 'none' ? null : change > 0 === (direction === 'higher') };
}

/** What the map says, in a sentence, for those who do not see it. */
export function tierWord({ tier, few, coverage }: Placed): string {
  if (few) return '件数少，不排名';
  if (tier !== null) return `第 ${tier} 档`;
  return coverage === undefined ? '数据不足' : `数据不足（有数的占 ${figure(100 * coverage)}%）`;
}

type Placed = { readonly tier: number | null; readonly few?: true; readonly coverage?: number };
