import { flowOf } from '../prove/flow.ts';
import type { LoopDefinition, State } from '../schema.ts';

/** A loop as boxes and arrows: moves between the same two states share an arrow. */
export type LoopGraph = {
  readonly start: string;
  readonly states: readonly State[];
  readonly arrows: readonly LoopArrow[];
};
export type LoopArrow = {
  readonly from: string;
  readonly to: string;
  readonly labels: readonly string[];
  /** Only the system makes these moves. */
  readonly automatic: boolean;
};

/** Built from what can really happen, so that a move back leads to where the matter can have come from. */
export function graphOf(definition: LoopDefinition): LoopGraph {
  const { nodes, edges } = flowOf(definition);
  const arrows = new Map<string, { from: string; to: string; moves: Set<string> }>();
  for (const { from, to, move } of edges) {
    const [source, target] = [nodes.get(from)?.state, nodes.get(to)?.state];
    if (!source || !target || source === target) continue;
    const key = `${source}>${target}`;
    const arrow = arrows.get(key) ?? { from: source, to: target, moves: new Set<string>() };
    arrow.moves.add(move);
    arrows.set(key, arrow);
  }
  const order = Object.keys(definition.moves);
  return {
    start: definition.open.to,
    states: definition.states,
    arrows: [...arrows.values()].map(({ from, to, moves }) => {
      const names = [...moves].sort((a, b) => order.indexOf(a) - order.indexOf(b));
      return {
        from,
        to,
        labels: [...new Set(names.map((each) => definition.moves[each]?.title ?? each))],
        automatic: names.every((each) => definition.moves[each]?.by.every((who) => who === 'system') ?? false),
      };
    }),
  };
}
