import type { Assessment, Truth } from './assess.ts';

/** An atom that would have to be otherwise, and how. `now` is `null` where a fact is missing. */
export type Needed = { readonly node: number; readonly want: boolean; readonly now: Truth };

type Way = { readonly cost: number; readonly atoms: readonly Needed[] };

/** One condition not met weighs more than any number of facts not known yet: those may turn out well. */
const NOT_MET = 1000;
const NOT_KNOWN = 1;

const NOTHING: Way = { cost: 0, atoms: [] };
const NEVER: Way = { cost: Number.POSITIVE_INFINITY, atoms: [] };

const all = (ways: readonly Way[]): Way => {
  const atoms = new Map<string, Needed>();
  for (const way of ways) for (const atom of way.atoms) atoms.set(`${atom.node}${atom.want}`, atom);
  if (ways.some((way) => way === NEVER)) return NEVER;
  const cost = [...atoms.values()].reduce((sum, { now }) => sum + (now === null ? NOT_KNOWN : NOT_MET), 0);
  return { cost, atoms: [...atoms.values()] };
};

const cheapest = (ways: readonly Way[]): Way => ways.reduce((best, way) => (way.cost < best.cost ? way : best), NEVER);

const isConstant = (assessment: Assessment, node: number): boolean =>
  assessment.program.nodes[node]?.reads.length === 0;

/** The fewest atoms that must change so that the node becomes what is wanted. */
const wayTo = (assessment: Assessment, id: number, want: boolean): Way => {
  const now = assessment.truthOf(id);
  if (now === want) return NOTHING;
  const node = assessment.program.nodes[id];
  if (node?.role !== 'gate')
    return isConstant(assessment, id)
      ? NEVER
      : { cost: now === null ? NOT_KNOWN : NOT_MET, atoms: [{ node: id, want, now }] };
  if (node.node.kind === 'not') return wayTo(assessment, node.inputs[0] ?? 0, !want);
  const ways = node.inputs.map((input) => wayTo(assessment, input, want));
  return (node.node.kind === 'and') === want ? all(ways) : cheapest(ways);
};

/**
 * The minimal failing set: the fewest conditions that would have to be otherwise for the rule to apply. Of several
 * ways (`或`) the one with the fewest conditions not met. Empty when the rule applies; `undefined` when nothing about
 * the record could make it apply.
 */
export const neededFor = (assessment: Assessment, condition: number): readonly Needed[] | undefined => {
  const way = wayTo(assessment, condition, true);
  return way === NEVER ? undefined : way.atoms;
};
