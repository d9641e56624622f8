import type { Literal, Rationing } from '#engines/rules';

/** One way of setting the numbers; several are put side by side. */
export type Variant = {
  readonly name: string;
  readonly values: { readonly [parameter: string]: Literal };
  /** In 分. */
  readonly budget?: { readonly most: number; readonly how: Rationing } | undefined;
};

/** A way of setting the numbers that somebody kept, apart from every live rule. */
export type Scenario = {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly note: string;
  readonly set: string;
  /** Of the text that was tried. */
  readonly setVersion: string;
  readonly clauses: readonly string[];
  readonly variants: readonly Variant[];
  readonly actor: string;
  readonly unit?: string;
  readonly at: number;
};

export type ScenarioQuery = {
  readonly q?: string | undefined;
  readonly set?: string | undefined;
  readonly by?: string | undefined;
  readonly after?: { readonly at: number; readonly id: string } | undefined;
  readonly limit: number;
};

export type ScenarioStore = {
  /** The newest version of each, the last saved first. */
  readonly list: (tenant: string, query: ScenarioQuery) => Promise<readonly Scenario[]>;
  readonly find: (tenant: string, id: string, version?: number) => Promise<Scenario | undefined>;
  readonly versions: (
    tenant: string,
    id: string,
  ) => Promise<readonly Pick<Scenario, 'version' | 'title' | 'actor' | 'at'>[]>;
  /** `false` when that version is taken. */
  readonly add: (tenant: string, scenario: Scenario) => Promise<boolean>;
};
