import { leagueAt, runScheme, runText } from '#engines/indicators';
import { sha256 } from '#kernel';
import type { SchemeRunInput, SchemeRunLine } from './ports.ts';

/** The league of a run, and the hash of everything that the run says. */
export function scoreRun(input: SchemeRunInput): {
  readonly id: string;
  readonly textHash: string;
  readonly lines: readonly SchemeRunLine[];
} {
  const run = runScheme(input);
  const lines = leagueAt(run, 'now').map(
    ({ unit, score, scoreInterval, rankInterval, rank, tier, coverage }): SchemeRunLine => ({
      ...{ unit, score, scoreInterval, rankInterval, rank, tier, coverage },
    }),
  );
  return { id: run.id, textHash: sha256(runText(run)), lines };
}

/** Places by score alone, the best first; who has no score has no place. */
export function placesOf(lines: readonly SchemeRunLine[]): ReadonlyMap<string, number> {
  const scored = lines.flatMap((each) => (each.score === null ? [] : [{ unit: each.unit, score: each.score }]));
  return new Map(scored.map(({ unit, score }) => [unit, 1 + scored.filter((each) => each.score > score).length]));
}
