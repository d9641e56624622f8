import { z } from 'zod';
import type { IndicatorValue } from '../events/value.ts';
import { PERIODS, type Period } from '../events/window.ts';

/** A threshold that an indicator should not pass. */
export const Alert = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,48}$/),
    indicator: z.string(),
    period: z.enum(Object.keys(PERIODS) as [Period, ...Period[]]),
    below: z.number().optional(),
    above: z.number().optional(),
    fewest: z.int().min(1).default(30).describe('记录少于此数不预警'),
    assumed: z.boolean().optional(),
  })
  .refine((each) => (each.below === undefined) !== (each.above === undefined), '须写明 below 或 above，只写一个');
export type Alert = z.infer<typeof Alert>;

export const AlertsFile = z.strictObject({ alerts: z.array(Alert).max(200) });

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
