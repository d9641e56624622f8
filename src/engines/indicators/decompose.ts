import { refuse } from '#kernel';
import { aggregate } from './aggregate.ts';
import { cellOf, SCORED } from './frame.ts';
import type { PlanBranch } from './plan.ts';
import { nodeNamed, placeOf } from './run.ts';
import { type Counted, substituteOf } from './score.ts';

export type GapPart = {
  readonly node: string;
  /** In points of the decomposed node, exact to a millionth: the parts sum to the total. */
  readonly points: number;
};

export type Gap = { readonly total: number; readonly parts: readonly GapPart[] };

/** Where scores stand: a unit in a period, or the frontier, where every leaf has its best score. */
export type Standing = { readonly unit: string; readonly period: string };

const MILLION = 1_000_000;

/**
 * What makes the difference `to − from` of a node, leaf by leaf. At each node the children share the difference by
 * their Shapley values (for a weighted mean: weight × difference), and a child's part is shared further below in the
 * same proportion. Parts are whole millionths whose sum is the whole difference.
 * @example decompose(run, { unit: 'a', period: '2026' }, 'frontier').parts
 */
export function decompose(run: Counted, from: Standing, to: Standing | 'frontier', node = run.scheme.root.id): Gap {
  const at = nodeNamed(run.layout, node);
  const [a, b] = [statesOf(run, from), to === 'frontier' ? frontierOf(run, from) : statesOf(run, to)];
  const [start, end] = [a[at], b[at]];
  if (start === null || end === null || start === undefined || end === undefined)
    throw refuse({
      code: 'indicator.no-score',
      kind: 'invalid',
      what: '一方没有得分，差距无从分解',
      todo: '请先补齐数据',
    });
  const parts = new Map<string, number>();
  share(run, at, [a, b], end - start, parts);
  return rounded(end - start, parts);
}

type States = readonly (number | null)[];

function statesOf(run: Counted, { unit, period }: Standing): States {
  const [u, p] = [placeOf(run.frame.units, unit), placeOf(run.frame.periods, period)];
  return run.layout.nodes.map((_, at) => {
    const cell = cellOf(run.layout, run.frame, p, at, u);
    return run.frame.status[cell] === SCORED ? (run.scored.scores[cell] as number) : null;
  });
}

/** Every leaf that this unit has, at its best score; the branches follow. */
function frontierOf(run: Counted, standing: Standing): States {
  const own = statesOf(run, standing);
  const best: (number | null)[] = [];
  run.layout.nodes.forEach((node, at) => {
    if (node.kind === 'leaf') best.push(own[at] == null ? null : (node.caps?.[1] ?? Math.max(100, own[at] ?? 0)));
    else best.push(own[at] == null ? null : combined(node, best));
  });
  return best;
}

/** A node from states, whatever its availability rule: that rule decides what is published, not what adds up. */
function combined(node: PlanBranch, states: States): number | null {
  const [aggregator] = node.aggregators;
  const substitute = substituteOf(node);
  const used = node.children.map((child) => states[child] ?? (Number.isNaN(substitute) ? null : substitute));
  const kept = used.flatMap((score, i) => (score === null ? [] : [{ score, weight: node.weights[i] as number }]));
  if (!aggregator || (kept.length === 0 && aggregator.kind !== 'points')) return null;
  return aggregate(
    aggregator,
    kept.map((each) => each.score),
    kept.map((each) => each.weight),
  );
}

function share(
  run: Counted,
  at: number,
  [a, b]: readonly [States, States],
  points: number,
  parts: Map<string, number>,
): void {
  const node = run.layout.nodes[at];
  if (!node) return;
  if (node.kind === 'leaf' || a[at] == null || b[at] == null) {
    parts.set(node.id, (parts.get(node.id) ?? 0) + points);
    return;
  }
  const own = shapley(node, a, b);
  const whole = own.reduce((sum, each) => sum + each, 0);
  node.children.forEach((child, i) => {
    const part = own[i] as number;
    // Where opposite movements cancel out to nothing, each keeps its own size.
    share(run, child, [a, b], whole === 0 ? part : (part * points) / whole, parts);
  });
}

/** Past this many children all orders are too many: the mean of one order and its reverse also sums to the whole. */
const EXACT = 10;

function shapley(node: PlanBranch, a: States, b: States): readonly number[] {
  const n = node.children.length;
  const value = (mask: number | ((i: number) => boolean)): number => {
    const taken = typeof mask === 'number' ? (i: number) => (mask & (1 << i)) !== 0 : mask;
    const states: (number | null)[] = [];
    node.children.forEach((child, i) => {
      states[child] = (taken(i) ? b[child] : a[child]) ?? null;
    });
    return combined(node, states) ?? combined(node, a) ?? 0;
  };
  if (node.aggregators[0]?.kind === 'arithmetic' && isAlike(node, a, b))
    return node.children.map((child, i) => weightOf(node, a, i) * ((b[child] ?? 0) - (a[child] ?? 0)));
  if (n > EXACT) {
    const forth = node.children.map((_, i) => value((j) => j <= i) - value((j) => j < i));
    const back = node.children.map((_, i) => value((j) => j >= i) - value((j) => j > i));
    return forth.map((each, i) => (each + (back[i] as number)) / 2);
  }
  const values = Array.from({ length: 2 ** n }, (_, mask) => value(mask));
  return node.children.map((_, i) => {
    let sum = 0;
    for (let mask = 0; mask < values.length; mask += 1)
      if ((mask & (1 << i)) === 0)
        sum += ((values[mask | (1 << i)] as number) - (values[mask] as number)) / (n * choose(n - 1, bits(mask)));
    return sum;
  });
}

const isAlike = (node: PlanBranch, a: States, b: States): boolean =>
  node.missing.kind !== 'penalty' && node.children.every((child) => (a[child] == null) === (b[child] == null));

function weightOf(node: PlanBranch, a: States, i: number): number {
  if (a[node.children[i] as number] == null) return 0;
  const total = node.children.reduce((sum, child, j) => sum + (a[child] == null ? 0 : (node.weights[j] as number)), 0);
  return (node.weights[i] as number) / total;
}

const bits = (mask: number): number => (mask === 0 ? 0 : (mask & 1) + bits(mask >> 1));

function choose(n: number, k: number): number {
  let result = 1;
  for (let i = 0; i < k; i += 1) result = (result * (n - i)) / (i + 1);
  return result;
}

/** To whole millionths; what rounding leaves goes to the largest part. */
function rounded(total: number, parts: ReadonlyMap<string, number>): Gap {
  // A sum has no −0.
  const whole = Math.round(total * MILLION) + 0;
  const units = [...parts].map(([node, points]) => ({ node, units: Math.round(points * MILLION) + 0 }));
  const largest = units.reduce((a, b) => (Math.abs(b.units) > Math.abs(a?.units ?? -1) ? b : a), units[0]);
  if (largest) largest.units += whole - units.reduce((sum, each) => sum + each.units, 0);
  return {
    total: whole / MILLION,
    parts: units
      .map((each) => ({ node: each.node, points: each.units / MILLION }))
      .sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.node < b.node ? -1 : 1)),
  };
}
