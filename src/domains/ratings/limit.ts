import { type Call, refuse } from '#kernel';
import type { RatingPorts } from './ports.ts';

const HOUR = 3_600_000;
/** A hall's own network serves all its visitors. */
const LIMITS = [
  { what: 'phone', most: 20, ms: 24 * HOUR },
  { what: 'address', most: 120, ms: HOUR },
] as const;

/** @throws Refusal `ratings.too-many` */
export async function limitRating({ hit }: RatingPorts, call: Call, phone: string | undefined): Promise<void> {
  const keys = { phone, address: call.address };
  for (const { what, most, ms } of LIMITS) {
    const key = keys[what];
    if (key === undefined) continue;
    const { count, retryAfterMs } = await hit(call.tenant, `rating ${what} ${key}`, ms);
    if (count <= most) continue;
    throw refuse({
      code: 'ratings.too-many',
      kind: 'too-many',
      what: '评价过于频繁',
      todo: '请稍后再评；紧急情况请拨打 12345',
      at: [{ retryAfter: Math.max(1, Math.ceil(retryAfterMs / 1000)) }],
    });
  }
}
