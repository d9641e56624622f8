import type { PlanMeasure, Span } from '../../../api/types/index.ts';

export type MarkKind = 'measure' | 'unit' | 'due' | 'target' | 'place';
/** The key under which the one place that somebody jumped to is marked. */
export const PLACE = '@place';
export type Mark = { readonly span: Span; readonly kind: MarkKind; readonly key: string };
export type Segment = { readonly start: number; readonly end: number; readonly key?: string; readonly kind?: MarkKind };

const rank: Readonly<Record<MarkKind, number>> = { measure: 0, target: 1, due: 2, unit: 3, place: 4 };

export const marksOf = (measure: PlanMeasure): readonly Mark[] => [
  { span: measure.span, kind: 'measure', key: measure.key },
  ...measure.targets.flatMap(({ span }): Mark[] => (span ? [{ span, kind: 'target', key: measure.key }] : [])),
  ...[measure.evidence?.lead, measure.evidence?.responsible].flatMap((span): Mark[] =>
    span ? [{ span, kind: 'unit', key: measure.key }] : [],
  ),
  ...(measure.evidence?.due ? [{ span: measure.evidence.due, kind: 'due', key: measure.key } as const] : []),
];

/** Cuts the text at every edge of a mark; each piece carries the most particular mark over it. */
export function segmentsOf(length: number, marks: readonly Mark[]): readonly Segment[] {
  const inside = marks.filter(({ span }) => span[0] < span[1] && span[0] < length && span[1] > 0);
  const edges = [
    ...new Set([0, length, ...inside.flatMap(({ span }) => [Math.max(0, span[0]), Math.min(length, span[1])])]),
  ].sort((a, b) => a - b);
  const byStart = [...inside].sort((a, b) => a.span[0] - b.span[0]);
  const segments: Segment[] = [];
  let open: Mark[] = [];
  let next = 0;
  for (const [index, start] of edges.entries()) {
    const end = edges[index + 1];
    if (end === undefined) break;
    while (byStart[next] && (byStart[next]?.span[0] ?? 0) <= start) open.push(byStart[next++] as Mark);
    open = open.filter(({ span }) => span[1] > start);
    const top = open.reduce<Mark | undefined>(
      (best, mark) => (best === undefined || rank[mark.kind] >= rank[best.kind] ? mark : best),
      undefined,
    );
    segments.push(top ? { start, end, key: top.key, kind: top.kind } : { start, end });
  }
  return segments;
}
