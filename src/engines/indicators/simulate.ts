import { type Columns, combineColumns, combineSparse } from './columns.ts';
import { APART, cellOf, type Frame, SCORED } from './frame.ts';
import type { Layout, PlanBranch, PlanLeaf } from './plan.ts';
import { type Stream, stream } from './random.ts';
import { type Scored, substituteOf } from './score.ts';
import { type Tally, tally, tallyOf } from './tally.ts';

export type SimulateOptions = {
  readonly seed: string;
  readonly draws: number;
  /** Each weight moves within ± this share. */
  readonly weights: number;
  /** Nodes whose scores and ranks are watched. */
  readonly watched: readonly number[];
  /** Units whose values all rest on fewer records are scored, but nobody is placed by them. */
  readonly least?: number;
};

/**
 * Joint draws over weights, methods and sampling error. One draw uses the same weights and methods for every unit and
 * period, so that movements over time are compared like with like; each observation has an error of its own.
 */
export function simulate(layout: Layout, frame: Frame, scored: Scored, options: SimulateOptions): readonly Tally[] {
  const tallies = options.watched.map((node) => tallyOf(frame, node, options.draws, options.least));
  drawing(layout, frame, scored, options, (table, draw) => {
    for (const each of tallies) tally(each, layout, frame, table, draw);
  });
  return tallies;
}

/** Counts everything anew once per draw and shows the scores, which the next draw overwrites. */
export function drawing(
  layout: Layout,
  frame: Frame,
  scored: Scored,
  options: Omit<SimulateOptions, 'watched' | 'least'>,
  see: (scores: Float64Array, draw: number) => void,
): void {
  const table = scored.scores.slice();
  const steps = frame.periods.map((_, p) => stepsOf(layout, frame, p, options.weights, table));
  const noisy = new Float64Array(frame.units.length);
  for (let draw = 0; draw < options.draws; draw += 1) {
    const random = stream(`${options.seed}|${draw}`);
    const choice = chooseFor(layout, random, options.weights);
    for (const period of steps) for (const step of period) step(choice, random, noisy);
    see(table, draw);
  }
}

type Choice = { readonly method: Int32Array; readonly weights: readonly (Float64Array | undefined)[] };

function chooseFor(layout: Layout, random: Stream, spread: number): Choice {
  const method = new Int32Array(layout.nodes.length);
  const weights = layout.nodes.map((node, at) => {
    const ways = node.kind === 'leaf' ? node.methods.length : node.aggregators.length;
    if (ways > 1) method[at] = Math.floor(random.uniform() * ways);
    if (node.kind === 'leaf') return undefined;
    // Points are rules, not judgements: a full mark of 20 is 20.
    if (spread === 0 || node.aggregators[0]?.kind === 'points') return node.weights;
    return node.weights.map((each) => each * (1 + spread * (2 * random.uniform() - 1)));
  });
  return { method, weights };
}

type Step = (choice: Choice, random: Stream, noisy: Float64Array) => void;

/** What has to be counted anew in each draw; the rest keeps its score. */
function stepsOf(layout: Layout, frame: Frame, p: number, spread: number, table: Float64Array): readonly Step[] {
  const moving = new Set<number>();
  return layout.nodes.flatMap((node, at): readonly Step[] => {
    const from = cellOf(layout, frame, p, at);
    if (node.kind === 'leaf') {
      const errors = frame.errors.subarray(from, from + frame.units.length);
      const hasErrors = errors.some((each) => each > 0);
      if (!hasErrors && node.methods.length === 1) return [];
      moving.add(at);
      return [leafStep(node, at, { frame, from, table, errors: hasErrors ? errors : undefined })];
    }
    const varies = node.aggregators.length > 1 || (spread > 0 && node.aggregators[0]?.kind !== 'points');
    if (!varies && !node.children.some((child) => moving.has(child))) return [];
    moving.add(at);
    return [branchStep(layout, frame, p, node, at, table)];
  });
}

type LeafData = {
  readonly frame: Frame;
  readonly from: number;
  readonly table: Float64Array;
  readonly errors: Float64Array | undefined;
};

function leafStep(node: PlanLeaf, at: number, { frame, from, table, errors }: LeafData): Step {
  const count = frame.units.length;
  const values = frame.values.subarray(from, from + count);
  return (choice, random, noisy) => {
    const apply = node.methods[choice.method[at] as number]?.apply;
    if (!errors) return apply?.(values, 0, count, table, from);
    random.blur(values, errors, noisy);
    apply?.(noisy, 0, count, table, from);
  };
}

function branchStep(layout: Layout, frame: Frame, p: number, node: PlanBranch, at: number, table: Float64Array): Step {
  const count = frame.units.length;
  const out = cellOf(layout, frame, p, at);
  const from = Int32Array.from(node.children, (child) => cellOf(layout, frame, p, child));
  const isWhole = from.every((start) => frame.status.subarray(start, start + count).every((each) => each === SCORED));
  const scored = Array.from({ length: count }, (_, u) => u).filter((u) => frame.status[out + u] === SCORED);
  const columnsFor = (weights: Float64Array): Columns => ({ scores: table, from, weights, count });
  const substitute = substituteOf(node);
  // Not applicable is left out even where a missing child is penalised: with a penalty both look the same in the table.
  const apart = from.some((start) => frame.status.subarray(start, start + count).includes(APART));
  return (choice) => {
    const aggregator = node.aggregators[choice.method[at] as number];
    const weights = choice.weights[at];
    if (!aggregator || !weights) return;
    const columns = columnsFor(weights);
    if (isWhole) return combineColumns(aggregator, columns, out);
    for (const u of scored) combineSparse(aggregator, apart ? without(columns, frame, u) : columns, out, u, substitute);
  };
}

function without(columns: Columns, frame: Frame, unit: number): Columns {
  const kept = Array.from(columns.from.keys()).filter(
    (c) => frame.status[(columns.from[c] as number) + unit] !== APART,
  );
  return {
    ...columns,
    from: Int32Array.from(kept, (c) => columns.from[c] as number),
    weights: Float64Array.from(kept, (c) => columns.weights[c] as number),
  };
}
