import { z } from 'zod';
import { type IndicatorValue, movementOf } from '../events/value.ts';
import { PERIODS, type Period } from '../events/window.ts';

const Id = z.string().regex(/^[a-z0-9-]{1,48}$/);
const PeriodId = z.enum(Object.keys(PERIODS) as [Period, ...Period[]]);

/** A threshold that an indicator should not pass: a fixed one, or its own value in the period before. */
export const Alert = z
  .strictObject({
    id: Id,
    indicator: z.string(),
    period: PeriodId,
    below: z.number().optional(),
    above: z.number().optional(),
    worse: z.number().positive().optional().describe('比上一期变差至少这么多，并且超出误差'),
    by: z.enum(['none', 'category', 'region']).default('none').describe('逐类、逐地看'),
    fewest: z.int().min(1).default(30).describe('记录少于此数不预警'),
    assumed: z.boolean().optional(),
  })
  .refine(
    ({ below, above, worse }) => [below, above, worse].filter((each) => each !== undefined).length === 1,
    '须写明 below、above 或 worse，只写一个',
  );
export type Alert = z.infer<typeof Alert>;

/** A county whose tier will change if it goes on as lately. */
export const TierAlert = z.strictObject({
  id: Id,
  scheme: z.string(),
  period: PeriodId.default('90d'),
  lately: PeriodId.default('30d').describe('近来，须短于 period'),
  assumed: z.boolean().optional(),
});
export type TierAlert = z.infer<typeof TierAlert>;

/** Values that were stated before and should long be there again. */
export const LateAlert = z.strictObject({
  id: Id,
  days: z.int().min(1).max(400).describe('期末以后这么多天还没有入库'),
  assumed: z.boolean().optional(),
});
export type LateAlert = z.infer<typeof LateAlert>;

export const AlertsFile = z.strictObject({
  alerts: z.array(Alert).max(200),
  tiers: z.array(TierAlert).max(20).default([]),
  late: z.array(LateAlert).max(20).default([]),
});
export type AlertsFile = z.infer<typeof AlertsFile>;

export const NO_ALERTS: AlertsFile = { alerts: [], tiers: [], late: [] };

export type Reading = 'past' | 'within' | 'unsure';

/**
 * Past only where chance alone does not carry it there: the whole interval lies beyond; within only where the value is
 * back. In between nothing is opened and nothing ended, so that a value on the line does not ring again and again.
 */
export function readAlert({ below, above, fewest }: Alert, { value, counted, interval }: IndicatorValue): Reading {
  if (value === null || counted < fewest) return 'unsure';
  const [low, high] = interval ?? [value, value];
  if (below !== undefined) return high < below ? 'past' : value >= below ? 'within' : 'unsure';
  if (above !== undefined) return low > above ? 'past' : value <= above ? 'within' : 'unsure';
  return 'unsure';
}

/** Off its own history: worse than in the period before, by so much at least and by more than chance alone may do. */
export function readWorse(
  { worse = 0, fewest }: Alert,
  direction: 'higher' | 'lower' | 'none',
  now: IndicatorValue,
  before: IndicatorValue,
): Reading {
  if (now.value === null || before.value === null || direction === 'none') return 'unsure';
  if (now.counted < fewest || before.counted < fewest) return 'unsure';
  const lost = direction === 'higher' ? before.value - now.value : now.value - before.value;
  const isBeyondChance = movementOf({ direction }, before, now) === -1;
  return lost >= worse && isBeyondChance ? 'past' : lost <= 0 ? 'within' : 'unsure';
}

type Placed = { readonly score: number | null; readonly tier: number | null; readonly unit: { readonly id: string } };

/** The tier in which a unit would stand with this score, among the others as they stand. */
export function tierWith(lines: readonly Placed[], unit: string, score: number): number | null {
  const others = lines.filter((each) => each.unit.id !== unit && each.score !== null && each.tier !== null);
  return (others.find((each) => (each.score ?? 0) <= score) ?? others.at(-1))?.tier ?? null;
}
