import type { AppealPorts } from '../ports.ts';

export const MEMBER_KINDS = {
  observer: { title: '营商观察员', channel: 'panel' },
  'experience-officer': { title: '营商环境体验官', channel: 'panel' },
  congress: { title: '人大代表', channel: 'deputies' },
  cppcc: { title: '政协委员', channel: 'deputies' },
  chamber: { title: '商会协会', channel: 'panel' },
} as const;
export type MemberKind = keyof typeof MEMBER_KINDS;

export type Member = { readonly person: string; readonly kind: MemberKind };

export type Round = {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  /** The office that asks. */
  readonly unit: string;
  readonly by: string;
  readonly openedAt: number;
  readonly closesAt: number;
  readonly members: readonly Member[];
};

export type AnswerStatus = 'new' | 'accepted' | 'declined';

export type Answer = {
  readonly id: string;
  readonly round: string;
  readonly person: string;
  readonly at: number;
  readonly body: string;
  readonly place?: string | undefined;
  readonly category?: string | undefined;
  readonly status: AnswerStatus;
  readonly reason?: string | undefined;
  readonly matter?: string | undefined;
};

/** Somebody who brought a matter and has not yet heard how it ended. */
export type Awaited = {
  readonly key: string;
  readonly principals: readonly string[];
  /** The matter he brought, and the one in which it ended if it was merged. */
  readonly matter: string;
  readonly number: string;
  readonly outcome: string;
  readonly kind: 'panel' | 'merged';
};

export type PanelStore = {
  readonly addRound: (tenant: string, round: Round) => Promise<void>;
  readonly findRound: (tenant: string, id: string) => Promise<Round | undefined>;
  /** Latest first: a unit's own rounds, or those to which a person is invited. */
  readonly listRounds: (
    tenant: string,
    whose: { readonly unit: string } | { readonly person: string },
    limit: number,
  ) => Promise<readonly Round[]>;
  /** False when it was added before. */
  readonly addAnswer: (tenant: string, answer: Answer) => Promise<boolean>;
  readonly findAnswer: (tenant: string, id: string) => Promise<Answer | undefined>;
  readonly answersOf: (tenant: string, round: string, person?: string) => Promise<readonly Answer[]>;
  /** Decides a new answer; what was decided before stays and comes back. */
  readonly decide: (
    tenant: string,
    id: string,
    decision: {
      readonly status: 'accepted' | 'declined';
      readonly reason?: string | undefined;
      readonly matter?: string;
    },
  ) => Promise<Answer | undefined>;
  /** Who brought a matter that has ended and was not told yet: panel members, and those whose matter was merged. */
  readonly awaited: (tenant: string, limit: number) => Promise<readonly Awaited[]>;
  readonly markTold: (tenant: string, keys: readonly string[], now: number) => Promise<void>;
};

export type PanelPorts = AppealPorts & {
  readonly panels: PanelStore;
  /** Does this person exist here? */
  readonly personNames: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
};
