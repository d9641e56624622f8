import { systemCall } from '#kernel';
import type { PolicyPorts } from '../ports.ts';
import { handToBooks } from './apply.ts';

/** What people decided in a matter becomes what the claim says. Returns how many were settled. */
export async function followClaims(ports: PolicyPorts, tenant: string, now: number): Promise<number> {
  const library = await ports.library(tenant);
  const call = systemCall(tenant, now, ports.ids());
  let settled = 0;
  for (const { claim, outcome } of await ports.claims.decided(tenant, 500)) {
    const each = library.clause(claim.clause);
    const upheld = outcome === 'resolved';
    // Of a claim “resolved” is a yes; of an objection it means that the objection was right.
    const granted = claim.status === 'objected' ? !upheld : upheld;
    const batch = claim.batch ? await ports.claims.findBatch(tenant, claim.batch) : undefined;
    const back = claim.status === 'objected' && granted && batch?.status === 'publicity';
    const status = back ? 'publicity' : granted ? 'approved' : 'refused';
    const to = { status, decidedBy: 'matter', decidedAt: now } as const;
    if (!(await ports.claims.change(tenant, claim.id, [claim.status], to))) continue;
    if (each) await handToBooks(ports, call, each, { ...claim, ...to });
    settled += 1;
  }
  return settled;
}
