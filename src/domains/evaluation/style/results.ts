import { PROBLEMS, type Problem, type StyleResult, type StyleReview, type StyleTally } from './ports.ts';

/** Fewer ballots say who said it; so do problems that one or two named. */
export const LEAST_BALLOTS = 5;
export const LEAST_NAMED = 3;

/** Grades 1–5 are 0–100. */
export const pointsOf = (grade: number): number => (grade - 1) * 25;

/** What may be told of the tallies. @example resultsOf([{ unit: 'tax', ballots: 4, points: 400, problems: {} }])[0]?.score // null */
export const resultsOf = (tallies: readonly StyleTally[]): readonly StyleResult[] =>
  tallies
    .map(({ unit, ballots, points, problems }): StyleResult => {
      if (ballots < LEAST_BALLOTS) return { unit, ballots, score: null, problems: null };
      const told = (problem: Problem): number | null => {
        const count = problems[problem] ?? 0;
        return count === 0 || count >= LEAST_NAMED ? count : null;
      };
      const keys = Object.keys(PROBLEMS) as Problem[];
      return {
        ...{ unit, ballots, score: Math.round((points / ballots) * 10) / 10 },
        problems: Object.fromEntries(keys.map((key) => [key, told(key)])) as Record<Problem, number | null>,
      };
    })
    .toSorted((a, b) => (b.score ?? -1) - (a.score ?? -1) || (a.unit < b.unit ? -1 : 1));

/** The mean of a unit's scores over the reviews of a year that were closed by then. */
export function yearScores(
  reviews: readonly Pick<StyleReview, 'closedAt' | 'results'>[],
  until: number,
): ReadonlyMap<string, number> {
  const counted = reviews.filter((each) => each.closedAt !== null && each.closedAt <= until);
  const scores = Map.groupBy(
    counted.flatMap(({ results }) =>
      (results ?? []).flatMap(({ unit, score }) => (score === null ? [] : [{ unit, score }])),
    ),
    (each) => each.unit,
  );
  return new Map([...scores].map(([unit, all]) => [unit, all.reduce((sum, each) => sum + each.score, 0) / all.length]));
}
