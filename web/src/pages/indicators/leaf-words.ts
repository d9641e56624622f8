import type { SchemeNode } from '../../api/schemes.ts';

type Goal = { readonly value: string; readonly said: string };

/** What is best, and who says so: the frontier of the leaf, or where its full marks are. */
export function goalOf({ frontier, normaliser, unit = '' }: SchemeNode): Goal | undefined {
  const words = (value: number) => `${value}${unit === '%' ? '' : ' '}${unit}`;
  const sureOf = (source: { readonly title: string; readonly assumed?: boolean } | undefined) =>
    source ? `${source.title}${source.assumed ? '（未核实）' : ''}` : '';
  if (frontier) return { value: words(frontier.value), said: sureOf(frontier.source) };
  if (normaliser?.frontier === undefined) return undefined;
  return { value: words(normaliser.frontier), said: sureOf(normaliser.source) };
}

/** 0 到 100；不小于 0. */
export function rangeWords({ range, unit = '' }: SchemeNode): string {
  const [low, high] = range ?? [null, null];
  if (low !== null && high !== null) return `${low} 到 ${high} ${unit}`;
  if (low !== null) return `不小于 ${low} ${unit}`;
  return high === null ? '' : `不大于 ${high} ${unit}`;
}
