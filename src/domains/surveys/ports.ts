import type { Announcement, DrawPlan, DrawRecord, Exclusion, FrameUnit } from '#engines/draws';
import type { Call, FileValue } from '#kernel';
import type { Questionnaire } from './form.ts';

/** Who is asked: firms of the registry, firms whose matters have just ended, or the members of panels. */
export type Population =
  | { readonly kind: 'registry'; readonly region?: string | undefined }
  | { readonly kind: 'matters'; readonly loop: string; readonly from: string; readonly to: string }
  | { readonly kind: 'panel'; readonly kinds: readonly string[] };

/** Frozen when the survey is announced. */
export type SurveyBody = {
  readonly form: Questionnaire;
  readonly population: Population;
  readonly strata: 'region' | 'scale' | 'none';
  /** Fewer answers than this are never shown apart. */
  readonly least: number;
  readonly plan: DrawPlan;
  readonly units: readonly FrameUnit[];
  readonly exclusions: readonly Exclusion[];
  readonly announcement: Announcement;
};

export type Survey = {
  readonly id: string;
  readonly number: number;
  readonly form: string;
  readonly period: string;
  readonly unit: string;
  readonly by: string;
  readonly announcedAt: number;
  readonly closesAt: number;
  readonly body: SurveyBody;
  readonly record?: DrawRecord;
  readonly openedAt?: number;
  readonly closedAt?: number;
};

/** Without the frame, which may be long. */
export type SurveyHead = Omit<Survey, 'body' | 'record'> & {
  readonly title: string;
  readonly asked: number;
  readonly answered: number;
};

export type Turnout = { readonly stratum: string; readonly asked: number; readonly answered: number };

export type SurveyStore = {
  readonly forms: (tenant: string) => Promise<readonly { readonly form: Questionnaire; readonly version: number }[]>;
  /** False when another version came between. */
  readonly addForm: (tenant: string, form: Questionnaire, version: number, by: string, at: number) => Promise<boolean>;
  /** Gives the next number of the tenant's surveys, without gaps. */
  readonly announce: (
    tenant: string,
    survey: Omit<Survey, 'number' | 'record' | 'openedAt' | 'closedAt'>,
  ) => Promise<number>;
  readonly find: (tenant: string, id: string) => Promise<Survey | undefined>;
  readonly list: (
    tenant: string,
    asked: { readonly before?: number | undefined; readonly limit: number },
  ) => Promise<readonly SurveyHead[]>;
  readonly periodOf: (tenant: string, form: string, period: string) => Promise<boolean>;
  /** Those that may be answered now. */
  readonly running: (tenant: string, now: number) => Promise<readonly Survey[]>;
  /** Announced, still open, and not drawn yet: whom it will ask nobody knows. */
  readonly undrawn: (
    tenant: string,
    now: number,
  ) => Promise<readonly { readonly title: string; readonly period: string; readonly kind: Population['kind'] }[]>;
  /** Who was drawn by a survey announced since. */
  readonly drawnSince: (tenant: string, since: number) => Promise<ReadonlySet<string>>;
  /** Keeps the draw and issues the tokens, in no order that says whose they are; false when it was drawn before. */
  readonly open: (
    tenant: string,
    id: string,
    record: DrawRecord,
    tokens: readonly { readonly hash: string; readonly stratum: string }[],
    now: number,
  ) => Promise<boolean>;
  readonly close: (tenant: string, id: string, now: number) => Promise<void>;
  readonly token: (
    tenant: string,
    hash: string,
  ) => Promise<{ readonly survey: string; readonly spent: boolean } | undefined>;
  /** Spends the token and lets the box be changed, both or neither; false when it is spent already. */
  readonly answer: (
    tenant: string,
    hash: string,
    change: (sealed: Uint8Array | null, stratum: string) => Uint8Array,
  ) => Promise<boolean>;
  readonly turnout: (tenant: string, id: string) => Promise<readonly Turnout[]>;
  readonly box: (tenant: string, id: string) => Promise<Uint8Array | null>;
  /** Of these members those whom nobody has texted yet; from now on they count as texted. */
  readonly claimTexts: (
    tenant: string,
    id: string,
    members: readonly string[],
    asked: { readonly now: number; readonly limit: number },
  ) => Promise<readonly string[]>;
  readonly markText: (tenant: string, id: string, member: string, outcome: TextOutcome) => Promise<void>;
  readonly texts: (tenant: string, id: string) => Promise<Readonly<Record<TextOutcome, number>>>;
};

export type TextOutcome = 'sent' | 'no-number' | 'failed';

/** Text messages to firms. */
export type SurveyTexts = {
  /** False where no gateway is set: messages are written down, nobody gets them. */
  readonly isLive: boolean;
  readonly phones: (tenant: string, firms: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly send: (message: {
    readonly phone: string;
    readonly params: { readonly title: string; readonly link: string; readonly until: string };
  }) => Promise<void>;
};

export type Member = {
  readonly code: string;
  readonly region?: string | undefined;
  readonly scale?: string | undefined;
};

export type SurveyPorts = {
  readonly store: SurveyStore;
  readonly packForms: () => readonly Questionnaire[];
  /** For so many days whoever was drawn is left in peace. */
  readonly restDays: () => number;
  /** Everybody of a population; panels are people, the others firms. */
  readonly members: (call: Call, population: Population) => Promise<readonly Member[]>;
  readonly regionTitle: (code: string) => string;
  readonly scaleTitle: (code: string) => string;
  /** The county of a township. */
  readonly countyOf: (region: string) => string;
  /** 128 bits that only this site can work out, for a member of a survey. */
  readonly tokenOf: (survey: string, member: string) => string;
  readonly random: (size: number) => Uint8Array;
  readonly seal: (text: string) => Uint8Array;
  readonly open: (sealed: Uint8Array) => string;
  readonly ids: () => string;
  readonly unitNames: (call: Call) => Promise<(id: string) => string>;
  readonly enterpriseNames: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly hasLoop: (tenant: string, loop: string) => boolean;
  readonly openCallBack: (call: Call, input: CallBack) => Promise<void>;
  readonly tell: (
    tenant: string,
    letter: {
      readonly key: string;
      readonly principals: readonly string[];
      readonly text: string;
      readonly at: number;
    },
  ) => Promise<void>;
  readonly link: (token: string) => string;
  /** None where a link would not lead anywhere: a gateway without the site's own address. */
  readonly texts?: SurveyTexts | undefined;
  readonly table: (file: {
    readonly name: string;
    readonly headings: readonly string[];
    readonly rows: readonly (readonly (string | number)[])[];
  }) => Promise<FileValue>;
};

export type CallBack = {
  readonly enterprise?: string | undefined;
  readonly office: string;
  readonly title: string;
  readonly words: string;
  readonly contact: string;
};
