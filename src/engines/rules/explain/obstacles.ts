import type { Assessment, Truth } from './assess.ts';

/** An atom that stands in the way. Of those with the same `oneOf` any one would do. */
export type Obstacle = { readonly node: number; readonly want: boolean; readonly now: Truth; readonly oneOf?: number };

/**
 * Everything that is known to stand between a condition and what is wanted of it, alternatives and all, where
 * `neededFor` names the shortest way only.
 */
export const obstaclesOf = (assessment: Assessment, condition: number): readonly Obstacle[] => {
  let groups = 0;
  const visit = (id: number, want: boolean, oneOf?: number): readonly Obstacle[] => {
    const now = assessment.truthOf(id);
    if (now === want || now === null) return [];
    const node = assessment.program.nodes[id];
    if (node?.role !== 'gate') return [{ node: id, want, now, ...(oneOf === undefined ? {} : { oneOf }) }];
    if (node.node.kind === 'not') return visit(node.inputs[0] ?? 0, !want, oneOf);
    if ((node.node.kind === 'and') === want) return node.inputs.flatMap((input) => visit(input, want, oneOf));
    groups += 1;
    const group = oneOf ?? groups;
    return node.inputs.flatMap((input) => visit(input, want, group));
  };
  return visit(condition, true);
};
