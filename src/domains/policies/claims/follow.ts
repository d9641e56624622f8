import { systemCall } from '#kernel';
import type { PolicyPorts } from '../ports.ts';
import type { Claim } from './claim.ts';
import { openClerkMatter } from './to-clerk.ts';

/** A process that ended between a claim and its matter is given this long to come back. */
const PATIENCE = 10 * 60_000;

/** What people decided in a matter becomes what the claim says. Returns how many were settled. */
export async function followClaims(ports: PolicyPorts, tenant: string, now: number): Promise<number> {
  const settled = await followDecided(ports, tenant, now);
  await attend(ports, tenant, now);
  return settled;
}

/** Of one enterprise at once, when it looks: it was told before the clockwork came by. */
export async function followDecided(
  ports: PolicyPorts,
  tenant: string,
  now: number,
  enterprise?: string,
): Promise<number> {
  let settled = 0;
  for (const { claim, outcome, closedBy, pauses } of await ports.claims.decided(tenant, 500, enterprise)) {
    const upheld = outcome === 'resolved';
    // Of a claim “resolved” is a yes; of an objection it means that the objection was right.
    const granted = claim.status === 'objected' ? !upheld : upheld;
    const batch = claim.batch ? await ports.claims.findBatch(tenant, claim.batch) : undefined;
    const back = claim.status === 'objected' && granted && batch?.status === 'publicity';
    const status = back ? 'publicity' : granted ? 'approved' : outcome === 'withdrawn' ? 'withdrawn' : 'refused';
    const paused = pauses.reduce((sum, each) => sum + ports.workingDaysBetween(each.from, each.to), 0);
    const pausedDays = (claim.pausedDays ?? 0) + paused;
    const reason = status === 'refused' ? await reasonOf(ports, tenant, claim) : undefined;
    const to = { status, decidedBy: closedBy, decidedAt: now, pausedDays, ...(reason ? { reason } : {}) } as const;
    if (await ports.claims.change(tenant, claim.id, [claim.status], to)) settled += 1;
  }
  return settled;
}

/** An objection is another's matter: that it was right is all the applicant is told of it. */
async function reasonOf(
  ports: PolicyPorts,
  tenant: string,
  { status, matter, enterprise }: Claim,
): Promise<string | undefined> {
  if (status === 'objected') return '公示期内有异议，经核实成立';
  return matter === undefined ? undefined : ports.endingOf(tenant, { matter, enterprise });
}

/** A claim with a clerk is somebody's work, whatever happened on the way to him. */
async function attend(ports: PolicyPorts, tenant: string, now: number): Promise<void> {
  const waiting = await ports.claims.unattended(tenant, now - PATIENCE);
  if (waiting.length === 0) return;
  const library = await ports.library(tenant);
  for (const claim of waiting) {
    const each = library.clause(claim.clause);
    if (each)
      await openClerkMatter(ports, systemCall(tenant, now, ports.ids()), each, claim, '请对照申领页的逐条件结论核实');
  }
}
