import { z } from 'zod';
import { type AnyOperation, type Call, formatMoney, operation, refuse } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { PolicyPorts } from '../ports.ts';
import { applyFor, toClerk } from './apply.ts';
import { confirmBatch, openBatch } from './batch.ts';
import type { Batch, Claim } from './ports.ts';

const Id = z.string().min(1).max(64);
const Status = z.enum(['publicity', 'objected', 'with-clerk', 'approved', 'refused', 'withdrawn']);
const STATUS = {
  publicity: '公示中',
  objected: '有异议，核实中',
  'with-clerk': '人工办理中',
  approved: '已批准',
  refused: '未通过',
  withdrawn: '已撤回',
} as const;

const ClaimView = z.object({
  id: z.string(),
  clause: z.string(),
  title: z.string(),
  enterprise: z.object({ id: z.string(), name: z.string() }),
  period: z.string(),
  status: z.object({ code: Status, title: z.string() }),
  amount: z.string().optional(),
  fen: z.number().optional(),
  byRule: z.boolean(),
  reason: z.string().optional(),
  matter: z.string().optional(),
  batch: z.string().optional(),
  filedAt: z.number(),
  decidedAt: z.number().optional(),
  decision: z.record(z.string(), z.unknown()).describe('当时的事实和逐条件结论'),
});
type ClaimView = z.infer<typeof ClaimView>;

const BatchView = z.object({
  id: z.string(),
  clause: z.string(),
  title: z.string(),
  period: z.string(),
  status: z.enum(['publicity', 'confirmed', 'void']),
  frozenAt: z.number(),
  publicityUntil: z.string(),
  confirmedAt: z.number().optional(),
});

const PublicLine = z.object({ id: z.string(), enterprise: z.string(), amount: z.string(), status: z.string() });

async function clauseOf(ports: PolicyPorts, { tenant }: Call, id: string): Promise<LibraryClause> {
  const found = (await ports.library(tenant)).clause(id);
  if (found) return found;
  throw refuse({ code: 'policies.not-found', kind: 'not-found', what: '没有这条政策', todo: '请从政策库里选' });
}

async function claimOf(ports: PolicyPorts, { tenant }: Call, id: string): Promise<Claim> {
  const found = await ports.claims.find(tenant, id);
  if (found) return found;
  throw refuse({ code: 'claims.not-found', kind: 'not-found', what: '没有这笔申领', todo: '请从列表里选' });
}

async function batchOf(ports: PolicyPorts, { tenant }: Call, id: string): Promise<Batch> {
  const found = await ports.claims.findBatch(tenant, id);
  if (found) return found;
  throw refuse({ code: 'claims.no-batch', kind: 'not-found', what: '没有这一批', todo: '请从批次列表里选' });
}

async function view(
  ports: PolicyPorts,
  { tenant }: Call,
  claim: Claim & { readonly name?: string },
): Promise<ClaimView> {
  const library = await ports.library(tenant);
  const { id, clause, period, status, amount, reason, matter, batch, filedAt, decidedAt, decision } = claim;
  return {
    id,
    clause,
    title: library.clause(clause)?.clause.title ?? clause,
    enterprise: { id: claim.enterprise, name: claim.name ?? claim.enterprise },
    period,
    status: { code: status, title: STATUS[status] },
    byRule: claim.decidedBy === 'rule',
    filedAt,
    decision: { ...decision },
    ...(amount === undefined ? {} : { amount: formatMoney(amount), fen: amount }),
    ...(reason ? { reason } : {}),
    ...(matter ? { matter } : {}),
    ...(batch ? { batch } : {}),
    ...(decidedAt === undefined ? {} : { decidedAt }),
  };
}

const isOwner = ({ actor }: Call, claim: Claim): boolean =>
  actor.kind === 'enterprise' && actor.enterprise === claim.enterprise;

const notYours = () =>
  refuse({ code: 'claims.not-found', kind: 'not-found', what: '没有这笔申领', todo: '请从列表里选' });

const batchView = async (ports: PolicyPorts, call: Call, batch: Batch) => ({
  id: batch.id,
  clause: batch.clause,
  title: (await ports.library(call.tenant)).clause(batch.clause)?.clause.title ?? batch.clause,
  period: batch.period,
  status: batch.status,
  frozenAt: batch.frozenAt,
  publicityUntil: batch.publicityUntil,
  ...(batch.confirmedAt === undefined ? {} : { confirmedAt: batch.confirmedAt }),
});

