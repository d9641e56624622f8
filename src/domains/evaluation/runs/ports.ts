import type { GradeInput, LeagueRow } from '#engines/indicators';
import type { EvaluationPorts } from '../ports.ts';

/** All that a run was counted from: the same input gives the same bytes. */
export type SchemeRunInput = Omit<GradeInput, 'watched'>;

export type SchemeRunLine = Pick<
  LeagueRow,
  'unit' | 'score' | 'scoreInterval' | 'rankInterval' | 'rank' | 'tier' | 'coverage'
> & {
  /** Where the scheme has grades: the grade, and in what share of the draws it was the same. */
  readonly grade?: string | null;
  readonly held?: number | null;
};

export type SchemeRunHead = {
  readonly id: string;
  readonly scheme: string;
  readonly period: string;
  readonly on: string;
  readonly textHash: string;
  readonly proposedBy: string;
  readonly proposedAt: number;
  readonly frozenBy: string | null;
  readonly frozenAt: number | null;
};
export type SchemeRun = SchemeRunHead & { readonly lines: readonly SchemeRunLine[]; readonly input: SchemeRunInput };

export type SchemeRunStore = {
  /** The same result proposed twice is one. */
  readonly propose: (tenant: string, run: Omit<SchemeRun, 'frozenBy' | 'frozenAt'>) => Promise<void>;
  readonly find: (tenant: string, id: string) => Promise<SchemeRun | undefined>;
  readonly list: (
    tenant: string,
    scheme: string,
    asked: { readonly before?: number | undefined; readonly limit: number },
  ) => Promise<readonly SchemeRunHead[]>;
  /** False when it was frozen a moment ago. */
  readonly freeze: (tenant: string, id: string, by: string, at: number) => Promise<boolean>;
};

export type SchemeRunPorts = EvaluationPorts & {
  readonly schemeRuns: SchemeRunStore;
  readonly names: (tenant: string, people: readonly string[]) => Promise<ReadonlyMap<string, string>>;
};
