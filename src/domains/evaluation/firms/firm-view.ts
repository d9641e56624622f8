import { z } from 'zod';
import {
  decompose,
  type GradeCut,
  type GradeRun,
  indicatorOf,
  type Leaf,
  leavesOf,
  type Observation,
  scoreAt,
} from '#engines/indicators';
import type { FactCatalogue } from '#engines/registry';
import { figureOf, UNITS } from './frame.ts';
import type { SeenFact } from './ports.ts';
import { factTitles, leafViews } from './views.ts';

const Input = z.object({
  key: z.string(),
  title: z.string(),
  unit: z.string(),
  value: z.number().nullable().describe('没有数据，或无权查看'),
  source: z.string().optional(),
});
export const FirmParts = z.object({
  score: z.number().nullable(),
  grade: z.string().nullable(),
  held: z.number().nullable().describe('权重变动时仍是这一档的占比'),
  coverage: z.number(),
  of: z.number().describe('共多少家参加'),
  next: z.object({ grade: z.string(), short: z.number() }).nullable().describe('上一档还差多少分'),
  ceilings: z.array(z.string()).describe('直接降档的情形'),
  parts: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      unit: z.string(),
      words: z.string(),
      value: z.number().nullable(),
      score: z.number().nullable().describe('0–100'),
      points: z.number().nullable().describe('计入总分'),
      of: z.number().describe('这一项满分计入多少'),
      short: z.number().describe('到满分还差多少总分；各项之和等于总分与满分之差'),
      inputs: z.array(Input),
    }),
  ),
});
export type FirmParts = z.infer<typeof FirmParts>;

type Seen = {
  readonly run: Pick<GradeRun, 'lines' | 'cuts'> & Parameters<typeof scoreAt>[0];
  readonly observations: readonly Observation[];
  readonly catalogue: FactCatalogue;
  readonly seen: readonly SeenFact[];
  readonly ceilings: readonly string[];
};

/** One enterprise's grade, taken apart down to the facts that whoever asks may see. */
export function firmParts(unit: string, { run, observations, catalogue, seen, ceilings }: Seen): FirmParts {
  const line = run.lines.find((each) => each.unit === unit);
  const period = run.frame.periods[0] ?? '';
  const hasScore = line?.score !== null && line?.score !== undefined;
  const gap = hasScore ? decompose(run, { unit, period }, 'frontier') : undefined;
  const short = new Map(gap?.parts.map((each) => [each.node, each.points]));
  const value = new Map(observations.flatMap((each) => (each.unit === unit ? [[each.indicator, each.value]] : [])));
  const views = leafViews(run.scheme, factTitles(catalogue));
  const reached = new Set(
    leavesOf(run.scheme.root).filter((leaf) => scoreAt(run, leaf.id, unit, period).score !== null),
  );
  // What is missing hands its weight to the others.
  const known = views.reduce((sum, each, at) => sum + (reached.has(leafAt(run, at)) ? each.weight : 0), 0);
  return {
    ...{ score: line?.score ?? null, grade: line?.grade ?? null, held: line?.held ?? null },
    ...{ coverage: line?.coverage ?? 0, of: run.lines.length, ceilings: [...ceilings] },
    next: hasScore ? nextOf(run, line?.grade ?? null, line?.score ?? 0) : null,
    parts: views.map((view, at) => {
      const leaf = leafAt(run, at);
      const { score } = scoreAt(run, leaf.id, unit, period);
      const of = score === null || known === 0 ? 0 : (view.weight / known) * 100;
      return {
        ...{ id: view.id, title: view.title, unit: view.unit, words: view.words, score, of },
        value: (value.get(indicatorOf(leaf)) as number | undefined) ?? null,
        points: score === null ? null : (score * of) / 100,
        short: short.get(leaf.id) ?? 0,
        inputs: inputsOf(leaf, catalogue, seen),
      };
    }),
  };
}

const leafAt = (run: Seen['run'], at: number): Leaf => leavesOf(run.scheme.root)[at] as Leaf;

function nextOf({ scheme, cuts }: Seen['run'] & { cuts: readonly GradeCut[] }, grade: string | null, score: number) {
  const steps = scheme.grading?.steps ?? [];
  const above = steps[steps.findIndex((each) => each.grade === grade) - 1];
  const cut = above && cuts.find((each) => each.grade === above.grade);
  return cut ? { grade: cut.grade, short: Math.max(0, cut.score - score) } : null;
}

const inputsOf = (leaf: Leaf, catalogue: FactCatalogue, seen: readonly SeenFact[]): z.infer<typeof Input>[] =>
  (leaf.formula === undefined ? [indicatorOf(leaf)] : Object.values(leaf.inputs ?? {})).flatMap((key) => {
    const fact = catalogue.byKey.get(key);
    if (!fact) return [];
    const found = seen.find((each) => each.key === key);
    return [
      {
        ...{ key, title: fact.name, unit: UNITS[fact.type] ?? fact.unit ?? '' },
        value: found === undefined ? null : (figureOf(fact, found.value) ?? null),
        ...(found?.source === undefined ? {} : { source: found.source }),
      },
    ];
  });
