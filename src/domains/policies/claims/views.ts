import { z } from 'zod';
import { type Call, formatMoney, refuse } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { PolicyPorts } from '../ports.ts';
import type { Batch, Claim } from './ports.ts';

export const Id = z.string().min(1).max(64);
export const Status = z.enum(['publicity', 'objected', 'with-clerk', 'approved', 'refused', 'withdrawn']);
export const STATUS = {
  publicity: '公示中',
  objected: '有异议，核实中',
  'with-clerk': '人工办理中',
  approved: '已批准',
  refused: '未通过',
  withdrawn: '已撤回',
} as const;

export const ClaimView = z.object({
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

export const BatchView = z.object({
  id: z.string(),
  clause: z.string(),
  title: z.string(),
  period: z.string(),
  status: z.enum(['publicity', 'confirmed', 'void']),
  frozenAt: z.number(),
  publicityUntil: z.string(),
  confirmedAt: z.number().optional(),
});

export const PublicLine = z.object({ id: z.string(), enterprise: z.string(), amount: z.string(), status: z.string() });

export async function clauseOf(ports: PolicyPorts, { tenant }: Call, id: string): Promise<LibraryClause> {
  const found = (await ports.library(tenant)).clause(id);
  if (found) return found;
  throw refuse({ code: 'policies.not-found', kind: 'not-found', what: '没有这条政策', todo: '请从政策库里选' });
}

export async function claimOf(ports: PolicyPorts, { tenant }: Call, id: string): Promise<Claim> {
  const found = await ports.claims.find(tenant, id);
  if (found) return found;
  throw refuse({ code: 'claims.not-found', kind: 'not-found', what: '没有这笔申领', todo: '请从列表里选' });
}

export async function batchOf(ports: PolicyPorts, { tenant }: Call, id: string): Promise<Batch> {
  const found = await ports.claims.findBatch(tenant, id);
  if (found) return found;
  throw refuse({ code: 'claims.no-batch', kind: 'not-found', what: '没有这一批', todo: '请从批次列表里选' });
}

export async function claimView(
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

export const isOwner = ({ actor }: Call, claim: Claim): boolean =>
  actor.kind === 'enterprise' && actor.enterprise === claim.enterprise;

export const notYours = () =>
  refuse({ code: 'claims.not-found', kind: 'not-found', what: '没有这笔申领', todo: '请从列表里选' });

export const batchView = async (ports: PolicyPorts, call: Call, batch: Batch) => ({
  id: batch.id,
  clause: batch.clause,
  title: (await ports.library(call.tenant)).clause(batch.clause)?.clause.title ?? batch.clause,
  period: batch.period,
  status: batch.status,
  frozenAt: batch.frozenAt,
  publicityUntil: batch.publicityUntil,
  ...(batch.confirmedAt === undefined ? {} : { confirmedAt: batch.confirmedAt }),
});
