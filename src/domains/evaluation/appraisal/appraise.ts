import {
  type FrameInput,
  leagueAt,
  type RunIdentity,
  runScheme,
  runText,
  type Scheme,
  scoreAt,
} from '#engines/indicators';
import { sha256 } from '#kernel';
import { leavesOf } from '../leaves.ts';

/** All that a month was counted from: the same input gives the same bytes. */
export type AppraisalInput = FrameInput & { readonly scheme: Scheme; readonly code: string; readonly seed: string };

export type AppraisalLine = {
  readonly unit: string;
  readonly score: number | null;
  readonly scoreInterval: readonly [number, number] | null;
  readonly tier: number | null;
  readonly rank: number | null;
  readonly parts: readonly {
    readonly indicator: string;
    readonly value: number | null;
    /** Points won of the points that there are for this unit. */
    readonly points: number | null;
    readonly of: number;
  }[];
};

export type Appraised = {
  readonly id: string;
  readonly identity: RunIdentity;
  /** Hash of everything that the run says. */
  readonly textHash: string;
  readonly lines: readonly AppraisalLine[];
};

/** Scores every unit, with what each item brought; items that do not apply leave their points to the others. */
export function appraise(input: AppraisalInput): Appraised {
  const [period = ''] = input.periods;
  const run = runScheme(input);
  const leaves = leavesOf(input.scheme.root);
  const values = new Map(input.observations.map((each) => [`${each.unit} ${each.indicator}`, each.value ?? null]));
  const lines = leagueAt(run, period).map(({ unit, score, scoreInterval, tier, rank }): AppraisalLine => {
    const items = leaves.map((leaf) => {
      const indicator = leaf.indicator ?? leaf.id;
      return {
        leaf,
        indicator,
        ...scoreAt(run, leaf.id, unit, period),
        value: values.get(`${unit} ${indicator}`) ?? null,
      };
    });
    const applicable = items.reduce((sum, each) => sum + (each.score === null ? 0 : each.leaf.weight), 0);
    const parts = items.map(({ indicator, value, score: own, leaf }) => {
      const of = own === null ? 0 : (100 * leaf.weight) / applicable;
      return { indicator, value, of, points: own === null ? null : (own * of) / 100 };
    });
    return { unit, score, scoreInterval, tier, rank, parts };
  });
  return { id: run.id, identity: run.identity, textHash: sha256(runText(run)), lines };
}
