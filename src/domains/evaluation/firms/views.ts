import { z } from 'zod';
import { type GradeRun, indicatorOf, type Leaf, leavesOf, type Scheme, scoreOnly } from '#engines/indicators';
import type { FactCatalogue } from '#engines/registry';
import { formulaWords, type Titled } from '../formula-words.ts';
import type { EvaluationPorts } from '../ports.ts';
import { UNITS } from './frame.ts';

export const Named = z.object({ id: z.string(), name: z.string() });
export const Leafed = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.string(),
  weight: z.number().describe('占总分的百分比'),
  own: z.number().describe('方案里写的权重'),
  direction: z.enum(['higher', 'lower']),
  words: z.string().describe('怎么算'),
  assumed: z.boolean(),
});
export const Step = z.object({
  grade: z.string(),
  title: z.string(),
  count: z.number(),
  cut: z.number().nullable().describe('最低得分；最后一档没有'),
});

/** Facts by key, as a formula's inputs are told. */
export const factTitles =
  ({ byKey }: FactCatalogue): Titled =>
  (key) => {
    const fact = byKey.get(key);
    return fact && { title: fact.name, unit: UNITS[fact.type] ?? fact.unit };
  };

export function leafViews(scheme: Scheme, titled: Titled): readonly z.infer<typeof Leafed>[] {
  const shares = sharesOf(scheme);
  return leavesOf(scheme.root).map((leaf) => ({
    ...{ id: leaf.id, title: leaf.title, unit: leaf.unit ?? '', direction: leaf.direction },
    ...{ weight: (shares.get(leaf.id) ?? 0) * 100, own: leaf.weight, assumed: leaf.assumed ?? false },
    words: wordsOf(leaf, titled),
  }));
}

const wordsOf = (leaf: Leaf, titled: Titled): string => {
  const own = formulaWords(leaf, titled) ?? titled(indicatorOf(leaf))?.title ?? '';
  return [own, leaf.definition].filter(Boolean).join('。');
};

/** How much of the whole each leaf weighs. */
export function sharesOf({ root }: Scheme): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const walk = (node: Scheme['root'], whole: number): void => {
    const total = node.children.reduce((sum, each) => sum + each.weight, 0);
    for (const child of node.children) {
      const share = (whole * child.weight) / total;
      if ('children' in child) walk(child, share);
      else found.set(child.id, share);
    }
  };
  walk(root, 1);
  return found;
}

export const stepViews = (
  { grading }: Scheme,
  lines: GradeRun['lines'],
  cuts: GradeRun['cuts'],
): z.infer<typeof Step>[] =>
  (grading?.steps ?? []).map(({ grade, title }) => ({
    ...{ grade, title },
    count: lines.filter((each) => each.grade === grade).length,
    cut: cuts.find((each) => each.grade === grade)?.score ?? null,
  }));

export const regionNames = ({ regions }: Pick<EvaluationPorts, 'regions'>): ((code: string | null) => string) => {
  const names = new Map(regions().map((each) => [each.code, each.name]));
  return (code) => (code === null ? '' : (names.get(code) ?? code));
};

/** Scores of every node of one unit, from a run that is counted again where only its input was kept. */
export const countedOf = (input: Parameters<typeof scoreOnly>[1] & { readonly scheme: Scheme }) =>
  scoreOnly(input.scheme, input);
