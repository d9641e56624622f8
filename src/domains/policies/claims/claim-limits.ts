import { z } from 'zod';
import { Amount } from '#kernel';

/**
 * 兑现期限, in working days: how long a list lies open, and by when an advance is settled where a clause says nothing;
 * how many firms are listed while somebody waits; and from what sum on one person alone does not grant.
 */
export const ClaimLimits = z.object({
  publicityDays: z.int().min(1).max(60),
  settleDays: z.int().min(1).max(750),
  atHand: z.int().min(1).max(5000),
  secondFrom: Amount,
});
export type ClaimLimits = z.infer<typeof ClaimLimits>;
