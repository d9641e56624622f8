import { type Call, isRefusal, refuse } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { PolicyPorts } from '../ports.ts';
import { boundsOf, roomIn, scopeOf } from './bounds.ts';
import type { Claim } from './claim.ts';
import { reviewOf } from './review-of.ts';
import { openClerkMatter } from './to-clerk.ts';

/**
 * 复核: a refusal is looked at again, by a person where a rule refused, by another person where a person did. The place
 * and the cap must still be there. The days between count for nobody.
 */
export async function askReview(
  ports: PolicyPorts,
  call: Call,
  each: LibraryClause,
  claim: Claim,
  reason: string,
): Promise<Claim> {
  const kind = reviewOf(claim);
  // Asked for before, by a call that ended before its matter was there.
  const again = claim.status === 'with-clerk' && claim.matter === undefined;
  if (!kind && !again) throw noReview(claim);
  const open = `企业请求复核：${reason}${claim.decidedBy === 'rule' ? `\n规则结论：${claim.reason ?? ''}` : ''}`;
  const waiting = kind ? await reopened(ports, call, each, claim, kind) : claim;
  return openClerkMatter(ports, call, each, waiting, open);
}

async function reopened(
  ports: PolicyPorts,
  call: Call,
  each: LibraryClause,
  claim: Claim,
  kind: 'person' | 'appeal',
): Promise<Claim> {
  const bounds = boundsOf(await ports.library(call.tenant), each, claim.period, claim.filedAt);
  const idle = ports.workingDaysBetween(claim.decidedAt ?? call.now, call.now);
  const to = {
    status: 'with-clerk',
    matter: null,
    pausedDays: (claim.pausedDays ?? 0) + idle,
    ...(kind === 'appeal' ? { appealedAt: call.now } : {}),
    ...(kind === 'appeal' && claim.matter ? { firstMatter: claim.matter } : {}),
  } as const;
  const scope = { ...scopeOf(bounds, claim.enterprise), id: claim.id, from: ['refused'] as const };
  const changed = await ports.claims.amend(call.tenant, scope, (standing) => {
    const room = roomIn(bounds, standing);
    if (isRefusal(room)) throw room;
    return to;
  });
  if (!changed) throw noReview(claim);
  const { matter: _before, ...rest } = claim;
  const { matter: _none, ...now } = to;
  return { ...rest, ...now };
}

const noReview = ({ status, appealedAt }: Claim) =>
  refuse({
    code: 'claims.no-review',
    kind: 'conflict',
    what: status === 'refused' ? '这笔申领已经复核过' : '只有未通过的可以申请复核',
    ...(appealedAt === undefined ? {} : { why: '复核只有一次' }),
    todo: status === 'refused' ? '可以依法申请行政复议或者提起行政诉讼' : '进度请看“我的申领”',
  });
