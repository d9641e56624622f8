import {
  indicatorOf,
  leagueAt,
  leavesOf,
  type Observation,
  type RunInput,
  runScheme,
  type Scheme,
  scoreAt,
} from '#engines/indicators';
import type { Call } from '#kernel';
import { leagueInput } from '../county-league.ts';
import { recordsBehind, valueFrom, Z } from '../events/value.ts';
import { windowBefore, windowOf } from '../events/window.ts';
import type { Asking } from '../league.ts';
import type { EvaluationPorts } from '../ports.ts';

/** A strength or a weakness that chance alone does not explain. */
export type Standout = {
  readonly indicator: string;
  readonly title: string;
  readonly value: number;
  readonly mean: number;
};
export type BoardLine = {
  readonly unit: string;
  readonly score: number | null;
  readonly scoreInterval: readonly [number, number] | null;
  readonly tier: number | null;
  readonly rank: number | null;
  readonly coverage: number;
  /** Too few records to be placed. */
  readonly few?: true;
  readonly tierBefore: number | null;
  readonly before: number | null;
  /** Only what is nearly certain is called a movement. */
  readonly movement: 'up' | 'down' | 'same' | null;
  readonly long: readonly Standout[];
  readonly short: readonly Standout[];
};

const SURE = 0.9;

/** Ranks units of one list from live values, in tiers, with movement since the period before. */
export async function readBoard(ports: EvaluationPorts, call: Call, scheme: Scheme, asking: Asking) {
  const input =
    scheme.units === 'county'
      ? await leagueInput(ports, call, scheme, asking)
      : await unitInput(ports, call, scheme, asking);
  const run = runScheme(input);
  const before = new Map(leagueAt(run, 'before').map((each) => [each.unit, each.tier]));
  const standouts = standoutsOf(input);
  const lines = leagueAt(run, 'now').map((each): BoardLine => {
    const { unit, score, scoreInterval, tier, rank, coverage, risen, few } = each;
    const then = scoreAt(run, scheme.root.id, unit, 'before').score;
    return {
      ...{ unit, score, scoreInterval, tier, rank, coverage, before: then },
      ...(few ? { few } : {}),
      tierBefore: before.get(unit) ?? null,
      movement: score === null || then === null ? null : movementOf(risen),
      ...standouts(unit),
    };
  });
  return { run: run.id, lines };
}

function movementOf(risen: number | null): BoardLine['movement'] {
  if (risen === null) return null;
  if (risen >= SURE) return 'up';
  return risen <= 1 - SURE ? 'down' : 'same';
}

/** The same for departments, as for counties from the events. */
async function unitInput(ports: EvaluationPorts, { tenant }: Call, scheme: Scheme, { period, on, now }: Asking) {
  const wanted = new Set(leavesOf(scheme.root).map(indicatorOf));
  const windows = [
    ['before', windowBefore(period, on)],
    ['now', windowOf(period, on, now)],
  ] as const;
  const found = await Promise.all(
    windows.flatMap(([name, window]) =>
      ports.sources().map(async (source): Promise<readonly Observation[]> => {
        const indicators = source.indicators.filter((each) => wanted.has(each.id));
        if (indicators.length === 0) return [];
        const sums = await ports.marks.sums(tenant, { ...source, indicators }, window, 'unit', {});
        return sums.flatMap((sum) => {
          const indicator = indicators.find((each) => each.id === sum.indicator);
          if (!indicator || sum.group === '') return [];
          const { value, error, counted } = valueFrom(indicator, sum);
          if (value === null) return [];
          const records = recordsBehind(indicator, counted);
          return [{ unit: sum.group, indicator: sum.indicator, period: name, value, error: error ?? 0, records }];
        });
      }),
    ),
  );
  const known = found.flat();
  const units = [...new Set(known.flatMap((each) => (each.period === 'now' ? [each.unit] : [])))].sort();
  const at = new Map(known.map((each) => [`${each.period} ${each.unit} ${each.indicator}`, each]));
  const observations = windows.flatMap(([name]) =>
    units.flatMap((unit) =>
      [...wanted].map(
        (indicator): Observation =>
          at.get(`${name} ${unit} ${indicator}`) ?? { unit, indicator, period: name, missing: 'not-applicable' },
      ),
    ),
  );
  const seed = `${scheme.scheme} ${period} ${on}`;
  return { units, periods: windows.map(([name]) => name), observations, scheme, code: ports.version, seed };
}

/** 长板、短板: where a unit stands apart from the mean of all, further than chance carries. */
function standoutsOf({ scheme, observations }: RunInput) {
  const now = observations.filter((each) => each.period === 'now' && each.value !== undefined);
  const leaves = leavesOf(scheme.root).map((leaf) => {
    const own = now.filter((each) => each.indicator === indicatorOf(leaf));
    const mean = own.reduce((sum, each) => sum + (each.value ?? 0), 0) / Math.max(1, own.length);
    return { leaf, mean, own: new Map(own.map((each) => [each.unit, each])) };
  });
  return (unit: string): Pick<BoardLine, 'long' | 'short'> => {
    const apart = leaves.flatMap(({ leaf, mean, own }) => {
      const { value, error = 0 } = own.get(unit) ?? {};
      if (value === undefined || own.size < 3) return [];
      const gain = (value - mean) * (leaf.direction === 'lower' ? -1 : 1);
      if (Math.abs(gain) <= Z * (error ?? 0) || gain === 0) return [];
      return [{ gain, indicator: indicatorOf(leaf), title: leaf.title, value, mean }];
    });
    const told = (sign: 1 | -1) =>
      apart
        .filter((each) => Math.sign(each.gain) === sign)
        .toSorted((a, b) => Math.abs(b.gain) - Math.abs(a.gain))
        .slice(0, 3)
        .map(({ gain: _, ...each }) => each);
    return { long: told(1), short: told(-1) };
  };
}
