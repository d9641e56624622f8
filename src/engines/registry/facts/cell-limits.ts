import type { FactDefinition } from './definition.ts';

/** Why a cell could not be taken, and what to do about it. */
export type CellFault = { readonly why: string; readonly todo: string };

/** Whether a value that could be read lies outside what its fact can be. */
type Limit = (value: string, written: string) => CellFault | undefined;

const CHECK = '请核对后填写，不清楚的留空';
const FIGURES: ReadonlySet<FactDefinition['type']> = new Set(['money', 'number', 'percent']);

/** A long-term licence ends here, by custom. */
const FOR_EVER = '9999-12-31';
/** No company is older, no permit is longer. */
const [EARLIEST, LATEST] = ['1840-01-01', '2100-12-31'];

/** What the catalogue says that the fact can be: not below zero unless signed, not above its most, not ahead of today. */
export function limitOf(fact: FactDefinition, today: string | undefined, read: (text: string) => unknown): Limit {
  if (fact.type === 'date') return dateLimit(fact.past ? (today ?? LATEST) : LATEST);
  return FIGURES.has(fact.type) ? figureLimit(fact, read) : () => undefined;
}

const dateLimit =
  (latest: string): Limit =>
  (value, written) => {
    if (value < EARLIEST) return { why: `“${written}”太早了`, todo: CHECK };
    if (value <= latest || (latest === LATEST && value === FOR_EVER)) return undefined;
    return latest === LATEST
      ? { why: `“${written}”太远了`, todo: `${CHECK}；长期的写 ${FOR_EVER}` }
      : { why: `“${written}”还没有到，这里应是已经发生的日期`, todo: CHECK };
  };

function figureLimit({ signed, max }: FactDefinition, read: (text: string) => unknown): Limit {
  const most = max === undefined ? undefined : Number(read(max));
  return (value, written) => {
    if (!signed && value.startsWith('-')) return { why: `“${written}”不能是负数`, todo: CHECK };
    if (most === undefined || Number(value) <= most) return undefined;
    return { why: `“${written}”超过了最大值 ${max}`, todo: CHECK };
  };
}
