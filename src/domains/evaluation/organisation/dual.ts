import type { TeamsFile } from './teams.ts';

/** A district and a department of the city lead an indicator together. */
export type DualLead = {
  readonly id: string;
  readonly region: string;
  readonly indicator: string;
  readonly district: string;
  readonly department: string;
  readonly since: string;
  /** The last day; null while it holds. */
  readonly until: string | null;
  readonly setBy: string;
  readonly setAt: number;
  readonly endedWhy: string | null;
  readonly endedBy: string | null;
};

export type DualStore = {
  /** Newest first. */
  readonly all: (tenant: string) => Promise<readonly DualLead[]>;
  /** Ends what the district has and gives it this one. */
  readonly set: (tenant: string, lead: Omit<DualLead, 'until' | 'endedWhy' | 'endedBy'>, why: string) => Promise<void>;
  /** False where the district has none. */
  readonly end: (
    tenant: string,
    region: string,
    ended: { readonly until: string; readonly why: string; readonly by: string; readonly at: number },
  ) => Promise<boolean>;
};

/** @example inForce([{ since: '2026-01-01', until: null }], '2026-03-01').length // 1 */
export const inForce = <T extends Pick<DualLead, 'since' | 'until'>>(leads: readonly T[], on: string): readonly T[] =>
  leads.filter((each) => each.since <= on && (each.until === null || on <= each.until));

export type DualLine = Pick<DualLead, 'region' | 'indicator' | 'district' | 'department'> & {
  /** Undefined where only the pack suggests it: it is shown, and counts in nobody's score. */
  readonly since?: string;
};

/** What holds on a day; where a district never had any, what the pack suggests. */
export async function dualsOn(
  ports: { readonly organisation: () => TeamsFile; readonly duals: DualStore },
  tenant: string,
  on: string,
): Promise<{ readonly lines: readonly DualLine[]; readonly all: readonly DualLead[] }> {
  const all = await ports.duals.all(tenant);
  const touched = new Set(all.map((each) => each.region));
  const suggested = ports.organisation().dual.filter((each) => !touched.has(each.region));
  return { lines: [...inForce(all, on), ...suggested].toSorted((a, b) => (a.region < b.region ? -1 : 1)), all };
}
