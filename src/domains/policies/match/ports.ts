import type { Day, Money } from '#kernel';

/** An enterprise that could have a clause: told, or to be told. Who might have it is worked out when somebody asks. */
export type Match = { readonly clause: string; readonly enterprise: string; readonly amount?: Money };

export type MatchMark = {
  readonly clause: string;
  readonly version: string;
  readonly standing: string;
  readonly day: Day;
  /** The mark of the facts that it was matched against. */
  readonly factsMark?: number;
};
export type Reach = {
  readonly clause: string;
  readonly told: number;
  /** Letters that the mail server took. */
  readonly mailed: number;
  /** Letters that it refused, or that it was not reached for. */
  readonly unmailed: number;
  readonly read: number;
  readonly claimed: number;
  readonly approved: number;
  readonly sum: Money;
  readonly paid: number;
  readonly paidSum: Money;
};
export type ReachStep = 'told' | 'mailed' | 'unmailed' | 'read';
export type Untold = {
  readonly enterprise: string;
  readonly clauses: readonly string[];
  readonly email: string | null;
};
/** What stands in an inbox. */
export type Telling = {
  readonly key?: string;
  readonly principal: string;
  readonly kind: string;
  readonly text: string;
  readonly matter: null;
  readonly at: number;
};
/** Who was told of what, and under which key. */
export type Told = Pick<Untold, 'enterprise' | 'clauses'> & { readonly key: string };
export type Often = 'each' | 'week' | 'never';
/** How often, and where besides the inbox. */
export type Wish = {
  readonly often: Often;
  readonly email?: string;
  /** Said, not confirmed yet: no letter but the one with the code goes there. */
  readonly pending?: string;
  /** The last letter to this address did not arrive: it is tried again, or given up. */
  readonly undelivered?: 'again' | 'over';
};

export type MatchStore = {
  /** Puts the matches of these enterprises for these clauses in place of what there was. */
  readonly replace: (
    tenant: string,
    scope: { readonly clauses: readonly string[]; readonly enterprises: readonly string[] },
    matches: readonly Match[],
    now: number,
  ) => Promise<void>;
  /** Puts all matches of a clause in place of what there was, and its mark, or neither. */
  readonly replaceAll: (
    tenant: string,
    mark: MatchMark,
    matches: Iterable<readonly Omit<Match, 'clause'>[]>,
    now: number,
  ) => Promise<void>;
  readonly forget: (tenant: string, clauses: readonly string[]) => Promise<void>;
  readonly marks: (tenant: string) => Promise<readonly MatchMark[]>;
  readonly putMarks: (tenant: string, marks: readonly MatchMark[]) => Promise<void>;
  /** Certain ones nobody has heard of yet, by enterprise, as often as each wishes. */
  readonly untold: (tenant: string, now: number, limit: number, after: string) => Promise<readonly Untold[]>;
  readonly markTold: (tenant: string, told: readonly Told[], now: number) => Promise<void>;
  /** Of firms in these regions, when some are given. */
  readonly reach: (
    tenant: string,
    clauses: readonly string[],
    regions?: readonly string[],
  ) => Promise<readonly Reach[]>;
  /** Who was told of a clause, whose mail server took the letter, who read it, in the order of their codes. */
  readonly reached: (
    tenant: string,
    of: {
      readonly clause: string;
      readonly step: ReachStep;
      readonly regions?: readonly string[];
      readonly after: string;
      readonly limit: number;
    },
  ) => Promise<readonly { readonly id: string; readonly name: string }[]>;
  readonly eligible: (
    tenant: string,
    clause: string,
    limit: number,
    regions?: readonly string[],
  ) => Promise<readonly { enterprise: string; name: string; amount?: Money }[]>;
  readonly wish: (tenant: string, enterprise: string) => Promise<Wish>;
  readonly setWish: (tenant: string, enterprise: string, wish: Wish) => Promise<void>;
  /** Keeps an address with the hash of its code; `false` when one was asked for since `notSince`. */
  readonly askEmail: (
    tenant: string,
    enterprise: string,
    asked: { readonly email: string; readonly hash: string; readonly at: number },
    notSince: number,
  ) => Promise<boolean>;
  /** `false` when the code is another, older than `since`, or was tried so often. */
  readonly confirmEmail: (
    tenant: string,
    enterprise: string,
    hash: string,
    since: number,
    tries: number,
  ) => Promise<boolean>;
};

export type Letter = { readonly key: string; readonly to: string; readonly subject: string; readonly text: string };
export type DueMail = Letter & { readonly attempts: number };
export type MailStore = {
  /** Written once however often it comes. */
  readonly queue: (tenant: string, letter: Letter & { readonly enterprise: string }, now: number) => Promise<void>;
  /** Takes what is due; what is taken comes back by itself at `until`, should this process die. */
  readonly take: (tenant: string, now: number, until: number, limit: number) => Promise<readonly DueMail[]>;
  readonly sent: (tenant: string, key: string, answer: string, now: number) => Promise<void>;
  /** Without `next` it is given up. */
  readonly failed: (tenant: string, key: string, answer: string, next?: number) => Promise<void>;
  readonly forgetBefore: (tenant: string, before: number) => Promise<number>;
};
