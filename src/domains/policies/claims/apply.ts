import { type Call, type Day, dayOf, hashOf, isRefusal, type Money, money, refuse, toInstant } from '#kernel';
import type { Facts } from '#language';
import { STANDINGS } from '../browse/views.ts';
import type { LibraryClause } from '../clause/index.ts';
import { type Decision, decideClause, standingOf } from '../match/decide.ts';
import { reaches } from '../match/decide-all.ts';
import type { KnownEnterprise, PolicyPorts } from '../ports.ts';
import { boundsOf, roomIn, scopeOf } from './bounds.ts';
import type { Claim } from './claim.ts';
import { periodOf } from './period.ts';
import { promiseInTurn } from './promise.ts';
import { recordOf, whyNot } from './record.ts';
import { type Stated, statedFacts } from './stated.ts';
import { openClerkMatter } from './to-clerk.ts';
import { paysNothing } from './views.ts';

const no = (code: string, what: string, why: string | undefined, todo: string) =>
  refuse({ code: `claims.${code}`, kind: 'conflict', what, todo, ...(why ? { why } : {}) });

/** What can be asked for today, by this enterprise. */
export function mustBeClaimable(each: LibraryClause, enterprise: KnownEnterprise, day: Day): void {
  const { clause, policy } = each;
  const standing = standingOf(policy, clause, day);
  if (standing !== 'open') throw no('closed', '这条政策现在不能申领', STANDINGS[standing], '请看条款的有效期和申报期');
  if (clause.mode === 'declared')
    throw no('declared', '这项优惠在纳税申报时自行享受，不用在这里申领', undefined, '请在申报时填报');
  if (clause.mode === 'automatic')
    throw no('automatic', '这是免申即享政策，不用申领', undefined, '主管单位会按数据发放，公示后直接到账');
  if (!reaches(each, enterprise.region)) throw no('elsewhere', '这条政策不适用于企业所在地', undefined, '请看适用区域');
}

/**
 * 即申即享: decided within the call where every fact is authoritative; a no by rule may go on to a person, and what the
 * data cannot settle goes to a clerk with the open conditions first.
 */
export async function applyFor(
  ports: PolicyPorts,
  call: Call,
  each: LibraryClause,
  known: KnownEnterprise,
  stated: Stated = {},
): Promise<Claim> {
  const library = await ports.library(call.tenant);
  const day = dayOf(toInstant(call.now));
  const before = await ports.claims.find(call.tenant, idOf(ports, call, known.id));
  if (before) return before;
  mustBeClaimable(each, known, day);
  const said = statedFacts(library, each, known.facts, stated);
  const enterprise = {
    ...known,
    facts: { ...known.facts, ...said },
    unsure: [...(known.unsure ?? []), ...Object.keys(said)],
  };
  const bounds = boundsOf(library, each, periodOf(each.clause.per, day), call.now);
  const room = roomIn(bounds, await ports.claims.standing(call.tenant, scopeOf(bounds, enterprise.id)));
  if (isRefusal(room)) throw room;
  const decision = cutTo(room.most, decideClause(each, enterprise.facts, day));
  const claim = claimOf(ports, call, each, enterprise, decision, day);
  const doubtful = enterprise.unsure.filter((name) => each.reads.includes(name));
  const byRule = each.clause.mode === 'instant' && doubtful.length === 0;
  if (byRule && decision.outcome === 'yes' && decision.amount === 0)
    return keep(ports, call, each, {
      ...claim,
      status: 'refused',
      decidedBy: 'rule',
      decidedAt: call.now,
      reason: '条件符合，但按数据测算的金额是 0 元',
    });
  if (byRule && decision.outcome === 'yes' && decision.amountMissing.length === 0)
    return approve(ports, call, each, { ...claim, status: 'approved', decidedBy: 'rule', decidedAt: call.now });
  if (byRule && decision.outcome === 'no') await mustBeNews(ports, call, claim);
  if (byRule && decision.outcome === 'no')
    return keep(ports, call, each, {
      ...claim,
      status: 'refused',
      decidedBy: 'rule',
      decidedAt: call.now,
      reason: whyNot(decision),
    });
  const open = openWords(decision, doubtful, said);
  const own = Object.keys(said);
  const kept = own.length > 0 ? { ...claim, decision: { ...claim.decision, stated: own } } : claim;
  const written = await keep(ports, call, each, kept);
  return written.matter ? written : openClerkMatter(ports, call, each, written, open);
}