/** 即申即享、审核兑现: by the enterprise. */
function enterpriseClaims(ports: PolicyPorts) {
  return [
    operation({
      id: 'claims.apply',
      method: 'POST',
      path: '/api/clauses/{clause}/claims',
      title: '申领：数据齐全当场决定，否则转人工',
      permission: 'policies.own',
      input: z.strictObject({ clause: Id }),
      output: ClaimView,
      handle: async (call, { clause }) => {
        const each = await clauseOf(ports, call, clause);
        const enterprise = await ports.population.find(call.tenant, call.actor.enterprise ?? '');
        if (!enterprise) throw notYours();
        const claim = await applyFor(ports, call, each, enterprise);
        return view(ports, call, { ...claim, name: enterprise.name });
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
        const items = own === undefined ? [] : await ports.claims.list(call.tenant, { enterprise: own, limit: 200 });
        return { items: await Promise.all(items.map((each) => view(ports, call, each))) };
      },
    }),
    operation({
      id: 'claims.review',
      method: 'POST',
      path: '/api/claims/{id}/review',
      title: '规则未通过的，请人工复核',
      permission: 'policies.own',
      input: z.strictObject({
        id: Id,
        reason: z.string().trim().min(4).max(2000).describe('哪一条数据不对或理解不对'),
      }),
      output: ClaimView,
      handle: async (call, { id, reason }) => {
        const claim = await claimOf(ports, call, id);
        if (!isOwner(call, claim)) throw notYours();
        if (claim.status !== 'refused' || claim.decidedBy !== 'rule')
          throw refuse({ code: 'claims.no-review', kind: 'conflict', what: '只有规则未通过的可以请人工复核' });
        const each = await clauseOf(ports, call, claim.clause);
        const open = `企业请求复核：${reason}\n规则结论：${claim.reason ?? ''}`;
        return view(ports, call, await toClerk(ports, call, each, claim, open, false));
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
        if (!(await ports.claims.change(call.tenant, id, ['with-clerk'], to)))
          throw refuse({ code: 'claims.cannot-withdraw', kind: 'conflict', what: '已经有结果的不能撤回' });
        return { id };
      },
    }),
  ] satisfies readonly AnyOperation[];
}

/** 免申即享: by the unit in charge, in public. */
function batchClaims(ports: PolicyPorts) {
  return [
    operation({
      id: 'claims.list',
      method: 'GET',
      path: '/api/claims',
      title: '申领台账',
      permission: 'claims.read',
      input: z.strictObject({
        clause: Id.optional(),
        status: Status.optional(),
        batch: Id.optional(),
        limit: z.int().min(1).max(1000).default(200),
      }),
      output: z.object({ items: z.array(ClaimView) }),
      handle: async (call, { clause, status, batch, limit }) => {
        const filter = {
          limit,
          ...(clause ? { clause } : {}),
          ...(status ? { status } : {}),
          ...(batch ? { batch } : {}),
        };
        const items = await ports.claims.list(call.tenant, filter);
        return { items: await Promise.all(items.map((each) => view(ports, call, each))) };
      },
    }),
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
      title: '免申即享：冻结数据，列出名单和依据，开始公示',
      permission: 'claims.decide',
      input: z.strictObject({ clause: Id }),
      output: BatchView.extend({ lines: z.number() }),
      handle: async (call, { clause }) => {
        const batch = await openBatch(ports, call, await clauseOf(ports, call, clause));
        return { ...(await batchView(ports, call, batch)), lines: batch.lines };
      },
    }),
    operation({
      id: 'claims.batch',
      method: 'GET',
      path: '/api/claim-batches/{id}',
      title: '公示：一批的名单和金额',
      permission: 'public',
      input: z.strictObject({ id: Id }),
      output: BatchView.extend({ total: z.string(), lines: z.array(PublicLine) }),
      handle: async (call, { id }) => {
        const batch = await batchOf(ports, call, id);
        const lines = await ports.claims.list(call.tenant, { batch: id, limit: 5000 });
        const total = lines.reduce((sum, each) => sum + (each.status === 'refused' ? 0 : (each.amount ?? 0)), 0);
        return {
          ...(await batchView(ports, call, batch)),
          total: formatMoney(total as never),
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
        return confirmBatch(ports, call, batch, await clauseOf(ports, call, batch.clause));
      },
    }),
  ] satisfies readonly AnyOperation[];
}

async function objectTo(ports: PolicyPorts, call: Call, id: string, text: string): Promise<{ matter: string }> {
  const claim = await claimOf(ports, call, id);
  if (claim.status !== 'publicity')
    throw refuse({ code: 'claims.not-in-publicity', kind: 'conflict', what: '这一户不在公示期', todo: '请核对批次' });
  const each = await clauseOf(ports, call, claim.clause);
  const { id: matter } = await ports.openMatter(
    { ...call, idempotencyKey: `objection ${claim.id}` },
    {
      loop: 'policy-objection',
      owner: each.clause.owner,
      fields: { title: `公示异议：${each.clause.title}`, text, clause: `${each.policy.title} ${each.clause.article}` },
    },
  );
  await ports.claims.change(call.tenant, id, ['publicity'], { status: 'objected', matter });
  return { matter };
}

export const claimOperations = (ports: PolicyPorts) => [...enterpriseClaims(ports), ...batchClaims(ports)];
