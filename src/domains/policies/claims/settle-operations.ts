import { z } from 'zod';
import {
  type AnyOperation,
  type Call,
  formatMoney,
  isRefusal,
  type Money,
  money,
  operation,
  refuse,
  systemCall,
} from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { PolicyPorts } from '../ports.ts';
import { boundsOf, mustFit, scopeOf, without } from './bounds.ts';
import type { Claim } from './claim.ts';
import { mustBeInCharge } from './in-charge.ts';
import type { ClaimStanding } from './ports.ts';
import { promiseInTurn } from './promise.ts';
import { needsTwo } from './to-clerk.ts';
import { ClaimView, claimOf, claimView, clauseOf, Id, paysNothing } from './views.ts';
import { moveSettlements, openSettlement } from './watch-advances.ts';

const Fen = z.int().min(0).max(100_000_000_000_000).describe('分');
const Why = z.string().trim().min(4).max(500);

/** What the unit in charge says of the money of one claim: how much, and at the end how much after all. */
export const settleOperations = (ports: PolicyPorts) =>
  [
    operation({
      id: 'claims.fix-amount',
      method: 'POST',
      path: '/api/claims/{id}/amount',
      title: '核定金额（数据测不出金额，或核查后不同）',
      permission: 'claims.decide',
      input: z.strictObject({ id: Id, fen: Fen.min(1), why: Why.describe('怎么算的') }),
      output: ClaimView,
      handle: (call, { id, fen, why }) => fixAmount(ports, call, id, money(fen), why),
    }),
    operation({
      id: 'claims.settle',
      method: 'POST',
      path: '/api/claims/{id}/settle',
      title: '预拨清算：最终应得多少；少了补足，多了收回',
      permission: 'claims.decide',
      input: z.strictObject({ id: Id, fen: Fen.describe('最终应得总额，分'), why: Why.describe('依据，如验收结论') }),
      output: ClaimView,
      handle: (call, { id, fen, why }) => settleAdvance(ports, call, id, money(fen), why),
    }),
  ] satisfies readonly AnyOperation[];

async function fixAmount(ports: PolicyPorts, call: Call, id: string, amount: Money, why: string) {
  const claim = await claimOf(ports, call, id);
  const each = await clauseOf(ports, call, claim.clause);
  await mustBeInCharge(ports, call, each);
  if (paysNothing(each))
    throw refuse({
      code: 'claims.no-money',
      kind: 'conflict',
      what: `“${each.clause.title}”不发钱，没有金额可以核定`,
      todo: '审核通过即为认定',
    });
  const open = claim.status === 'with-clerk' || (claim.status === 'approved' && claim.item === undefined);
  const to = { status: claim.status, amount, reason: `核定金额：${why}` };
  if (claim.status === 'approved') mustBeAnother(ports, call, claim, amount);
  const bounds = boundsOf(await ports.library(call.tenant), each, claim.period, claim.filedAt);
  const scope = { ...scopeOf(bounds, claim.enterprise), id, from: [claim.status] };
  const fits = (standing: ClaimStanding) => {
    mustFit(bounds, without(standing, claim, bounds), amount);
    return to;
  };
  if (!open || !(await ports.claims.amend(call.tenant, scope, fits)))
    throw refuse({
      code: 'claims.amount-fixed',
      kind: 'conflict',
      what: '这笔申领的金额不能再改',
      why: '已经有结果，或者资金已经安排',
      todo: '预拨的请清算；已拨付的请在款项里认定应收回',
    });
  if (claim.status === 'approved') await promiseInTurn(ports, call, each, 1);
  return claimView(ports, call, await claimOf(ports, call, id));
}

/** Who granted a large sum does not also say what it comes to. */
function mustBeAnother(ports: PolicyPorts, { actor }: Call, { decidedBy }: Claim, amount: Money): void {
  if (decidedBy !== actor.id || !needsTwo(ports, amount)) return;
  throw refuse({
    code: 'claims.two-people',
    kind: 'forbidden',
    what: '金额须由另一人核定',
    why: `这笔申领是您批准的，金额达到 ${formatMoney(ports.limits().secondFrom)}`,
    todo: '请由另一位同事核定金额',
  });
}

async function settleAdvance(ports: PolicyPorts, call: Call, id: string, final: Money, why: string) {
  const claim = await claimOf(ports, call, id);
  const each = await clauseOf(ports, call, claim.clause);
  await mustBeInCharge(ports, call, each);
  const { item, advance, settled, money: stage } = claim;
  if (settled && claim.amount === final) return claimView(ports, call, claim);
  if (item === undefined || advance === undefined || settled || stage !== 'advanced')
    throw refuse({
      code: 'claims.not-advanced',
      kind: 'conflict',
      what: '现在没有可以清算的预拨',
      why: advance === undefined ? '这笔不是预拨' : settled ? '已经清算过' : '预拨的款项还没有全部到账',
      todo: '请看这笔申领的资金进度',
    });
  mustBeAnother(ports, call, claim, money(Math.max(advance, final)));
  if (!claim.settleMatter) await openSettlement(ports, systemCall(call.tenant, call.now, ports.ids()), claim);
  const raised = await raise(ports, call, claim, each, final);
  try {
    await ports.payments.settle(call, { item, final, note: `预拨清算：${why}`.slice(0, 200) });
  } catch (error) {
    if (raised && isRefusal(error)) await raised.undo();
    throw error;
  }
  const how = final > advance ? 'topped-up' : final < advance ? 'recovered' : 'settled';
  await ports.claims.settle(call.tenant, id, { how, final, by: call.actor.id, why, now: call.now });
  await moveSettlements(ports, systemCall(call.tenant, call.now, ports.ids()), id);
  return claimView(ports, call, await claimOf(ports, call, id));
}

/**
 * 补足: the room under the cap is taken under the lock that claims take it under, before any money is promised; put back
 * where the books refuse. A process that ends in between leaves the claim at the higher amount, to be settled again.
 */
async function raise({ claims, library }: PolicyPorts, call: Call, claim: Claim, each: LibraryClause, final: Money) {
  const { id, status, amount } = claim;
  if (amount === undefined || final <= amount) return undefined;
  const bounds = boundsOf(await library(call.tenant), each, claim.period, claim.filedAt);
  const scope = { ...scopeOf(bounds, claim.enterprise), id, from: [status] };
  await claims.amend(call.tenant, scope, (standing) => {
    mustFit(bounds, without(standing, claim, bounds), final);
    return { status, amount: final };
  });
  const undo = () =>
    claims.amend(call.tenant, scope, ({ held }) => {
      const stands = held.find((own) => own.id === id)?.amount;
      return { status, amount: stands === final || !stands ? amount : stands };
    });
  return { undo };
}
