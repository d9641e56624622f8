import type { Need } from '../../api/types/index.ts';

export type Step = { readonly value: number; readonly label: string };

/** A number from 1 to a few is a scale; its hint names the steps: “5 非常满意、4 满意、…”. */
export function scaleOf(need: Pick<Need, 'type' | 'max' | 'hint'>): readonly Step[] | undefined {
  if (need.type !== 'number' || need.max === undefined || need.max > 5) return undefined;
  const words = new Map(
    [...(need.hint ?? '').matchAll(/(\d)\s*([^\d、，；\s]+)/g)].map(([, step, word]) => [Number(step), word ?? '']),
  );
  const steps = Array.from({ length: need.max }, (_, index) => (need.max ?? 0) - index);
  return steps.map((value) => ({ value, label: words.get(value) ?? String(value) }));
}