/** A refusal by rule is not asked for again over the same data: the answer would be the same. */
async function mustBeNews({ claims }: PolicyPorts, { tenant }: Call, claim: Claim): Promise<void> {
  const { enterprise, clause, period, version, decision } = claim;
  const [last] = await claims.list(tenant, { enterprise, clauses: [clause], status: 'refused', limit: 1 });
  const same = last?.decision.factsHash === decision.factsHash && last?.version === version && last.period === period;
  if (!same || last.decidedBy !== 'rule') return;
  throw no(
    'nothing-new',
    '数据没有变化，结果还是未通过',
    last.reason,
    '数据不对的，请提出异议，更正后再申领；对结果有异议的，请在“我的申领”里请人工复核',
  );
}

/** What is left under a cap over several clauses is all that can be had. */
const cutTo = <T extends { readonly amount?: Money }>(most: Money | undefined, given: T): T =>
  most === undefined || given.amount === undefined || given.amount <= most ? given : { ...given, amount: most };

const claimOf = (
  { ids }: PolicyPorts,
  call: Call,
  each: LibraryClause,
  enterprise: KnownEnterprise,
  decision: Decision,
  day: Day,
): Claim => ({
  id: idOf({ ids }, call, enterprise.id),
  clause: each.clause.clause,
  version: each.version,
  enterprise: enterprise.id,
  period: periodOf(each.clause.per, day),
  status: 'with-clerk',
  ...(paysNothing(each) ? { amount: money(0) } : {}),
  ...(decision.amount === undefined ? {} : { amount: decision.amount }),
  decision: recordOf(each, enterprise.facts, day, decision),
  filedAt: call.now,
});

/** The same submit again is the same claim. */
const idOf = ({ ids }: Pick<PolicyPorts, 'ids'>, { idempotencyKey }: Call, enterprise: string): string =>
  idempotencyKey ? hashOf([idempotencyKey, enterprise]).slice(0, 24) : ids();

/** Written in view of what stands by now: of two who ask for the last place at once, one gets it. */
async function keep(ports: PolicyPorts, call: Call, each: LibraryClause, claim: Claim): Promise<Claim> {
  const bounds = boundsOf(await ports.library(call.tenant), each, claim.period, call.now);
  let kept = claim;
  const added = await ports.claims.admit(call.tenant, scopeOf(bounds, claim.enterprise), (standing) => {
    if (claim.status === 'refused') return { claims: [claim] };
    if (standing.held.some((one) => one.id === claim.id)) return { claims: [] };
    const room = roomIn(bounds, standing);
    if (isRefusal(room)) throw room;
    kept = cutTo(room.most, claim);
    return { claims: [kept] };
  });
  if (added === 1) return kept;
  const before = await ports.claims.find(call.tenant, claim.id);
  if (before) return before;
  throw no('twice', '本期已经申领过这一项', `每家企业每期一次（${claim.period}）`, '进度请看“我的申领”');
}

async function approve(ports: PolicyPorts, call: Call, each: LibraryClause, claim: Claim): Promise<Claim> {
  const kept = await keep(ports, call, each, claim);
  await promiseInTurn(ports, call, each, AT_ONCE);
  return (await ports.claims.find(call.tenant, kept.id)) ?? kept;
}

/** A few who wait come along; a long line is the clockwork's. */
const AT_ONCE = 20;

const openWords = ({ conditions }: Decision, doubtful: readonly string[], said: Facts): string =>
  [
    ...conditions
      .filter((each) => each.outcome !== 'yes')
      .map((each) =>
        each.outcome === 'unknown' ? `待核：${each.text}（缺 ${each.missing.join('、')}）` : `不符：${each.text}`,
      ),
    ...(doubtful.length > 0
      ? [
          `企业自报、未经部门确认：${doubtful.map((name) => (name in said ? `${name}（${wordsOf(said[name])}）` : name)).join('、')}`,
        ]
      : []),
  ].join('\n') || '各项条件按数据均符合，请核实后决定';

const wordsOf = (value: unknown): string => (typeof value === 'boolean' ? (value ? '是' : '否') : String(value));
