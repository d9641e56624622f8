import type { FactCatalogue } from '#engines/registry';

export type FirmFact = string | number | boolean;
export type FirmRow = {
  readonly id: string;
  readonly name: string;
  readonly region: string | null;
  /** By key, as the database has it. */
  readonly facts: Readonly<Record<string, FirmFact>>;
};

export type FirmReader = {
  /** These facts of every enterprise of which all `known` ones are known, by code; refused past `most`. */
  readonly read: (
    tenant: string,
    asked: { readonly keys: readonly string[]; readonly known: readonly string[]; readonly most: number },
  ) => Promise<readonly FirmRow[]>;
  /** Which statement each of these facts rests on now. */
  readonly origins: (
    tenant: string,
    asked: { readonly enterprises: readonly string[]; readonly keys: readonly string[] },
  ) => Promise<readonly { readonly enterprise: string; readonly key: string; readonly no: number }[]>;
  readonly sources: (tenant: string, numbers: readonly number[]) => Promise<readonly FactSource[]>;
  readonly names: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
};

/** An import, correction or report that stated facts. */
export type FactSource = { readonly no: number; readonly title: string; readonly at: number };

export type FirmPortsForRuns = {
  readonly firms: FirmReader;
  readonly facts: () => FactCatalogue;
  readonly version: string;
};

/** A fact as whoever asks may see it. */
export type SeenFact = { readonly key: string; readonly value: FirmFact; readonly source?: string | undefined };

/** The grades of a frozen run become a fact of each enterprise, so that policies and tags follow them. */
export type GradeKeeper = (
  tenant: string,
  kept: {
    readonly fact: string;
    readonly title: string;
    readonly asOf: string;
    readonly grades: readonly (readonly [enterprise: string, grade: string])[];
    readonly now: number;
  },
) => Promise<void>;
