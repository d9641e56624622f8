import { refuse } from '#kernel';
import { cannotNormalise, transformed } from './normalise.ts';
import type { MissingCode, Observation } from './observation.ts';
import type { Layout, PlanLeaf } from './plan.ts';

/** 0 there, 1 missing, 2 not applicable. */
export const [SCORED, MISSING, APART] = [0, 1, 2] as const;

/**
 * The data of a run in typed arrays, by period, node and unit: `cell(p, n, u) = (p × nodes + n) × units + u`.
 * Values are transformed already; sampling errors too (first order). What stands for the branches is filled in by scoring.
 */
export type Frame = {
  readonly units: readonly string[];
  readonly periods: readonly string[];
  readonly values: Float64Array;
  readonly errors: Float64Array;
  readonly status: Uint8Array;
  /** How many periods old a carried value is; 0 is of this period. */
  readonly carried: Uint8Array;
  readonly codes: ReadonlyMap<number, MissingCode>;
  /** By period and unit: of the records behind its values, those of the value that has most; infinite where one is no sample. */
  readonly records: Float64Array;
};

export type FrameInput = {
  readonly units: readonly string[];
  /** In order of time. */
  readonly periods: readonly string[];
  readonly observations: readonly Observation[];
};

export const cellOf = (layout: Layout, frame: Pick<Frame, 'units'>, period: number, node: number, unit = 0): number =>
  (period * layout.nodes.length + node) * frame.units.length + unit;

/** @throws Refusal when an observation stands twice or a transform or normaliser cannot be applied: nothing is guessed */
export function frameOf(layout: Layout, { units, periods, observations }: FrameInput): Frame {
  const size = periods.length * layout.nodes.length * units.length;
  const frame: Frame & { readonly codes: Map<number, MissingCode> } = {
    units,
    periods,
    values: new Float64Array(size).fill(Number.NaN),
    errors: new Float64Array(size),
    status: new Uint8Array(size).fill(MISSING),
    carried: new Uint8Array(size),
    codes: new Map(),
    records: new Float64Array(periods.length * units.length),
  };
  const leaves = Map.groupBy(
    layout.nodes.flatMap((node, at) => (node.kind === 'leaf' ? [{ node, at }] : [])),
    ({ node }) => node.indicator,
  );
  const [unitAt, periodAt] = [indexOf(units), indexOf(periods)];
  const seen = new Set<number>();
  for (const each of observations) {
    const [u, p] = [unitAt.get(each.unit), periodAt.get(each.period)];
    if (u === undefined || p === undefined) continue;
    for (const { node, at } of leaves.get(each.indicator) ?? []) {
      const cell = cellOf(layout, frame, p, at, u);
      if (seen.has(cell)) throw twice(node, each);
      seen.add(cell);
      put(frame, cell, node, each);
      if (each.value !== undefined) count(frame, p * units.length + u, each.records ?? Number.POSITIVE_INFINITY);
    }
  }
  carryForward(layout, frame);
  checkSpread(layout, frame);
  return frame;
}

const count = ({ records }: Frame, at: number, own: number): void => {
  records[at] = Math.max(records[at] as number, own);
};

const indexOf = (names: readonly string[]): ReadonlyMap<string, number> => new Map(names.map((name, at) => [name, at]));

function put(
  frame: Frame & { readonly codes: Map<number, MissingCode> },
  cell: number,
  node: PlanLeaf,
  each: Observation,
) {
  if (each.value === undefined) {
    frame.codes.set(cell, each.missing ?? 'not-collected');
    frame.status[cell] = each.missing === 'not-applicable' ? APART : MISSING;
    return;
  }
  const { transform } = node.leaf;
  const value = transformed(transform, each.value);
  if (value === undefined || !Number.isFinite(value))
    throw refuse({
      code: 'indicator.transform',
      kind: 'invalid',
      what: `“${node.title}”${each.unit} ${each.period} 的值 ${each.value} 不能作 ${transform?.kind ?? '计算'} 变换`,
      todo: '请核对数据，或更换变换方法',
    });
  const slope = transform?.kind === 'log' ? 1 / each.value : transform?.kind === 'sqrt' ? 1 / (2 * value || 1) : 1;
  frame.values[cell] = value;
  frame.errors[cell] = (each.error ?? 0) * slope;
  frame.status[cell] = SCORED;
}

/** Where the parent says so, a missing value is the last one known, flagged with its age. */
function carryForward(layout: Layout, frame: Frame): void {
  layout.nodes.forEach((node, at) => {
    const parent = layout.nodes[node.parent];
    if (node.kind !== 'leaf' || parent?.kind !== 'branch' || parent.missing.kind !== 'carry-forward') return;
    for (let p = 1; p < frame.periods.length; p += 1)
      for (let u = 0; u < frame.units.length; u += 1) {
        const [now, before] = [cellOf(layout, frame, p, at, u), cellOf(layout, frame, p - 1, at, u)];
        const age = (frame.carried[before] ?? 0) + 1;
        if (frame.status[now] !== MISSING || frame.status[before] !== SCORED || age > parent.missing.periods) continue;
        frame.values[now] = frame.values[before] as number;
        frame.errors[now] = frame.errors[before] as number;
        frame.status[now] = SCORED;
        frame.carried[now] = age;
      }
  });
}

function checkSpread(layout: Layout, frame: Frame): void {
  layout.nodes.forEach((node, at) => {
    if (node.kind !== 'leaf') return;
    for (let p = 0; p < frame.periods.length; p += 1) {
      const from = cellOf(layout, frame, p, at);
      const values = frame.values.subarray(from, from + frame.units.length);
      for (const { normaliser } of node.methods) {
        const why = cannotNormalise(normaliser, values);
        if (why)
          throw refuse({
            code: 'indicator.normaliser',
            kind: 'invalid',
            what: `“${node.title}”${frame.periods[p]} 不能按 ${normaliser.kind} 标准化`,
            why: why === 'too-few' ? '有值的对象不足两个，无从比较' : '各对象的值完全相同，没有差别可比',
            todo: '请改用固定的满分值和零分值（goalposts），或分档（bands）',
          });
      }
    }
  });
}

const twice = (node: PlanLeaf, each: Observation) =>
  refuse({
    code: 'indicator.twice',
    kind: 'invalid',
    what: `“${node.title}”${each.unit} ${each.period} 有两个值`,
    todo: '同一对象同一期间只能取一个值，请先确定用哪一个',
  });
