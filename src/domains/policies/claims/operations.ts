import { z } from 'zod';
import { type AnyOperation, operation, refuse } from '#kernel';
import type { PolicyPorts } from '../ports.ts';
import { applyFor } from './apply.ts';
import { batchClaims } from './batch-operations.ts';
import { followDecided } from './follow.ts';
import { formOperations } from './form-operations.ts';
import { listOperations } from './list-operations.ts';
import { paceOperations } from './pace-operations.ts';
import { askReview } from './review.ts';
import { settleOperations } from './settle-operations.ts';
import { Stated } from './stated.ts';
import { ClaimView, claimOf, claimView, clauseOf, Id, isOwner, notYours, viewIn } from './views.ts';

/** 即申即享、审核兑现: by the enterprise. */
function enterpriseClaims(ports: PolicyPorts) {
  return [
    operation({
      id: 'claims.apply',
      method: 'POST',
      path: '/api/clauses/{clause}/claims',
      title: '申领：数据齐全当场决定，否则转人工',
      permission: 'policies.own',
      input: z.strictObject({
        clause: Id,
        stated: Stated.default({}).describe('缺的数据，企业自报'),
        files: z.array(Id).max(9).default([]).describe('随申领交的材料，转人工时附在事项里'),
      }),
      output: ClaimView,
      handle: async (call, { clause, stated, files }) => {
        const each = await clauseOf(ports, call, clause);
        const enterprise = await ports.population.find(call.tenant, call.actor.enterprise ?? '');
        if (!enterprise) throw notYours();
        const claim = await applyFor(ports, call, each, enterprise, stated);
        if (claim.matter && files.length > 0) await ports.attach(call, { id: claim.matter, files });
        return claimView(ports, call, { ...claim, name: enterprise.name });
      },
    }),
    operation({
      id: 'claims.mine',
      method: 'GET',
      path: '/api/my-claims',
      title: '我的申领',
      permission: 'policies.own',
      input: z.strictObject({}),
      output: z.object({ items: z.array(ClaimView) }),
      handle: async (call) => {
        const own = call.actor.enterprise;
        if (own !== undefined) await followDecided(ports, call.tenant, call.now, own);
        const items = own === undefined ? [] : await ports.claims.list(call.tenant, { enterprise: own, limit: 200 });
        const library = await ports.library(call.tenant);
        return { items: items.map((each) => viewIn(library, ports, call.now, each)) };
      },
    }),
    operation({
      id: 'claims.review',
      method: 'POST',
      path: '/api/claims/{id}/review',
      title: '未通过的请复核：规则未通过的请人工看，人工未通过的请另一人看',
      permission: 'policies.own',
      input: z.strictObject({
        id: Id,
        reason: z.string().trim().min(4).max(2000).describe('哪一条数据不对或理解不对'),
      }),
      output: ClaimView,
      handle: async (call, { id, reason }) => {
        const claim = await claimOf(ports, call, id);
        if (!isOwner(call, claim)) throw notYours();
        const each = await clauseOf(ports, call, claim.clause);
        const followed = await followDecided(ports, call.tenant, call.now, claim.enterprise);
        const now = followed > 0 ? await claimOf(ports, call, id) : claim;
        return claimView(ports, call, await askReview(ports, call, each, now, reason));
      },
    }),
    operation({
      id: 'claims.withdraw',
      method: 'POST',
      path: '/api/claims/{id}/withdraw',
      title: '撤回申领',
      permission: 'policies.own',
      input: z.strictObject({ id: Id }),
      output: z.object({ id: z.string() }),
      handle: async (call, { id }) => {
        const claim = await claimOf(ports, call, id);
        if (!isOwner(call, claim)) throw notYours();
        const to = { status: 'withdrawn' as const, decidedBy: call.actor.id, decidedAt: call.now };
        if (claim.status === 'withdrawn') return { id };
        if (!(await ports.claims.change(call.tenant, id, ['with-clerk'], to)))
          throw refuse({ code: 'claims.cannot-withdraw', kind: 'conflict', what: '已经有结果的不能撤回' });
        if (claim.matter) await ports.moveMatter(call, { id: claim.matter, move: 'withdraw' });
        return { id };
      },
    }),
  ] satisfies readonly AnyOperation[];
}

export const claimOperations = (ports: PolicyPorts) => [
  ...enterpriseClaims(ports),
  ...formOperations(ports),
  ...listOperations(ports),
  ...settleOperations(ports),
  ...paceOperations(ports),
  ...batchClaims(ports),
];
