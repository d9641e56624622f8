import { refuse } from '#kernel';
import { cellOf, SCORED } from './frame.ts';
import type { Counted } from './score.ts';
import {
  isFew,
  probabilityAbove,
  probabilityRisen,
  quantileOf,
  rankQuantile,
  sortedScores,
  type Tally,
} from './tally.ts';

export type LeagueRow = {
  readonly unit: string;
  readonly score: number | null;
  /** At the scheme's confidence, and never without the score itself. */
  readonly scoreInterval: readonly [number, number] | null;
  readonly rankInterval: readonly [number, number] | null;
  /** Only where no other unit's interval meets this one's: otherwise a number would say more than is known. */
  readonly rank: number | null;
  /** 1 is the first tier; units of one tier cannot be told apart from its first. */
  readonly tier: number | null;
  readonly coverage: number;
  /** Scored from too few records to be placed: 件数少，不排名. */
  readonly few?: true;
  /** P(this unit is above the next one in the list). */
  readonly aboveNext: number | null;
  /** P(its score is above that of the period before). */
  readonly risen: number | null;
};

type Line = LeagueRow & { readonly at: number };

/** Those that are placed, then those with too few records to be, then those without a score. */
const standing = ({ score, few }: LeagueRow): number => (score === null ? 2 : few ? 1 : 0);

/** Best first; whom nobody places after them, units without a score last, in the order of the run. */
export function leagueOf(run: Counted, tally: Tally, period: number): readonly LeagueRow[] {
  const { confidence } = run.scheme.uncertainty;
  const lines = run.frame.units
    .map((_, at) => lineOf(run, tally, period, at, confidence))
    .sort((a, b) => standing(a) - standing(b) || (b.score ?? 0) - (a.score ?? 0) || a.at - b.at);
  const tiers = tiersOf(lines, tally, run.frame.units.length, period, confidence);
  return lines.map(({ at, ...line }, i) => {
    const next = lines[i + 1];
    const alone = line.rankInterval !== null && lines.every((other) => other.at === at || !meets(line, other));
    return {
      ...line,
      tier: tiers[i] ?? null,
      rank: alone ? (line.rankInterval?.[0] ?? null) : null,
      aboveNext:
        line.score === null || line.few || !next || next.few || next.score === null
          ? null
          : probabilityAbove(tally, run.frame.units.length, period, at, next.at),
    };
  });
}

function lineOf(run: Counted, tally: Tally, p: number, at: number, confidence: number): Line {
  const units = run.frame.units.length;
  const cell = cellOf(run.layout, run.frame, p, tally.node, at);
  const base = { unit: run.frame.units[at] ?? '', at, coverage: run.scored.coverage[cell] as number };
  const none = { rank: null, tier: null, aboveNext: null };
  if (run.frame.status[cell] !== SCORED)
    return { ...base, ...none, score: null, scoreInterval: null, rankInterval: null, risen: null };
  const [low, high] = [(1 - confidence) / 2, (1 + confidence) / 2];
  const score = run.scored.scores[cell] as number;
  const scores = sortedScores(tally, units, p, at);
  const few = isFew(tally, run.frame, p, at);
  const before = p === 0 ? undefined : run.frame.status[cellOf(run.layout, run.frame, p - 1, tally.node, at)];
  return {
    ...base,
    ...none,
    score,
    // Near full marks error only goes down: several values at their best together are rarer than any draw shows.
    scoreInterval: [Math.min(score, quantileOf(scores, low)), Math.max(score, quantileOf(scores, high))],
    ...(few ? { few } : {}),
    rankInterval: few ? null : [rankQuantile(tally, units, p, at, low), rankQuantile(tally, units, p, at, high)],
    risen: before === SCORED ? probabilityRisen(tally, units, at, p - 1, p) : null,
  };
}

const meets = (a: LeagueRow, b: LeagueRow): boolean =>
  a.rankInterval !== null &&
  b.rankInterval !== null &&
  a.rankInterval[0] <= b.rankInterval[1] &&
  b.rankInterval[0] <= a.rankInterval[1];

/** A new tier begins with the first unit that the tier's head beats with confidence. */
function tiersOf(
  lines: readonly Line[],
  tally: Tally,
  units: number,
  period: number,
  confidence: number,
): readonly (number | null)[] {
  let [tier, head] = [0, undefined as Line | undefined];
  return lines.map((line) => {
    if (line.score === null || line.few) return null;
    if (!head || probabilityAbove(tally, units, period, head.at, line.at) >= confidence) {
      tier += 1;
      head = line;
    }
    return tier;
  });
}

/**
 * Ranks without intervals, for a paper that wants one number per unit.
 * @throws Refusal `indicator.rank-overlap` where any two intervals meet, naming them
 */
export function bareRanks(league: readonly LeagueRow[]): ReadonlyMap<string, number> {
  const scored = league.filter((each) => each.rankInterval !== null);
  for (const [i, a] of scored.entries())
    for (const b of scored.slice(i + 1))
      if (meets(a, b))
        throw refuse({
          code: 'indicator.rank-overlap',
          kind: 'conflict',
          what: `“${a.unit}”与“${b.unit}”的名次区间重叠，不能只给名次`,
          why: `名次区间分别为 ${a.rankInterval?.join('–')} 和 ${b.rankInterval?.join('–')}`,
          todo: '请使用分档，或同时列出名次区间',
        });
  return new Map(scored.map((each) => [each.unit, each.rankInterval?.[0] ?? 0]));
}
