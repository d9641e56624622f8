import type { FactDeclaration } from '#language';

/** open: anybody; internal: officials who may read facts; sensitive: only with a permission of its own, and logged. */
export type Sensitivity = 'open' | 'internal' | 'sensitive';

/** Where an enterprise is. The register says it too, for those of whom no department has stated it. */
export const PLACE = '所在区域';

const PERMISSION = { internal: 'facts.read', sensitive: 'facts.sensitive' } as const;

/** May whoever holds these permissions not see such a fact of one firm? */
export const isHiddenFrom = (permissions: readonly string[], sensitivity: Sensitivity = 'internal'): boolean =>
  sensitivity !== 'open' && !permissions.includes(PERMISSION[sensitivity]);

/**
 * A fact that the catalogue knows. It is a declaration of the expression language as it stands, so that
 * `declare(catalogue.facts)` works; the rest says who answers for it and how long it is good.
 */
export type FactDefinition = FactDeclaration & {
  /** Stable name in code, columns and tables: `annualRevenue`. */
  readonly key: string;
  /** The drawer of the enterprise's file it lies in: tax, social … */
  readonly group: string;
  /** Code of list `fact-owner`: the department that answers for it. */
  readonly owner: string;
  readonly sensitivity: Sensitivity;
  /** Older than this many days, a value is shown as stale. */
  readonly freshDays: number;
  /** Of a `number`: decimals kept; 0 is an integer. */
  readonly decimals?: number | undefined;
  /** Counted per calendar year: 上年营业收入. */
  readonly yearly?: boolean | undefined;
  /** Of figures: may be below zero, as a profit or a growth may. */
  readonly signed?: boolean | undefined;
  /** Of figures: the most there can be, as people write it: 100%. */
  readonly max?: string | undefined;
  /** Of a `date`: has happened, so it cannot lie ahead. */
  readonly past?: boolean | undefined;
  /** Worked out from other facts, never imported. */
  readonly derived?: boolean | undefined;
};

export type FactGroup = { readonly id: string; readonly title: string };
