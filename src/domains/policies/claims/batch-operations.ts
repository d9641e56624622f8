import { z } from 'zod';
import { type AnyOperation, type Call, formatMoney, operation, refuse } from '#kernel';
import type { PolicyPorts } from '../ports.ts';
import { confirmBatch, openBatch } from './batch.ts';
import { mustBeInCharge } from './in-charge.ts';
import {
  BatchView,
  batchOf,
  batchView,
  claimOf,
  clauseOf,
  Id,
  ListingView,
  listingView,
  PublicLine,
  STATUS,
} from './views.ts';

const DAY = 86_400_000;

/** 免申即享: by the unit in charge, in public. */
export function batchClaims(ports: PolicyPorts) {
  return [
    operation({
      id: 'claims.batches',
      method: 'GET',
      path: '/api/claim-batches',
      title: '免申即享批次',
      permission: 'public',
      input: z.strictObject({ clause: Id.optional() }),
      output: z.object({ items: z.array(BatchView) }),
      handle: async (call, { clause }) => ({
        items: await Promise.all(
          (await ports.claims.batches(call.tenant, clause)).map((each) => batchView(ports, call, each)),
        ),
      }),
    }),
    operation({
      id: 'claims.open-batch',
      method: 'POST',
      path: '/api/clauses/{clause}/batches',
      title: '免申即享：冻结数据，列出名单和依据，开始公示；户数多的在后台拟定',
      permission: 'claims.decide',
      input: z.strictObject({
        clause: Id,
        reduce: z.boolean().default(false).describe('预算不够时，按顺序只列预算内的企业；不选则不予公示'),
      }),
      output: z.union([BatchView.extend({ lines: z.number() }), z.object({ listing: ListingView })]),
      handle: async (call, { clause, reduce }) => {
        const each = await clauseOf(ports, call, clause);
        await mustBeInCharge(ports, call, each);
        const opened = await openBatch(ports, call, { each, reduce });
        if ('candidates' in opened) return { listing: listingView(opened) };
        return { ...(await batchView(ports, call, opened)), lines: opened.lines };
      },
    }),
    operation({
      id: 'claims.listings',
      method: 'GET',
      path: '/api/claim-listings',
      title: '免申即享：正在拟定和刚拟定的名单，核对到哪里',
      permission: 'claims.decide',
      input: z.strictObject({}),
      output: z.object({ items: z.array(ListingView) }),
      handle: async ({ tenant, now }) => ({
        items: (await ports.claims.listings(tenant, now - DAY, 50)).map(listingView),
      }),
    }),
    operation({
      id: 'claims.batch',
      method: 'GET',
      path: '/api/claim-batches/{id}',
      title: '公示：一批的名单和金额',
      permission: 'public',
      input: z.strictObject({ id: Id }),
      output: BatchView.extend({
        total: z.string(),
        count: z.number().describe('一共多少户；名单列出前 5,000 户'),
        lines: z.array(PublicLine),
      }),
      handle: async (call, { id }) => {
        const batch = await batchOf(ports, call, id);
        const lines = await ports.claims.list(call.tenant, { batch: id, limit: 5000 });
        const { sum, lines: count } = await ports.claims.batchTotal(call.tenant, id);
        return {
          ...(await batchView(ports, call, batch)),
          total: formatMoney(sum),
          count,
          lines: lines.map((each) => ({
            id: each.id,
            enterprise: each.name,
            amount: formatMoney((each.amount ?? 0) as never),
            status: STATUS[each.status],
          })),
        };
      },
    }),
    operation({
      id: 'claims.object',
      method: 'POST',
      path: '/api/claims/{id}/objections',
      title: '公示期内提出异议：立一件事项核实，这一户暂不发放',
      permission: 'signed-in',
      input: z.strictObject({ id: Id, text: z.string().trim().min(6).max(2000).describe('异议和依据') }),
      output: z.object({ matter: z.string() }),
      handle: (call, { id, text }) => objectTo(ports, call, id, text),
    }),
    operation({
      id: 'claims.confirm-batch',
      method: 'POST',
      path: '/api/claim-batches/{id}/confirm',
      title: '公示期满，另一人确认，无异议的批准发放',
      permission: 'claims.decide',
      input: z.strictObject({ id: Id }),
      output: z.object({ approved: z.number(), waiting: z.number() }),
      handle: async (call, { id }) => {
        const batch = await batchOf(ports, call, id);
        const each = await clauseOf(ports, call, batch.clause);
        await mustBeInCharge(ports, call, each);
        return confirmBatch(ports, call, batch, each);
      },
    }),
  ] satisfies readonly AnyOperation[];
}

async function objectTo(ports: PolicyPorts, call: Call, id: string, text: string): Promise<{ matter: string }> {
  // What is in public is everybody's to object to.
  const claim = await claimOf(ports, call, id, {});
  if (claim.status !== 'publicity')
    throw refuse({ code: 'claims.not-in-publicity', kind: 'conflict', what: '这一户不在公示期', todo: '请核对批次' });
  const each = await clauseOf(ports, call, claim.clause);
  const { id: matter } = await ports.openMatter(
    { ...call, idempotencyKey: `objection ${claim.id}` },
    {
      loop: 'policy-objection',
      owner: each.clause.owner,
      fields: {
        title: `公示异议：${claim.name}，${each.clause.title}`,
        text,
        firm: claim.name,
        claim: claim.id,
        clause: `${each.policy.title} ${each.clause.article}`,
      },
    },
  );
  await ports.claims.change(call.tenant, id, ['publicity'], { status: 'objected', matter });
  await ports.tell(call.tenant, `objection ${id}`, [
    {
      principal: `enterprise:${claim.enterprise}`,
      kind: 'policy',
      text: `有人对您享受“${each.clause.title}”提出异议，核实期间暂不发放，结果会告诉您`,
      matter: null,
      at: call.now,
    },
  ]);
  return { matter };
}
