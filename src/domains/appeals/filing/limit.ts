import { type Call, refuse } from '#kernel';
import type { FilingPorts } from '../ports.ts';

const HOUR = 3_600_000;

/** A person files a few a day; an office or an industrial park shares one address. */
const LIMITS = [
  { what: 'phone', most: 10, ms: 24 * HOUR, says: '同一电话当天提交的诉求已达上限' },
  { what: 'address', most: 60, ms: HOUR, says: '同一网络提交的诉求过于频繁' },
] as const;

/** @throws Refusal `appeals.too-many` */
export async function limitFiling({ hit }: FilingPorts, call: Call, phone: string | undefined): Promise<void> {
  const keys = { phone: phone?.replaceAll(/\D/g, '').slice(-11), address: call.address };
  for (const { what, most, ms, says } of LIMITS) {
    const key = keys[what];
    if (key === undefined) continue;
    const { count, retryAfterMs } = await hit(call.tenant, `appeal ${what} ${key}`, ms);
    if (count <= most) continue;
    throw refuse({
      code: 'appeals.too-many',
      kind: 'too-many',
      what: says,
      todo: '请稍后再提交；紧急情况请拨打 12345',
      at: [{ retryAfter: Math.max(1, Math.ceil(retryAfterMs / 1000)) }],
    });
  }
}
