import { z } from 'zod';
import { parseMoney } from '#kernel';

/**
 * 兑现期限, in working days: how long a list lies open, and by when an advance is settled where a clause says nothing;
 * and from what sum on one person alone does not grant.
 */
export const ClaimLimits = z.object({
  publicityDays: z.int().min(1).max(60).default(5),
  settleDays: z.int().min(1).max(750).default(120),
  secondFrom: z.string().max(30).default('50万元').transform(parseMoney),
});
export type ClaimLimits = z.infer<typeof ClaimLimits>;
