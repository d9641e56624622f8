import { canonicalJson, type Json, sha256 } from '#kernel';

/** How a unit stood in one month, after corrections. */
export type MonthScore = { readonly month: string; readonly unit: string; readonly score: number | null };

export type RollupLine = {
  readonly unit: string;
  /** Null where too few months were scored. */
  readonly score: number | null;
  readonly months: readonly { readonly month: string; readonly score: number | null; readonly weight: number }[];
  readonly counted: number;
  /** 专项民主评议 of the year, where there was one. */
  readonly review?: { readonly score: number; readonly weight: number };
};

export type RollupInput = {
  readonly period: string;
  readonly months: readonly { readonly month: string; readonly weight: number }[];
  readonly scores: readonly MonthScore[];
  /** By unit; counts with its share beside the months. */
  readonly reviews?: ReadonlyMap<string, number>;
};

/** 专项民主评议 counts this much of a year; the months the rest. The share is our own until a notice fixes it. */
export const REVIEW_SHARE = 0.1;

/** Half of the months must have been scored: one good month is no good year. */
const LEAST = 0.5;

/**
 * The year is the sum of its months by published weights: a unit's mean over the months in which it was scored.
 * @returns best first; without a score last
 */
export function rollUp({ months, scores, reviews }: RollupInput): readonly RollupLine[] {
  const at = new Map(scores.map((each) => [`${each.unit} ${each.month}`, each.score]));
  const all = months.reduce((sum, each) => sum + each.weight, 0);
  const units = [...new Set(scores.map((each) => each.unit))].sort();
  return units
    .map((unit): RollupLine => {
      const parts = months.map(({ month, weight }) => ({ month, weight, score: at.get(`${unit} ${month}`) ?? null }));
      const scored = parts.filter((each) => each.score !== null);
      const weight = scored.reduce((sum, each) => sum + each.weight, 0);
      const enough = all > 0 && weight / all >= LEAST;
      const sum = scored.reduce((total, each) => total + (each.score ?? 0) * each.weight, 0);
      const line = { unit, score: enough ? sum / weight : null, months: parts, counted: scored.length };
      const review = reviews?.get(unit);
      return review === undefined ? line : withReview(line, review);
    })
    .sort((a, b) => (b.score ?? -1) - (a.score ?? -1) || (a.unit < b.unit ? -1 : 1));
}

function withReview(line: RollupLine, score: number): RollupLine {
  const review = { score, weight: REVIEW_SHARE };
  if (line.score === null) return { ...line, review };
  return { ...line, review, score: line.score * (1 - REVIEW_SHARE) + score * REVIEW_SHARE };
}

export const rollupHash = (lines: readonly RollupLine[]): string => sha256(canonicalJson(lines as unknown as Json));

/** The months of 2026 or of 2026-Q3, in order. */
export function monthsOf(period: string): readonly string[] {
  const [year = '', quarter] = period.split('-Q');
  const first = quarter ? (Number(quarter) - 1) * 3 + 1 : 1;
  return Array.from({ length: quarter ? 3 : 12 }, (_, at) => `${year}-${String(first + at).padStart(2, '0')}`);
}
