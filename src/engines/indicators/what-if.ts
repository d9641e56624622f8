import { refuse } from '#kernel';
import type { FrameInput } from './frame.ts';
import type { LeagueRow } from './league.ts';
import type { Observation } from './observation.ts';
import { layoutOf } from './plan.ts';
import { leagueAt, placeOf, type RunInput, runDrawing, runScheme, scoreAt, scoreOnly } from './run.ts';
import { type Branch, isBranch, type Scheme, type SchemeNode } from './scheme.ts';
import type { Counted } from './score.ts';

export type Change = {
  readonly unit: string;
  readonly indicator: string;
  readonly period: string;
  readonly value: number;
};

/** One unit as it stands and as it would stand, with tiers and intervals from draws of the same seed. */
export type WhatIf = { readonly unit: string; readonly before: LeagueRow; readonly after: LeagueRow };

const keyOf = ({ unit, indicator, period }: Pick<Change, 'unit' | 'indicator' | 'period'>): string =>
  `${unit}|${indicator}|${period}`;

/** Too small to move any value, and yet an error: the draws of all others stay what they were. */
const STILL = 1e-300;

/** The observations with some values put in place of what was there: sampling error goes with the old value. */
function withChanges(observations: readonly Observation[], changes: readonly Change[]): readonly Observation[] {
  const changed = new Set(changes.map(keyOf));
  const drawn = new Set(observations.flatMap((each) => ((each.error ?? 0) > 0 ? [keyOf(each)] : [])));
  return [
    ...observations.filter((each) => !changed.has(keyOf(each))),
    ...changes.map((each) => (drawn.has(keyOf(each)) ? { ...each, error: STILL } : each)),
  ];
}

/** An assumption that cannot be applied aborts; nothing is passed over in silence. */
function mustApply(input: RunInput, changes: readonly Change[]): void {
  const { nodes } = layoutOf(input.scheme);
  const stated = new Map(nodes.flatMap((each) => (each.kind === 'leaf' ? [[each.indicator, each.leaf] as const] : [])));
  const seen = new Set<string>();
  for (const each of changes) {
    placeOf(input.units, each.unit);
    placeOf(input.periods, each.period);
    const leaf = stated.get(each.indicator);
    if (!leaf) throw cannot(`方案里没有指标“${each.indicator}”`, '请从方案的指标里选择');
    if (leaf.formula !== undefined) throw cannot(`“${leaf.title}”由公式算出，不能直接改`, '请改公式里的数');
    if (seen.has(keyOf(each))) throw cannot(`“${leaf.title}”${each.unit} 改了两次`, '一个数只能假设一个值');
    seen.add(keyOf(each));
  }
}

const cannot = (what: string, todo: string) => refuse({ code: 'indicator.cannot-assume', kind: 'invalid', what, todo });

/** Standings before and after, under other values or another scheme (weights, methods), in one period. */
export function whatIf(
  input: RunInput,
  change: { readonly values?: readonly Change[]; readonly scheme?: Scheme },
  period: string,
): readonly WhatIf[] {
  mustApply(input, change.values ?? []);
  const observations = withChanges(input.observations, change.values ?? []);
  const run = runScheme(input);
  const before = leagueAt(run, period);
  const after = leagueAt(runDrawing({ ...input, scheme: change.scheme ?? input.scheme, observations }, run.id), period);
  return after.flatMap((row) => {
    const was = before.find((each) => each.unit === row.unit);
    return was ? [{ unit: row.unit, before: was, after: row }] : [];
  });
}

function totals(run: Counted, period: string): readonly (number | null)[] {
  placeOf(run.frame.periods, period);
  return run.frame.units.map((unit) => scoreAt(run, run.scheme.root.id, unit, period).score);
}

function placeIn(scores: readonly (number | null)[], at: number): number | null {
  const own = scores[at];
  if (own === null || own === undefined) return null;
  return 1 + scores.filter((each) => each !== null && each > own).length;
}

