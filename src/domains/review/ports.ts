import type { Call, Day, FileValue } from '#kernel';
import type { Sides } from './effect.ts';

/** A clause as the library says it. */
export type ReviewedClause = {
  readonly id: string;
  readonly title: string;
  readonly article: string;
  readonly policy: { readonly id: string; readonly title: string };
  readonly owner: string;
  readonly from: Day;
  readonly to?: Day;
  readonly standing: string;
  /** Whether it gives money. */
  readonly pays: boolean;
  /** Enjoyed in a declaration elsewhere (纳税申报): the city neither pays it nor hears who did. */
  readonly declared: boolean;
};

/** How far it reached: who could, who was told, who asked, who got it. */
export type Reached = {
  readonly clause: string;
  readonly eligible: number;
  readonly possible: number;
  readonly near: number;
  readonly told: number;
  readonly claimed: number;
  readonly approved: number;
  readonly refused: number;
  readonly arrived: number;
  /** In 分. */
  readonly approvedSum: number;
  readonly arrivedSum: number;
  /** What the books say has left for it, advances included. */
  readonly spent: number;
  /** Working days from filing to arrival, of those that arrived. */
  readonly meanDays: number | null;
  readonly late: number;
};

export type Budget = { readonly policy: string; readonly granted: number; readonly spent: number };

export const VERDICTS = { keep: '立（继续执行）', amend: '改', repeal: '废', interpret: '释' } as const;
export type Verdict = keyof typeof VERDICTS;

export type Review = {
  readonly clause: string;
  readonly seq: number;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly figures: unknown;
  /** What it led to: the matter in which it is carried out, the draft that changes the text. */
  readonly matter?: string;
  readonly draft?: string;
  readonly actor: string;
  readonly unit?: string;
  readonly at: number;
};

/** `group`: what it is about, as the catalogue parts facts. */
export type FactChoice = { readonly key: string; readonly name: string; readonly group: string };

export type ReviewPorts = {
  readonly clauses: (tenant: string, now: number) => Promise<readonly ReviewedClause[]>;
  readonly reached: (tenant: string, now: number) => Promise<readonly Reached[]>;
  readonly budgets: (tenant: string) => Promise<readonly Budget[]>;
  /** Facts that can be compared before and after. */
  readonly facts: () => readonly FactChoice[];
  /** Of which facts recipients have figures from before that day and after it. */
  readonly withBoth: (
    tenant: string,
    of: { readonly clause: string; readonly from: Day },
  ) => Promise<readonly string[]>;
  /** Recipients, and those who missed by one condition, before a day and after it. */
  readonly sides: (
    call: Pick<Call, 'tenant' | 'now'>,
    of: { readonly clause: string; readonly fact: string; readonly from: Day },
  ) => Promise<Sides>;
  readonly reviews: {
    readonly latest: (tenant: string) => Promise<readonly Review[]>;
    readonly of: (tenant: string, clause: string) => Promise<readonly Review[]>;
    /** `false` when somebody concluded meanwhile. */
    readonly add: (tenant: string, review: Review) => Promise<boolean>;
  };
  /** A draft of the policy as it reads now, to be changed; undefined where it was written elsewhere in a way that cannot be. */
  readonly draftOf: (call: Call, policy: string, key: string) => Promise<string | undefined>;
  readonly openMatter: (
    call: Call,
    of: { readonly key: string; readonly office: string; readonly fields: Readonly<Record<string, string>> },
  ) => Promise<string>;
  readonly unitName: (call: Call, unit: string) => Promise<string | undefined>;
  readonly personNames: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly writeSheet: (file: {
    readonly name: string;
    readonly headings: readonly string[];
    readonly rows: readonly (readonly (string | number)[])[];
    readonly mark: string;
  }) => Promise<FileValue>;
};
