import type { Standing } from '../../api/benchmarks.ts';

/** As many digits as it was given with, four at most. */
export const plain = (value: number): string =>
  new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 4, useGrouping: Math.abs(value) >= 10_000 }).format(value);

/** +1.5 or −1.5. */
export const signed = (value: number): string =>
  value === 0 ? '0' : `${value > 0 ? '+' : '−'}${plain(Math.abs(value))}`;

export const STANDINGS: Readonly<Record<Standing, { readonly mark: string; readonly word: string }>> = {
  ahead: { mark: '▲', word: '领先' },
  behind: { mark: '▼', word: '落后' },
  level: { mark: '＝', word: '持平' },
};

export const FROM = { events: '办理记录', collected: '填报入库', formula: '公式算出' } as const;