export type Sensitivity = {
  /** `leaf:ID` left out, `weights:ID` made equal, `method:ID:KIND` used instead. */
  readonly choice: string;
  readonly title: string;
  /** Mean and largest change of place over the units. */
  readonly meanShift: number;
  readonly maxShift: number;
  readonly moved: readonly string[];
};

/** Each choice of the scheme undone, one at a time: which one drives the places? Most influential first. */
export function sensitivityOf(input: FrameInput & { readonly scheme: Scheme }, period: string): readonly Sensitivity[] {
  const places = (scheme: Scheme): readonly (number | null)[] => {
    const scores = totals(scoreOnly(scheme, input), period);
    return scores.map((_, at) => placeIn(scores, at));
  };
  const base = places(input.scheme);
  return variantsOf(input.scheme)
    .map(({ choice, title, scheme }) => {
      const now = places(scheme);
      const shifts = base.map((place, at) =>
        place === null || now[at] == null ? 0 : Math.abs(place - (now[at] ?? 0)),
      );
      return {
        choice,
        title,
        meanShift: shifts.reduce((sum, each) => sum + each, 0) / Math.max(1, shifts.length),
        maxShift: Math.max(0, ...shifts),
        moved: input.units.filter((_, at) => (shifts[at] ?? 0) > 0),
      };
    })
    .sort((a, b) => b.meanShift - a.meanShift || b.maxShift - a.maxShift || (a.choice < b.choice ? -1 : 1));
}

const WAYS: Readonly<Record<string, string>> = {
  arithmetic: '算术平均',
  geometric: '几何平均',
  harmonic: '调和平均',
  minimum: '取最低',
  'penalised-mean': '短板扣减的平均',
  goalposts: '目标区间打分',
  bands: '分段打分',
  percentile: '百分位打分',
  'min-max': '极差打分',
  z: '标准分',
  rank: '按名次打分',
  none: '原值',
};

type Variant = { readonly choice: string; readonly title: string; readonly scheme: Scheme };

function variantsOf(scheme: Scheme): readonly Variant[] {
  const found: Variant[] = [];
  const add = (choice: string, title: string, change: (node: SchemeNode) => SchemeNode | null): void => {
    const root = rebuilt(scheme.root, change);
    if (root && isBranch(root)) found.push({ choice, title, scheme: { ...scheme, root } });
  };
  visit(scheme.root, (node) => {
    const at = (other: SchemeNode) => other.id === node.id;
    if (!isBranch(node)) {
      add(`leaf:${node.id}`, `不用“${node.title}”`, (other) => (at(other) ? null : other));
      for (const each of node.alternatives)
        add(`method:${node.id}:${each.kind}`, `“${node.title}”改用${WAYS[each.kind] ?? each.kind}`, (other) =>
          at(other) ? ({ ...other, normaliser: each } as SchemeNode) : other,
        );
      return;
    }
    const isEqual = node.children.every((child) => child.weight === node.children[0]?.weight);
    if (!isEqual && node.aggregator?.kind !== 'points')
      add(`weights:${node.id}`, `“${node.title}”各项权重相等`, (other) =>
        at(other) && isBranch(other)
          ? { ...other, children: other.children.map((child) => ({ ...child, weight: 1 })) }
          : other,
      );
    for (const each of node.alternatives)
      add(`method:${node.id}:${each.kind}`, `“${node.title}”改用${WAYS[each.kind] ?? each.kind}`, (other) =>
        at(other) ? ({ ...other, aggregator: each } as SchemeNode) : other,
      );
  });
  return found;
}

function visit(node: SchemeNode, each: (node: SchemeNode) => void): void {
  each(node);
  if (isBranch(node)) for (const child of node.children) visit(child, each);
}

/** A branch that has lost its last child goes too. */
function rebuilt(node: SchemeNode, change: (node: SchemeNode) => SchemeNode | null): SchemeNode | null {
  const changed = change(node);
  if (!changed || !isBranch(changed)) return changed;
  const children = changed.children.flatMap((child) => rebuilt(child, change) ?? []);
  return children.length === 0 ? null : ({ ...changed, children } as Branch);
}
