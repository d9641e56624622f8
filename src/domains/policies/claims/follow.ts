import type { PolicyPorts } from '../ports.ts';

/** What people decided in a matter becomes what the claim says. Returns how many were settled. */
export async function followClaims(ports: PolicyPorts, tenant: string, now: number): Promise<number> {
  let settled = 0;
  for (const { claim, outcome, pauses } of await ports.claims.decided(tenant, 500)) {
    const upheld = outcome === 'resolved';
    // Of a claim “resolved” is a yes; of an objection it means that the objection was right.
    const granted = claim.status === 'objected' ? !upheld : upheld;
    const batch = claim.batch ? await ports.claims.findBatch(tenant, claim.batch) : undefined;
    const back = claim.status === 'objected' && granted && batch?.status === 'publicity';
    const status = back ? 'publicity' : granted ? 'approved' : outcome === 'withdrawn' ? 'withdrawn' : 'refused';
    const pausedDays = pauses.reduce((sum, each) => sum + ports.workingDaysBetween(each.from, each.to), 0);
    const to = { status, decidedBy: 'matter', decidedAt: now, pausedDays } as const;
    if (await ports.claims.change(tenant, claim.id, [claim.status], to)) settled += 1;
  }
  return settled;
}
