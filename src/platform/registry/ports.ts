import type { HandedOver, NamedDuty, Post, Region, RegistrySnapshot, Relation, Unit } from '#engines/registry';
import type { Day } from '#kernel';

export type Person = { readonly id: string; readonly name: string };

export type Enterprise = {
  /** 统一社会信用代码 */
  readonly id: string;
  readonly name: string;
  readonly region?: string;
  /** GB/T 4754 division */
  readonly industry?: string;
  readonly scale?: string;
  readonly address?: string;
  /** Facts with their source: {staff: {value, source, day}} and whatever else a site keeps. */
  readonly attributes: Readonly<Record<string, unknown>>;
};

export type EnterpriseQuery = {
  readonly q?: string | undefined;
  readonly region?: readonly string[] | undefined;
  readonly industry?: string | undefined;
  readonly scale?: string | undefined;
  readonly ids?: readonly string[] | undefined;
  /** The last id of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
};

/** A person who serves in a unit, with the post that says so. */
export type Serving = { readonly post: Post; readonly person: Person };

/** Writes of one transaction; while it runs nobody else changes this tenant's registry. */
export type RegistryWriter = {
  readonly putUnits: (units: readonly Unit[]) => Promise<void>;
  readonly putRegions: (regions: readonly Region[]) => Promise<void>;
  readonly putPeople: (people: readonly Person[], now: number) => Promise<void>;
  readonly putPosts: (posts: readonly Post[]) => Promise<void>;
  readonly putRelations: (relations: readonly Relation[]) => Promise<void>;
  readonly endPost: (id: string, validTo: Day) => Promise<void>;
  readonly endRelation: (id: string, validTo: Day) => Promise<void>;
  readonly putEnterprises: (enterprises: readonly Enterprise[], now: number) => Promise<void>;
  readonly handOver: (rows: readonly HandOverRow[]) => Promise<void>;
  /** Who did what to whom; the registry's own history. */
  readonly note: (entry: RegistryNote) => Promise<void>;
};

export type HandOverRow = HandedOver & {
  readonly id: string;
  readonly why: string;
  readonly by: string;
  readonly at: number;
};

export type RegistryNote = {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly unit?: string;
  readonly act: string;
  readonly object: string;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly requestId?: string;
};

export type RegistryStore = {
  /** With a day, only what holds on it; without, the whole history. */
  readonly loadSnapshot: (tenant: string, day?: Day) => Promise<RegistrySnapshot>;
  /** Rises with every change. */
  readonly revision: (tenant: string) => Promise<number>;
  /** The snapshot that `work` gets is the one it changes: changes of a tenant come one after another. */
  readonly change: <T>(
    tenant: string,
    work: (snapshot: RegistrySnapshot, writer: RegistryWriter) => Promise<T>,
  ) => Promise<T>;
  /** Grids and blocks of a person. */
  readonly duties: (tenant: string, person: string) => Promise<readonly Relation[]>;
  /** What a person answers for by name on a day. */
  readonly namedDuties: (tenant: string, person: string, on: Day) => Promise<readonly NamedDuty[]>;
  readonly findPeople: (tenant: string, ids: readonly string[]) => Promise<readonly Person[]>;
  readonly serving: (tenant: string, unit: string, day: Day) => Promise<readonly Serving[]>;
  readonly searchPeople: (tenant: string, q: string, day: Day, limit: number) => Promise<readonly Serving[]>;
  readonly findEnterprise: (tenant: string, id: string) => Promise<Enterprise | undefined>;
  readonly listEnterprises: (
    tenant: string,
    query: EnterpriseQuery,
  ) => Promise<{ readonly items: readonly Enterprise[]; readonly next?: string }>;
};
