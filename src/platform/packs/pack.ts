import type { FactDefinition, FactGroup, Region, Unit } from '#engines/registry';
import type { CalendarData } from '#kernel';
import type { EnterpriseRules } from './enterprise-rules.ts';
import type { Finding } from './finding.ts';
import type { CodeList, Manifest, PermissionEntry, RoleEntry } from './schema.ts';

/** A policy as its file says it; the policies domain reads and proves it. */
export type PolicyText = { readonly file: string; readonly text: string };

/** A loop as its file says it, layers applied; the matters engine parses and proves it. */
export type LoopFile = { readonly loop: string; readonly file: string; readonly text: string; readonly data: unknown };

/** Everything the packs say, layers applied: what the site starts from. */
export type Pack = {
  readonly layers: readonly Manifest[];
  readonly units: readonly Unit[];
  readonly regions: readonly Region[];
  readonly permissions: readonly PermissionEntry[];
  readonly roles: readonly RoleEntry[];
  readonly lists: Readonly<Record<string, CodeList>>;
  /** The fact catalogue: pass it to `factCatalogueOf`, or straight to `declare`. */
  readonly facts: readonly FactDefinition[];
  readonly factGroups: readonly FactGroup[];
  /** Size, precedence of sources, tags and the cultivation ladder. */
  readonly enterprises: EnterpriseRules;
  readonly loops: readonly LoopFile[];
  /** Policies of every layer, the demo's too; each file stands by itself. */
  readonly policies: readonly PolicyText[];
  /** The national calendar with what the city decided for itself. */
  readonly calendar?: CalendarData;
  readonly settings: Readonly<Record<string, unknown>>;
  /** What every post of a unit may do beside its role, because the work is that unit's. */
  readonly grants: Readonly<Record<string, readonly string[]>>;
  /** Paths inside the packs folder: Word templates, source texts of plans. */
  readonly templates: readonly string[];
  readonly plans: readonly string[];
  /** Other YAML of base and city by its path without ending (`dispatch`), unparsed: the line of work that reads it knows. */
  readonly other: Readonly<Record<string, unknown>>;
  /** Says where something stands in a file of `other` or `demo`, by the same names. */
  readonly at: (place: string, path: readonly PropertyKey[], message: string) => Finding;
  /** Files of demo layers by name without ending, unparsed: the demo knows their shape. */
  readonly demo: Readonly<Record<string, unknown>>;
};
