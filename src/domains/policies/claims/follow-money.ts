import type { PolicyPorts } from '../ports.ts';
import type { MovedClaim, Pace } from './claim.ts';

const A_ROUND = 1000;

/** What happened to the money of claims comes back to them: sent, arrived, came back. */
export async function followMoney(ports: PolicyPorts, tenant: string): Promise<number> {
  let done = 0;
  for (;;) {
    const moved = await ports.claims.moved(tenant, A_ROUND);
    await ports.claims.markMoved(
      tenant,
      moved.map((each) => ({ ...each, ...paceOf(ports, each) })),
    );
    done += moved.length;
    if (moved.length < A_ROUND) return done;
  }
}

/** 补正期间不计时: the days that lay with the applicant count for nobody. */
function paceOf(
  { workingDaysBetween }: Pick<PolicyPorts, 'workingDaysBetween'>,
  { filedAt, decidedAt, sentAt, arrivedAt, pausedDays }: MovedClaim,
): Pace {
  const until = (at: number | null) => (at === null ? null : Math.max(0, workingDaysBetween(filedAt, at) - pausedDays));
  return { decidedDays: until(decidedAt), sentDays: until(sentAt), arrivedDays: until(arrivedAt) };
}
