import type { UnitRatings } from './ports.ts';

export type LeagueLine = UnitRatings & {
  readonly goodRate: number | null;
  readonly interval: readonly [number, number] | null;
  readonly activeGoodRate: number | null;
  /** Mended of those whose rater was reached; those who never answered stand apart. */
  readonly rectifiedRate: number | null;
  /** Units of one tier cannot be told apart; null where there are too few ratings to say anything. */
  readonly tier: number | null;
};

const Z = 1.645;
/** Fewer say nothing of a unit. */
const LEAST = 10;

/** Best first, in tiers: a new tier begins with the first unit that its head beats for certain. */
export function ratingLeague(units: readonly UnitRatings[]): readonly LeagueLine[] {
  const lines = units
    .map((each) => ({ ...each, ...ratesOf(each) }))
    .sort((a, b) => rankOf(b) - rankOf(a) || b.counted - a.counted || (a.unit < b.unit ? -1 : 1));
  let tier = 0;
  let low = Number.POSITIVE_INFINITY;
  return lines.map((line) => {
    if (line.interval === null || line.counted < LEAST) return { ...line, tier: null };
    if (line.interval[1] < low) {
      tier += 1;
      low = line.interval[0];
    }
    return { ...line, tier };
  });
}

const rankOf = ({ counted, goodRate }: Pick<LeagueLine, 'counted' | 'goodRate'>): number =>
  counted < LEAST ? -1 : (goodRate ?? -1);

function ratesOf({ counted, good, active, activeGood, rectified, dissatisfied }: UnitRatings) {
  const ended = rectified + dissatisfied;
  return {
    goodRate: percent(good, counted),
    interval: counted === 0 ? null : wilson(good, counted),
    activeGoodRate: percent(activeGood, active),
    rectifiedRate: percent(rectified, ended),
  };
}

const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((1e5 * part) / whole) / 1e3;

/** In percent; honest for few. */
function wilson(meets: number, counted: number): readonly [number, number] {
  const share = meets / counted;
  const z2 = Z * Z;
  const middle = (share + z2 / (2 * counted)) / (1 + z2 / counted);
  const half = (Z * Math.sqrt((share * (1 - share)) / counted + z2 / (4 * counted * counted))) / (1 + z2 / counted);
  return [100 * Math.max(0, middle - half), 100 * Math.min(1, middle + half)];
}
