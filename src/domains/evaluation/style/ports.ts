import type { Call } from '#kernel';

/** 庸、懒、散、慢、推、拖. */
export const PROBLEMS = { weak: '庸', lazy: '懒', loose: '散', slow: '慢', shirking: '推', delaying: '拖' } as const;
export type Problem = keyof typeof PROBLEMS;

export type Opinion = { readonly unit: string; readonly grade: number; readonly problems: readonly Problem[] };
export type StyleTally = {
  readonly unit: string;
  readonly ballots: number;
  readonly points: number;
  readonly problems: Readonly<Partial<Record<Problem, number>>>;
};
/** What is published of a unit: nothing below the least number of ballots. */
export type StyleResult = {
  readonly unit: string;
  readonly ballots: number;
  readonly score: number | null;
  /** How often each was named; null where too few did. */
  readonly problems: Readonly<Record<Problem, number | null>> | null;
};
export type StyleReview = {
  readonly id: string;
  readonly year: string;
  readonly title: string;
  readonly closesAt: number;
  readonly openedBy: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly results: readonly StyleResult[] | null;
  readonly units: readonly string[];
  readonly invited: number;
  readonly spoken: number;
  /** Whether this person is on the panel, and has spoken. */
  readonly own: boolean | null;
};

export type StyleStore = {
  readonly open: (
    tenant: string,
    review: Pick<StyleReview, 'id' | 'year' | 'title' | 'closesAt' | 'openedBy' | 'openedAt' | 'units'> & {
      readonly raters: readonly { readonly person: string; readonly unit: string }[];
    },
  ) => Promise<void>;
  readonly list: (tenant: string, year: string, person: string) => Promise<readonly StyleReview[]>;
  readonly find: (tenant: string, id: string, person: string) => Promise<StyleReview | undefined>;
  /** In one transaction: notes that he has spoken, and adds to the tallies. False where he spoke before. */
  readonly speak: (tenant: string, id: string, person: string, opinions: readonly Opinion[]) => Promise<boolean>;
  readonly tallies: (tenant: string, id: string) => Promise<readonly StyleTally[]>;
  /** False where it was closed a moment ago. */
  readonly close: (
    tenant: string,
    id: string,
    closing: { readonly by: string; readonly at: number; readonly results: readonly StyleResult[] },
  ) => Promise<boolean>;
};

export type StyleSource = {
  readonly style: StyleStore;
  /** Heads and liaisons of these units today. */
  readonly panelOf: (
    call: Call,
    units: readonly string[],
  ) => Promise<readonly { readonly person: string; readonly unit: string }[]>;
};
