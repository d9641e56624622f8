import {
  type FrameInput,
  indicatorOf,
  leagueAt,
  leavesOf,
  type RunIdentity,
  runScheme,
  runText,
  type Scheme,
  scoreAt,
} from '#engines/indicators';
import { sha256 } from '#kernel';
import { corrected, frameOf, type Kinds } from './frame.ts';
import type { Correction, Tally } from './ports.ts';

/** All that a month was counted from: the same input gives the same bytes. */
export type AppraisalInput = FrameInput & {
  readonly scheme: Scheme;
  readonly code: string;
  readonly seed: string;
  /** What the values were made of; runs of earlier versions lack it. */
  readonly tallies?: readonly Tally[];
  readonly kinds?: Readonly<Record<string, Tally['kind']>>;
  /** Taken into account already. */
  readonly corrections?: readonly Correction[];
};

export type AppraisalLine = {
  readonly unit: string;
  readonly score: number | null;
  readonly scoreInterval: readonly [number, number] | null;
  readonly tier: number | null;
  readonly rank: number | null;
  /** Too few records to be placed. */
  readonly few?: true;
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

type Counted = {
  readonly scheme: Scheme;
  readonly code: string;
  readonly month: string;
  readonly tallies: readonly Tally[];
  readonly kinds: Kinds;
  readonly corrections: readonly Correction[];
};

/** What a month is scored from, less what objections took out. */
export function inputOf({ scheme, code, month, tallies, kinds, corrections }: Counted): AppraisalInput {
  const frame = frameOf(scheme, month, corrected(tallies, corrections), kinds);
  const known = Object.fromEntries(leavesOf(scheme.root).map((leaf) => [indicatorOf(leaf), kinds(indicatorOf(leaf))]));
  return { ...frame, scheme, code, seed: `${scheme.scheme} ${month}`, tallies, kinds: known, corrections };
}

/** The same month with these taken out as well. */
export function withCorrections(input: AppraisalInput, more: readonly Correction[]): AppraisalInput {
  const { scheme, code, periods, tallies = [], kinds = {}, corrections = [] } = input;
  const [month = ''] = periods;
  const all = [...corrections, ...more];
  return inputOf({ scheme, code, month, tallies, kinds: (id) => kinds[id] ?? 'rate', corrections: all });
}

/** Scores every unit, with what each item brought; items that do not apply leave their points to the others. */
export function appraise(input: AppraisalInput): Appraised {
  const { tallies: _t, kinds: _k, corrections: _c, ...scored } = input;
  const [period = ''] = scored.periods;
  const run = runScheme(scored);
  const leaves = leavesOf(scored.scheme.root);
  const values = new Map(scored.observations.map((each) => [`${each.unit} ${each.indicator}`, each.value ?? null]));
  const lines = leagueAt(run, period).map(({ unit, score, scoreInterval, tier, rank, few }): AppraisalLine => {
    const items = leaves.map((leaf) => {
      const indicator = indicatorOf(leaf);
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
    return { unit, score, scoreInterval, tier, rank, ...(few ? { few } : {}), parts };
  });
  return { id: run.id, identity: run.identity, textHash: sha256(runText(run)), lines };
}
