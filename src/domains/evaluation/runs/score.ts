import { gradeRun, gradeText, leagueAt, runScheme, runText } from '#engines/indicators';
import { sha256 } from '#kernel';
import type { SchemeRunInput, SchemeRunLine } from './ports.ts';

/** The league of a run, and the hash of everything that the run says. */
export function scoreRun(input: SchemeRunInput): {
  readonly id: string;
  readonly textHash: string;
  readonly lines: readonly SchemeRunLine[];
} {
  if (input.scheme.grading) return graded(input);
  const run = runScheme(input);
  const lines = leagueAt(run, 'now').map(
    ({ unit, score, scoreInterval, rankInterval, rank, tier, coverage }): SchemeRunLine => ({
      ...{ unit, score, scoreInterval, rankInterval, rank, tier, coverage },
    }),
  );
  return { id: run.id, textHash: sha256(runText(run)), lines };
}

/** Many units in grades have no places: nobody needs to know who is 3,417th. */
function graded(input: SchemeRunInput): ReturnType<typeof scoreRun> {
  const run = gradeRun(input);
  const none = { scoreInterval: null, rankInterval: null, rank: null, tier: null };
  return { id: run.id, textHash: sha256(gradeText(run)), lines: run.lines.map((each) => ({ ...each, ...none })) };
}

/** Places by score alone, the best first; who has no score has no place. */
export function placesOf(lines: readonly SchemeRunLine[]): ReadonlyMap<string, number> {
  const scored = lines.flatMap((each) => (each.score === null ? [] : [{ unit: each.unit, score: each.score }]));
  return new Map(scored.map(({ unit, score }) => [unit, 1 + scored.filter((each) => each.score > score).length]));
}
