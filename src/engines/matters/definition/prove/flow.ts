import { BACK, type Budget, type LoopDefinition, type Move } from '../schema.ts';

/** A way a matter can stand: its state, the ground on which it is suspended, and where it came from. */
export type Node = { readonly state: string; readonly ground: string; readonly cameFrom: string };
export type Edge = { readonly from: string; readonly to: string; readonly move: string };
export type Flow = {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly edges: readonly Edge[];
  /** Clocks that surely run (or stand suspended) in a node, whichever way led there. */
  readonly running: ReadonlyMap<string, ReadonlySet<string>>;
};

export const keyOf = ({ state, ground, cameFrom }: Node): string => `${state}|${ground}|${cameFrom}`;

export const endsOf = (definition: LoopDefinition): ReadonlySet<string> =>
  new Set(definition.states.filter((each) => each.end).map((each) => each.id));

/** Where a move may lead from a node. Guards count as either way, so every target is possible. */
export function targetsOf(move: Move, node: Node): readonly string[] {
  if (move.to === undefined) return [node.state];
  if (move.to === BACK) return [node.cameFrom || node.state];
  return typeof move.to === 'string' ? [move.to] : [...new Set(Object.values(move.to))];
}

/**
 * Every way a matter can stand, found forward from its opening, with the clocks that surely run there: the meet over
 * all incoming moves of what they leave running.
 */
export function flowOf(definition: LoopDefinition): Flow {
  const ends = endsOf(definition);
  const isSure = sureClocks(definition);
  const nodes = new Map<string, Node>();
  const running = new Map<string, ReadonlySet<string>>();
  const edges = new Map<string, Edge>();
  const waiting: string[] = [];
  const reach = (node: Node, clocks: ReadonlySet<string>): string => {
    const key = keyOf(node);
    const before = running.get(key);
    const after = before ? new Set([...before].filter((each) => clocks.has(each))) : clocks;
    if (!before || after.size < before.size) {
      nodes.set(key, node);
      running.set(key, after);
      waiting.push(key);
    }
    return key;
  };
  const start = definition.open.starts.filter(isSure);
  reach({ state: definition.open.to, ground: '', cameFrom: '' }, new Set(start));
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const node = nodes.get(key);
    if (!node) continue;
    for (const [name, move] of movesFrom(definition, node.state))
      for (const state of targetsOf(move, node)) {
        const to = reach(next(node, state, move, ends), after(move, running.get(key), ends.has(state), isSure));
        edges.set(`${key}>${to}>${name}`, { from: key, to, move: name });
      }
  }
  return { nodes, edges: [...edges.values()], running };
}

export const movesFrom = (definition: LoopDefinition, state: string): readonly (readonly [string, Move])[] =>
  Object.entries(definition.moves).filter(([, move]) => move.from.includes(state));

function next(node: Node, state: string, move: Move, ends: ReadonlySet<string>): Node {
  const kept = move.resume || ends.has(state) ? '' : node.ground;
  const ground = move.suspend && !ends.has(state) ? move.suspend : kept;
  return { state, ground, cameFrom: state === node.state ? node.cameFrom : node.state };
}

/** As the engine does it: first stop, then start; an end stops everything. */
function after(
  move: Move,
  before: ReadonlySet<string> | undefined,
  end: boolean,
  isSure: (clock: string) => boolean,
): ReadonlySet<string> {
  if (end) return new Set();
  const kept = [...(before ?? [])].filter((each) => !move.stops.includes(each));
  return new Set([...kept, ...move.starts.filter(isSure)]);
}

/** A clock that ends on a date runs for sure only if the date must be given; under every preset. */
function sureClocks(definition: LoopDefinition): (clock: string) => boolean {
  const required = new Set(definition.fields.filter((each) => each.required).map((each) => each.name));
  const isSure = (budget: Budget | undefined): boolean =>
    typeof budget !== 'object' || !('until' in budget) || required.has(budget.until);
  return (clock) =>
    isSure(definition.clocks[clock]?.budget) &&
    Object.values(definition.presets).every(({ budgets }) => isSure(budgets[clock]));
}
