import type { FactDeclaration } from '#language';

/** When something is law: from `since` to `until`, both days included. */
export type Validity = {
  readonly since: string;
  readonly until?: string | undefined;
  /** The day it was made public, where that differs from `since`: who asks what was known earlier does not see it. */
  readonly announced?: string | undefined;
};

/** A value as its writer puts it: 3%, 4亿元, 2026-01-01, a code, a list of codes. */
export type Literal = string | number | boolean | readonly (string | number)[];

/** One value of a parameter from a day on, with where it is written. */
export type ParameterValue = Validity & {
  readonly source?: string | undefined;
  readonly value?: Literal | undefined;
  /** From this day the parameter has no value any more, and says so. */
  readonly repealed?: boolean | undefined;
  /** Not law yet: seen by simulations that ask for it, never by a decision. */
  readonly expected?: boolean | undefined;
  readonly assumed?: boolean | undefined;
};

type Declared = Pick<FactDeclaration, 'name' | 'aliases' | 'type' | 'unit' | 'codeList' | 'list'>;

/** A number of the law that changes over the years: a threshold, a rate, a list of codes. */
export type Parameter = Declared & { readonly values: readonly ParameterValue[] };

/** A name for a formula, such as 研发费用占比 for 研发费用 / 营业收入. It may use the definitions above it. */
export type Definition = Declared & { readonly formula: string };

/** The sentence of the policy that a rule comes from. */
export type Clause = {
  readonly text: string;
  readonly document?: string | undefined;
  readonly article?: string | undefined;
};

/** One of several conditions that must all hold, with the sentence it comes from: explained on its own. */
export type RulePart = { readonly id: string; readonly condition: string; readonly clause?: Clause | undefined };

/** A rule: who qualifies and, perhaps, for how much. Versions of one rule share `id` and follow each other in time. */
export type Rule = Validity & {
  readonly id: string;
  readonly name: string;
  readonly condition: string;
  /** The condition taken apart for those who explain it; together they must say what `condition` says. */
  readonly parts?: readonly RulePart[] | undefined;
  /** A formula in 元; the result is rounded to the 分. */
  readonly amount?: string | undefined;
  readonly clause?: Clause | undefined;
  readonly assumed?: boolean | undefined;
};

/** What is written together: a policy, a scheme. Parameters and definitions are names of this set only. */
export type RuleSet = {
  readonly id: string;
  readonly title?: string | undefined;
  /** What texts call the day that is asked about (`rulesAsOf`), such as 评价日; it is no fact of anyone. */
  readonly today?: string | undefined;
  readonly parameters?: readonly Parameter[] | undefined;
  readonly definitions?: readonly Definition[] | undefined;
  readonly rules: readonly Rule[];
};

/** What is wrong, where: `path` leads into the set, `start` and `end` are columns of the text there. */
export type RuleFinding = {
  readonly set: string;
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly start?: number;
  readonly end?: number;
  readonly suggestion?: string;
};
