import type { Directory, Inputs, MatterRow, MatterState } from '#engines/matters';
import type { Actor, Call, IdSource } from '#kernel';
import type { DispatchMap } from './dispatching/index.ts';
import type { Category, Frequencies, NamedUnit, Place, Term } from './understanding/index.ts';

export type OpenMatter = {
  readonly id?: string;
  readonly loop: string;
  readonly fields: Inputs;
  readonly channel: string;
  readonly region?: string;
  readonly enterprise?: string;
  readonly grade?: string;
  readonly parent?: string;
  readonly tags?: readonly string[];
  readonly agent?: string;
  readonly hideIdentity?: boolean;
  readonly complainedOf?: readonly string[];
  readonly openerPrincipal?: string;
  /** Uploaded before; tied to the matter with it. */
  readonly files?: readonly string[];
};

/** What appeals need of matters; the platform runs them. */
export type MatterPorts = {
  readonly open: (call: Call, input: OpenMatter) => Promise<{ readonly id: string }>;
  readonly move: (
    call: Call,
    input: { readonly id: string; readonly move: string; readonly input: Inputs },
  ) => Promise<{ readonly id: string }>;
  /** The matter as this caller may see it, with its title and body in clear. @throws Refusal `matter.not-found` */
  readonly read: (call: Call, id: string) => Promise<ReadMatter>;
  /** Rows of lists as this caller may see them; those he may not are left out. */
  readonly rows: (call: Call, ids: readonly string[]) => Promise<readonly MatterRow[]>;
};

export type ReadMatter = { readonly state: MatterState; readonly title: string; readonly body: string };

/** Looks into the index of texts under the caller's entitlements. */
export type SimilarPorts = {
  readonly frequencies: (tenant: string, words: readonly string[]) => Promise<Frequencies>;
  /** Matters that have some of the words, most weight first. */
  readonly candidates: (call: Call, terms: readonly Term[], limit: number) => Promise<readonly ReadMatter[]>;
  /** The telling words of a text. */
  readonly words: (text: string) => readonly string[];
};

export type FilingPorts = {
  readonly ids: IdSource;
  /** Key of follow codes: with it a retry is told the same code. Never changes for a site. */
  readonly codeKey: string | Uint8Array;
  /** Keeps a keyed hash of the code; writing it again changes nothing. */
  readonly keepCode: (tenant: string, matter: string, code: string) => Promise<void>;
  /** The first id that was asked for under this key, so that a retry opens the same matter. */
  readonly reserveId: (tenant: string, key: string, wanted: string) => Promise<string>;
  /** Counts attempts within a window; the key holds personal data and must be hashed before it is kept. */
  readonly hit: (
    tenant: string,
    key: string,
    windowMs: number,
  ) => Promise<{ readonly count: number; readonly retryAfterMs: number }>;
  readonly enterpriseExists: (tenant: string, id: string) => Promise<boolean>;
  /** Names of those of the ids that are people who serve. */
  readonly peopleKnown: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
};

export type PackPorts = {
  readonly categories: (tenant: string) => readonly Category[];
  readonly places: (tenant: string) => readonly Place[];
  /** Units by all their names. */
  readonly unitNames: (tenant: string) => readonly NamedUnit[];
  readonly dispatch: (tenant: string) => DispatchMap;
  /** Title of a code of a list: region, grade, channel. */
  readonly title: (tenant: string, list: string, code: string) => string | undefined;
  readonly directory: (tenant: string, now: number) => Promise<Directory>;
  /** The grades of a loop, most serious first, with the lowest level that may handle each. */
  readonly grading: (
    tenant: string,
    loop: string,
  ) => readonly { readonly grade: string; readonly title: string; readonly level?: number | undefined }[];
};

export type Letter = {
  /** Writing the same letter twice leaves one. */
  readonly key: string;
  readonly principals: readonly string[];
  readonly text: string;
  readonly matter: string;
  readonly at: number;
};

export type TellPorts = { readonly tell: (tenant: string, letter: Letter) => Promise<void> };

export type AppealPorts = MatterPorts & SimilarPorts & FilingPorts & PackPorts & TellPorts;

/** Acts as whoever follows one matter by its code: sees and moves that one only. */
export const followerOf = (matter: string): Actor => ({
  kind: 'enterprise',
  id: `follow:${matter}`,
  roles: [],
  permissions: [],
});
