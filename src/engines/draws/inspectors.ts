import type { DrawPlan, Inspector } from './schema.ts';
import { rankByTicket, type Ticket } from './seed.ts';

export type Assignment = {
  /** The unit to be inspected. */
  readonly code: string;
  readonly inspectors: readonly Ticket[];
  /** How many are lacking because nobody else was eligible. */
  readonly missing: number;
  /** Who was passed over for this unit, and why. */
  readonly excluded: readonly { readonly code: string; readonly reason: string }[];
};

/**
 * Draws inspectors for each unit with tickets of their own, HMAC(seed, period|unit|inspector). Units are served in the
 * order given; who has a conflict, lacks a licence or is fully loaded by then is passed over with the reason shown.
 */
export function assignInspectors(
  seed: string,
  plan: DrawPlan,
  units: readonly string[],
  inspectors: readonly Inspector[],
): Assignment[] {
  const rule = plan.inspectors;
  if (!rule) return [];
  const load = new Map<string, number>();
  return units.map((unit) => {
    const reasons = new Map(inspectors.map((one) => [one.code, reasonAgainst(one, unit, rule, load)]));
    const excluded = inspectors.flatMap(({ code }) => {
      const reason = reasons.get(code);
      return reason ? [{ code, reason }] : [];
    });
    const eligible = inspectors.filter(({ code }) => !reasons.get(code)).map(({ code }) => code);
    const chosen = rankByTicket(seed, [plan.period, unit], eligible).slice(0, rule.perUnit);
    for (const { code } of chosen) load.set(code, (load.get(code) ?? 0) + 1);
    return { code: unit, inspectors: chosen, missing: rule.perUnit - chosen.length, excluded };
  });
}

function reasonAgainst(
  inspector: Inspector,
  unit: string,
  { licences, maxLoad }: NonNullable<DrawPlan['inspectors']>,
  load: ReadonlyMap<string, number>,
): string | undefined {
  const conflict = inspector.conflicts.find(({ code }) => code === unit);
  if (conflict) return `回避：${conflict.reason}`;
  const lacking = licences.find((licence) => !inspector.licences.includes(licence));
  if (lacking !== undefined) return `未持有${lacking}`;
  return maxLoad !== undefined && (load.get(inspector.code) ?? 0) >= maxLoad ? `已承担 ${maxLoad} 户` : undefined;
}
