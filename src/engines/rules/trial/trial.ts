import type { FactDeclaration } from '#language';
import type { LegalDay } from '../in-force.ts';
import type { Population } from '../match/population.ts';
import type { Literal, RuleSet } from '../source.ts';
import type { Cell, Totals } from './figures.ts';
import type { GroupCap, Order, Rationing, Terms } from './settle.ts';

/** A set of rules to be tried over a population, with what makes them one set. */
export type TrialSource = {
  readonly set: RuleSet;
  readonly facts: readonly FactDeclaration[];
  readonly day: LegalDay;
  /** By rule. */
  readonly terms: { readonly [rule: string]: Terms };
  readonly caps: readonly GroupCap[];
  /** Columns of codes by which everything is broken down. */
  readonly dimensions: readonly string[];
  /** Decides the order of arrival. */
  readonly seed: number;
};

/** What to suppose: other values of parameters, a budget, quotas. */
export type TrialAsk = {
  readonly values?: { readonly [parameter: string]: Literal } | undefined;
  readonly budget?: { readonly most: number; readonly how: Rationing } | undefined;
  readonly quotas?: { readonly [rule: string]: { readonly most: number; readonly order: Order } } | undefined;
  /** This rule by itself, as if the set had no other. */
  readonly only?: string | undefined;
};

export type RuleFigures = {
  readonly rule: string;
  /** Who qualifies, and for how much by this rule alone. */
  readonly certain: Cell;
  /** Of whom nobody knows. */
  readonly unknown: Cell;
  /** What is paid after 从高, caps, quota and budget. */
  readonly paid: Cell;
  readonly open: number;
  readonly nothing: number;
  readonly yields: number;
  readonly cut: number;
};

export type TrialAnswer = Totals & {
  readonly rules: readonly RuleFigures[];
  /** When everyone of whom nobody knows qualified as well. */
  readonly possible: Cell;
  /** What each rule pays, in the order of the rules. */
  readonly paid: { readonly [K in 'base' | 'now' | 'possible']: readonly Cell[] };
};

export type CurvePoint = { readonly value: Literal; readonly now: Cell; readonly possible: Cell };
export type Which = 'now' | 'gained' | 'lost' | 'more' | 'less';
export type RowAmount = { readonly row: number; readonly now: number | null; readonly base: number | null };

export type Trial = {
  readonly ask: (ask: TrialAsk) => TrialAnswer;
  /** The same question along the values of one parameter. */
  readonly curve: (ask: TrialAsk, parameter: string, values: readonly Literal[]) => readonly CurvePoint[];
  /** Who it is, the largest differences first. */
  readonly rows: (ask: TrialAsk, which: Which, limit: number) => readonly RowAmount[];
};

/** Where many trials are worked out, each under a key, away from the loop that answers requests. */
export type TrialDesk = {
  readonly open: (key: string, source: TrialSource, population: Population) => Promise<void>;
  readonly ask: (key: string, ask: TrialAsk) => Promise<TrialAnswer>;
  readonly curve: (
    key: string,
    ask: TrialAsk,
    parameter: string,
    values: readonly Literal[],
  ) => Promise<readonly CurvePoint[]>;
  readonly rows: (key: string, ask: TrialAsk, which: Which, limit: number) => Promise<readonly RowAmount[]>;
  readonly close: (key: string) => Promise<void>;
};
