import type { Call } from '#kernel';
import { periodNamed } from '../collect/periods.ts';
import { todayOf } from '../events/window.ts';
import { cellKey, type OwnFrom, ownValues } from './own-values.ts';
import { ownCity, type PeerLeaf, peerLeaves, periodsIn, periodWords, yearBefore } from './places.ts';
import type { BenchmarkRow, PeerPorts } from './ports.ts';

/** Ours against theirs, in the direction that is better. */
export type Standing = 'ahead' | 'behind' | 'level';

export type PeerCell = {
  readonly city: string;
  readonly value: number | null;
  /** The same city a year before. */
  readonly before: number | null;
  /** Ours less theirs; only of the same period. */
  readonly gap: number | null;
  readonly standing: Standing | null;
  readonly source: string | null;
  readonly sourceDay: string | null;
  readonly link: string | null;
  /** Somebody else than who recorded it read it against the document. */
  readonly checked: boolean;
};

export type PeerLine = {
  readonly indicator: string;
  readonly title: string;
  readonly unit: string;
  readonly direction: 'higher' | 'lower';
  readonly period: string;
  readonly periodTitle: string;
  /** The period still runs: ours is what there is so far. */
  readonly running: boolean;
  readonly own: { readonly value: number | null; readonly before: number | null; readonly from: OwnFrom | null };
  readonly cells: readonly PeerCell[];
};

export type BesideAsked = {
  readonly scheme?: string | undefined;
  readonly node?: string | undefined;
  readonly year: string;
  readonly cities: readonly string[];
};

/** Our city beside others, indicator by indicator: values of one and the same period, gaps, and a year before. */
export async function beside(ports: PeerPorts, call: Call, { scheme, node, year, cities }: BesideAsked) {
  const { id, title, leaves } = peerLeaves(ports, { scheme, node });
  const own = ownCity(ports);
  const wanted = leaves.map((each) => ({ ...each, periods: periodsAround(year, each) }));
  const [rows, ours] = await Promise.all([
    ports.benchmarks.held(call.tenant, {
      indicators: wanted.map((each) => each.indicator),
      cities,
      periods: [...new Set(wanted.flatMap((each) => each.periods))],
    }),
    ownValues(ports, call, own.id, wanted),
  ]);
  const theirs = new Map(rows.map((each) => [`${each.city} ${cellKey(each.indicator, each.period)}`, each]));
  const at = (city: string, indicator: string, period: string) => theirs.get(`${city} ${cellKey(indicator, period)}`);
  const today = todayOf(call.now);
  const lines = wanted.map((leaf): PeerLine => {
    const { indicator, unit, direction } = leaf;
    const period = periodShown(year, leaf, {
      isTheirs: (code) => cities.some((city) => at(city, indicator, code)),
      isOurs: (code) => ours.has(cellKey(indicator, code)),
    });
    const ownNow = ours.get(cellKey(indicator, period));
    return {
      ...{ indicator, title: leaf.title, unit, direction, period, periodTitle: periodWords(period) },
      running: (periodNamed(period)?.last ?? '') >= today,
      own: {
        value: ownNow?.value ?? null,
        before: ours.get(cellKey(indicator, yearBefore(period)))?.value ?? null,
        from: ownNow?.from ?? null,
      },
      cells: cities.map((city) =>
        cellOf(city, direction, ownNow?.value, at(city, indicator, period), at(city, indicator, yearBefore(period))),
      ),
    };
  });
  return { scheme: id, title, own, lines };
}

const periodsAround = (year: string, { kind }: PeerLeaf): readonly string[] => [
  ...periodsIn(year, kind),
  ...periodsIn(String(Number(year) - 1), kind),
];

/** The newest period of the year that both know; else that anybody knows. */
function periodShown(
  year: string,
  { kind }: PeerLeaf,
  { isTheirs, isOurs }: Readonly<Record<'isTheirs' | 'isOurs', (code: string) => boolean>>,
): string {
  const codes = periodsIn(year, kind);
  const found = codes.find((each) => isTheirs(each) && isOurs(each)) ?? codes.find(isTheirs) ?? codes.find(isOurs);
  return found ?? codes[0] ?? year;
}

/** What differs by less than this share of the larger is level: rounding in print. */
const LEVEL = 1e-9;

export function standingOf(direction: 'higher' | 'lower', own: number, other: number): Standing {
  const gap = own - other;
  if (Math.abs(gap) <= LEVEL * Math.max(Math.abs(own), Math.abs(other))) return 'level';
  return gap > 0 === (direction === 'higher') ? 'ahead' : 'behind';
}

function cellOf(
  city: string,
  direction: 'higher' | 'lower',
  own: number | undefined,
  row: BenchmarkRow | undefined,
  before: BenchmarkRow | undefined,
): PeerCell {
  const value = row?.value ?? null;
  const isBoth = value !== null && own !== undefined;
  return {
    ...{ city, value, before: before?.value ?? null },
    gap: isBoth ? rounded(own - value) : null,
    standing: isBoth ? standingOf(direction, own, value) : null,
    source: row?.source ?? null,
    sourceDay: row?.sourceDay ?? null,
    link: row?.link ?? null,
    checked: row?.checkedBy != null,
  };
}

/** Without the dust of binary fractions. */
const rounded = (value: number): number => Number(value.toPrecision(12));
