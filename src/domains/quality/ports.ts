import type { Directory, Inputs, MatterState } from '#engines/matters';
import type { Call } from '#kernel';
import type { DrawStore } from './sampling/schema.ts';

export type QualityMatter = {
  readonly loop: string;
  readonly fields: Inputs;
  readonly channel: string;
  readonly parent?: string;
  readonly region?: string;
  readonly enterprise?: string;
  readonly tags?: readonly string[];
  /** Who keeps it; otherwise by region. */
  readonly office?: string;
};

/** What quality work needs of matters; the platform runs them. */
export type QualityPorts = {
  readonly open: (call: Call, input: QualityMatter) => Promise<{ readonly id: string }>;
  readonly move: (
    call: Call,
    input: { readonly id: string; readonly move: string; readonly input: Inputs },
  ) => Promise<{ readonly id: string }>;
  /** Appeals closed in [from, to) and still closed, as far as the caller may see them. */
  readonly closedDuring: (call: Call, from: number, to: number) => Promise<readonly MatterState[]>;
  /** Appeals opened in [from, to), as far as the caller may see them. */
  readonly openedDuring: (call: Call, from: number, to: number) => Promise<readonly MatterState[]>;
  /** Those of the ids that the caller may see. */
  readonly states: (call: Call, ids: readonly string[]) => Promise<readonly MatterState[]>;
  /** Numbers and titles of those of the ids that the caller may see. */
  readonly named: (call: Call, ids: readonly string[]) => Promise<readonly NamedMatter[]>;
  /** For what the system does by itself: any matter, whoever may see it. */
  readonly stateOf: (tenant: string, id: string) => Promise<MatterState | undefined>;
  /** The same: appeals opened in [from, to). */
  readonly allOpenedDuring: (tenant: string, from: number, to: number) => Promise<readonly MatterState[]>;
  /** The same: 一类事 that are open, or were closed since. */
  readonly classMatters: (tenant: string, closedSince: number) => Promise<readonly MatterState[]>;
  /** Matters of a loop under another one, as far as the caller may see them. */
  readonly children: (call: Call, parent: string, loop: string) => Promise<readonly MatterState[]>;
  readonly directory: (tenant: string, now: number) => Promise<Directory>;
  readonly title: (tenant: string, list: string, code: string) => string | undefined;
  /** Is there a loop of this name? A city may do without follow-up matters. */
  readonly hasLoop: (tenant: string, loop: string) => boolean;
  readonly draws: DrawStore;
  readonly ratings: RatingStore;
  /** Writing the same letter twice leaves one. */
  readonly tell: (
    tenant: string,
    letter: {
      readonly key: string;
      readonly principals: readonly string[];
      readonly text: string;
      readonly matter: string;
      readonly at: number;
    },
  ) => Promise<void>;
};

export type NamedMatter = { readonly id: string; readonly number: string; readonly title: string };

export type RatingStore = {
  /** Appeals whose last rating is at or below the grade and was not followed up yet. */
  readonly badlyRated: (tenant: string, grade: number, limit: number) => Promise<readonly MatterState[]>;
  readonly markFollowed: (tenant: string, keys: readonly string[], now: number) => Promise<void>;
};

/** The unit to which the office gave the matter at the end. */
export const unitOf = (state: MatterState): string =>
  state.hops.findLast((each) => each.parent === null)?.unit ?? state.office;

/** The same step under one retry key of its own, so that a repeated call repeats nothing. */
export const keyed = (call: Call, key: string): Call => ({ ...call, idempotencyKey: key });
