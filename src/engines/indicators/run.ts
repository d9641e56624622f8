import { canonicalJson, hashOf, refuse, sha256 } from '#kernel';
import { checkScheme } from './check-scheme.ts';
import { cellOf, type FrameInput, frameOf, SCORED } from './frame.ts';
import { type LeagueRow, leagueOf } from './league.ts';
import { type Layout, layoutOf } from './plan.ts';
import type { Scheme } from './scheme.ts';
import { type Counted, scoreFrame } from './score.ts';
import { simulate } from './simulate.ts';
import type { Tally } from './tally.ts';

export type RunInput = FrameInput & {
  readonly scheme: Scheme;
  /** Version of the program that counts. */
  readonly code: string;
  readonly seed: string;
  /** Nodes whose ranks are watched besides the root. */
  readonly watched?: readonly string[];
};

/** All that a run was made from, by hash: the same four make the same run, to the byte. */
export type RunIdentity = {
  readonly scheme: { readonly id: string; readonly version: string; readonly hash: string };
  readonly data: string;
  readonly code: string;
  readonly seed: string;
};

export type Run = Counted & {
  readonly id: string;
  readonly identity: RunIdentity;
  readonly tallies: readonly Tally[];
};

/**
 * Scores all units over all periods, and says how sure that is. Without anything uncertain (points fixed by a rule,
 * full counts) the intervals are points.
 * @throws Refusal when the scheme or the data cannot be computed as the scheme says
 * @example runScheme({ scheme, units: ['330802', '330803'], periods: ['2026'], observations, code: '1', seed: 'a' }).id
 */
export const runScheme = (input: RunInput): Run => runDrawing(input);

/** The same with the draws of another run: what differs then comes from the input, never from chance. */
export function runDrawing(input: RunInput, seed?: string): Run {
  if (input.units.length === 0 || input.periods.length === 0)
    throw refuse({
      code: 'indicator.empty',
      kind: 'invalid',
      what: '没有可评价的对象或期间',
      todo: '请先选择对象和期间',
    });
  const layout = layoutOf(input.scheme, checkScheme(input.scheme));
  const frame = frameOf(layout, input);
  const scored = scoreFrame(layout, frame);
  const identity = identityOf(input);
  const id = hashOf(identity);
  const { draws, weights } = input.scheme.uncertainty;
  const watched = [layout.root, ...(input.watched ?? []).map((id) => nodeNamed(layout, id))];
  const least = input.scheme.least?.records ?? 0;
  const tallies = simulate(layout, frame, scored, { seed: seed ?? id, draws, weights, watched, least });
  return { id, identity, scheme: input.scheme, layout, frame, scored, tallies };
}

export function nodeNamed(layout: Layout, id: string): number {
  const found = layout.indexOf.get(id);
  if (found !== undefined) return found;
  throw refuse({ code: 'indicator.no-node', kind: 'not-found', what: `方案里没有“${id}”`, todo: '请核对指标代码' });
}

export function identityOf({ scheme, units, periods, observations, code, seed }: RunInput): RunIdentity {
  return {
    scheme: { id: scheme.scheme, version: scheme.version, hash: hashOf(scheme) },
    data: dataHash({ units, periods, observations }),
    code,
    seed,
  };
}

/** The same whatever the order in which observations come. */
export function dataHash({ units, periods, observations }: FrameInput): string {
  const lines = observations
    .map(({ unit, indicator, period, value, missing, error, records }) =>
      [indicator, period, unit, value ?? missing, error ?? '', ...(records === undefined ? [] : [records])].join('\t'),
    )
    .sort();
  return sha256(canonicalJson({ units, periods, lines }));
}

export type NodeScore = {
  readonly node: string;
  readonly score: number | null;
  readonly status: 'scored' | 'missing' | 'not-applicable';
  readonly coverage: number;
  readonly carriedPeriods: number;
};

const STATUS = ['scored', 'missing', 'not-applicable'] as const;

/** One node of one unit in one period. */
export function scoreAt(run: Counted, node: string, unit: string, period: string): NodeScore {
  const at = nodeNamed(run.layout, node);
  const [u, p] = [placeOf(run.frame.units, unit), placeOf(run.frame.periods, period)];
  const cell = cellOf(run.layout, run.frame, p, at, u);
  return {
    node,
    score: run.frame.status[cell] === SCORED ? (run.scored.scores[cell] as number) : null,
    status: STATUS[run.frame.status[cell] as number] ?? 'missing',
    coverage: run.scored.coverage[cell] as number,
    carriedPeriods: run.frame.carried[cell] as number,
  };
}

export function placeOf(names: readonly string[], name: string): number {
  const at = names.indexOf(name);
  if (at >= 0) return at;
  throw refuse({
    code: 'indicator.no-place',
    kind: 'not-found',
    what: `本次计算不含“${name}”`,
    todo: '请核对对象和期间',
  });
}

/** The league of one watched node in one period: tiers, intervals, and a bare rank only where it stands. */
export function leagueAt(run: Run, period: string, node = run.scheme.root.id): readonly LeagueRow[] {
  const at = nodeNamed(run.layout, node);
  const found = run.tallies.find((each) => each.node === at);
  if (!found)
    throw refuse({
      code: 'indicator.unwatched',
      kind: 'invalid',
      what: `没有计算“${node}”的名次区间`,
      todo: '请在计算时列入',
    });
  return leagueOf(run, found, placeOf(run.frame.periods, period));
}

/** Everything that a run says, as one text: what is hashed, stored and compared byte by byte. */
export function runText(run: Run): string {
  const numbers = (values: Float64Array) => Array.from(values, (each) => (Number.isNaN(each) ? null : each));
  return canonicalJson({
    id: run.id,
    identity: run.identity,
    units: run.frame.units,
    periods: run.frame.periods,
    nodes: run.layout.nodes.map(({ id }) => id),
    scores: numbers(run.scored.scores),
    coverage: numbers(run.scored.coverage),
    status: Array.from(run.frame.status),
    carried: Array.from(run.frame.carried),
    leagues: run.tallies.map((each) => ({
      node: run.layout.nodes[each.node]?.id,
      periods: run.frame.periods.map((_, p) => leagueOf(run, each, p)),
    })),
  });
}

/** A run counted again from its scheme and data, without draws: for what-if and decomposition. */
export function scoreOnly(scheme: Scheme, input: FrameInput): Counted {
  const layout = layoutOf(scheme);
  const frame = frameOf(layout, input);
  return { scheme, layout, frame, scored: scoreFrame(layout, frame) };
}
