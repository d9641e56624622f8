import { z } from 'zod';
import type { Regraded, Reweighed } from '#engines/indicators';
import type { EvaluationPorts } from '../ports.ts';
import type { FirmStanding } from './standing.ts';
import { Named, regionNames, Step, stepViews } from './views.ts';

export const WeightChanges = z
  .array(z.strictObject({ node: z.string().min(1).max(64), weight: z.number().gt(0).max(1000) }))
  .min(1)
  .max(12)
  .refine((all) => new Set(all.map((each) => each.node)).size === all.length, '同一项只写一次');

const Stands = z.object({ score: z.number().nullable(), grade: z.string().nullable() });
export const Regrading = z.object({
  before: z.array(Step),
  after: z.array(Step),
  moved: z.array(
    z.object({
      enterprise: Named,
      region: z.string(),
      before: Stands,
      after: Stands,
      up: z.boolean(),
      parts: z.array(z.object({ node: z.string(), title: z.string(), points: z.number() })),
      line: z.number().describe('档线动了多少：得分没动也会因档线动而换档'),
      why: z.string(),
    }),
  ),
  total: z.number().describe('换档的企业数；这里至多列 500 家'),
  same: z.number(),
});
export type Regrading = z.infer<typeof Regrading>;

const MOST = 500;

/** Who changes grade under other weights, upwards first, with what did it. */
export function regraded(
  ports: Pick<EvaluationPorts, 'regions'>,
  { run, frame }: FirmStanding,
  { lines, before, after }: Reweighed,
): Regrading {
  const { scheme } = run;
  const places = new Map(scheme.grading?.steps.map((each, at) => [each.grade, at]));
  const step = (grade: string | null): number => (grade === null ? 99 : (places.get(grade) ?? 99));
  const region = regionNames(ports);
  const titles = new Map(run.layout.nodes.map((each) => [each.id, each.title]));
  const moved = lines.filter((each) => each.before.grade !== each.after.grade);
  const shown = moved
    .map((each) => ({ ...each, up: step(each.after.grade) < step(each.before.grade) }))
    .toSorted((a, b) => Number(b.up) - Number(a.up) || (b.after.score ?? 0) - (a.after.score ?? 0))
    .slice(0, MOST);
  const cutAt = (cuts: Reweighed['before'], place: number): number =>
    cuts.find((each) => places.get(each.grade) === place)?.score ?? Number.NaN;
  const as = (side: 'before' | 'after') =>
    lines.map((each) => ({ unit: each.unit, held: null, coverage: 1, ...each[side] }));
  return {
    before: stepViews(scheme, as('before'), before),
    after: stepViews(scheme, as('after'), after),
    total: moved.length,
    same: lines.length - moved.length,
    moved: shown.map(({ up, ...each }) => {
      // The line that was crossed is the lower bound of the better of both grades.
      const crossed = Math.min(step(each.before.grade), step(each.after.grade));
      const line = cutAt(after, crossed) - cutAt(before, crossed) || 0;
      const parts = each.parts.map((part) => ({ ...part, title: titles.get(part.node) ?? part.node }));
      const firm = frame.firms.get(each.unit);
      return {
        enterprise: { id: each.unit, name: firm?.name ?? each.unit },
        region: region(firm?.region ?? null),
        ...{ before: each.before, after: each.after, up, line, parts, why: whyOf(each, parts, line) },
      };
    }),
  };
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;

function whyOf(
  { before, after }: Regraded,
  parts: readonly { readonly title: string; readonly points: number }[],
  line: number,
): string {
  if (before.score === null || after.score === null) return '有数据的权重够不够评分，变了';
  const told = parts
    .filter((each) => Math.abs(each.points) >= 0.05)
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, 3)
    .map((each) => `${each.title}改权重 ${signed(each.points)}`);
  const own = `得分 ${before.score.toFixed(1)} → ${after.score.toFixed(1)}`;
  const moved = Math.abs(line) >= 0.05 ? `；档线 ${signed(line)}` : '';
  return `${own}${told.length > 0 ? `（${told.join('，')}）` : ''}${moved}`;
}
