import { z } from 'zod';
import { type Call, formatMoney, refuse } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { Library } from '../library.ts';
import type { PolicyPorts } from '../ports.ts';
import { type Batch, type Claim, type Listing, MONEY_STAGES, type MoneyStage, SETTLED } from './claim.ts';
import type { ClaimSpan } from './ports.ts';
import { reviewOf } from './review-of.ts';
import { sightOf } from './sight.ts';

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

/** Once approved, where the money is says more. */
const MONEY: Readonly<Record<MoneyStage, string>> = {
  committed: '已安排资金，待拨付',
  payable: '已复核，待送付',
  sent: '银行处理中',
  advanced: '预拨已到账，待清算',
  paid: '已到账',
  receivable: '应退回多拨的款项',
  released: '已收回或取消',
};

/** 资格、费率、服务: what is given is not money. */
export const paysNothing = ({ clause }: LibraryClause): boolean => clause.amount.kind === 'none';

const statusTitle = (
  { status, amount, money, owed, settled, returned, unpromised, appealedAt, supplementing }: Claim,
  each: LibraryClause | undefined,
): string => {
  if (status === 'with-clerk' && supplementing) return '待补正';
  if (appealedAt !== undefined && status === 'with-clerk') return '复核中';
  if (appealedAt !== undefined && status === 'refused') return '复核后维持不予兑现';
  if (status !== 'approved') return STATUS[status];
  if (each && paysNothing(each)) return each.clause.kind === 'recognition' ? '已认定' : STATUS.approved;
  if (money === 'committed' && returned) return '银行退回，待重新确认账户';
  if (owed) return `应退回 ${formatMoney(owed)}`;
  // The books settle before the claim hears of it.
  if (money) return MONEY[settled && money === 'advanced' ? 'paid' : money];
  if (amount === undefined) return '已批准，待核定金额';
  return unpromised ? '已批准，待安排资金' : STATUS.approved;
};

/** 各地方案：平均兑现时间不超过 15 个工作日。 */
export const ARRIVES_WITHIN = 15;

export const ClaimView = z.object({
  id: z.string(),
  clause: z.string(),
  title: z.string(),
  enterprise: z.object({ id: z.string(), name: z.string() }),
  period: z.string(),
  status: z.object({ code: Status, title: z.string() }),
  amount: z.string().optional(),
  fen: z.number().optional(),
  pays: z.boolean().describe('发钱的条款；不发钱的批准即认定'),
  byRule: z.boolean(),
  review: z.enum(['person', 'appeal']).optional().describe('还可以请谁再看：规则未通过的请人工，人工未通过的请另一人'),
  firstMatter: z.string().optional().describe('复核以前的办理事项'),
  reason: z.string().optional(),
  matter: z.string().optional(),
  supplementing: z.boolean().optional().describe('等企业补正'),
  batch: z.string().optional(),
  filedAt: z.number(),
  decidedAt: z.number().optional(),
  money: z
    .object({
      stage: z.enum(MONEY_STAGES).optional(),
      item: z.string().optional(),
      promisedAt: z.number().optional(),
      unpromised: z.string().optional().describe('还没有安排资金的原因'),
      sentAt: z.number().optional(),
      arrivedAt: z.number().optional(),
      returned: z.string().optional().describe('银行退回的原因'),
      advance: z.number().optional().describe('预拨（分）'),
      outstanding: z
        .number()
        .optional()
        .describe('还没有了结的（分）：预拨已到账没有清算的，或者清算后应退回、还没有退回的'),
      owed: z.number().optional().describe('其中应退回、还没有退回的（分）'),
      settleMatter: z.string().optional().describe('清算的事项'),
      settled: z.object({ how: z.enum(SETTLED), title: z.string(), at: z.number(), why: z.string() }).optional(),
    })
    .describe('钱走到哪一步'),
  days: z.number().optional().describe('从申领到到账（未到账的到现在）的工作日，补正期间不计'),
  late: z.boolean().describe('超过 15 个工作日'),
  decision: z.record(z.string(), z.unknown()).describe('当时的事实和逐条件结论'),
});
export type ClaimView = z.infer<typeof ClaimView>;

export const BatchView = z.object({
  id: z.string(),
  clause: z.string(),
  title: z.string(),
  period: z.string(),
  status: z.enum(['publicity', 'confirmed', 'void']),
  frozenAt: z.number(),
  publicityUntil: z.string(),
  left: z.number().optional().describe('符合条件、因预算不足未列入的户数'),
  confirmedAt: z.number().optional(),
});

/** A list that is being drawn up: nothing of it is public yet. */
export const ListingView = z.object({
  id: z.string().describe('完成后就是批次的编号'),
  clause: z.string(),
  askedAt: z.number(),
  candidates: z.number().describe('要逐户核对的企业数'),
  done: z.number().describe('已经核对的企业数'),
  finishedAt: z.number().optional(),
  refusal: z
    .object({ code: z.string(), what: z.string(), why: z.string().optional(), todo: z.string().optional() })
    .optional()
    .describe('没有公示的原因'),
});

export const listingView = ({ reduce: _r, by: _b, unit: _u, ...rest }: Listing): z.infer<typeof ListingView> => rest;

export const PublicLine = z.object({ id: z.string(), enterprise: z.string(), amount: z.string(), status: z.string() });

export async function clauseOf(ports: PolicyPorts, { tenant }: Call, id: string): Promise<LibraryClause> {
  const found = (await ports.library(tenant)).clause(id);
  if (found) return found;
  throw refuse({ code: 'policies.not-found', kind: 'not-found', what: '没有这条政策', todo: '请从政策库里选' });
}

export async function claimOf(
  ports: PolicyPorts,
  call: Call,
  id: string,
  sight?: Pick<ClaimSpan, 'regions'>,
): Promise<Claim & { readonly name: string }> {
  const found = await ports.claims.find(call.tenant, id, sight ?? (await sightOf(ports, call)));
  if (found) return found;
  throw refuse({ code: 'claims.not-found', kind: 'not-found', what: '没有这笔申领', todo: '请从列表里选' });
}

export async function batchOf(ports: PolicyPorts, { tenant }: Call, id: string): Promise<Batch> {
  const found = await ports.claims.findBatch(tenant, id);
  if (found) return found;
  throw refuse({ code: 'claims.no-batch', kind: 'not-found', what: '没有这一批', todo: '请从批次列表里选' });
}

type Named = Claim & { readonly name?: string };

export const claimView = async (ports: PolicyPorts, { tenant, now }: Call, claim: Named): Promise<ClaimView> =>
  viewIn(await ports.library(tenant), ports, now, claim);

/** Of a library that was read already: for many claims it is read once. */
export function viewIn(library: Library, ports: PolicyPorts, now: number, claim: Named): ClaimView {
  const each = library.clause(claim.clause);
  const { id, clause, period, status, amount, reason, matter, batch, filedAt, decidedAt, decision, supplementing } =
    claim;
  const days = daysOf(ports, claim, now);
  const review = reviewOf(claim);
  return {
    id,
    clause,
    title: each?.clause.title ?? clause,
    enterprise: { id: claim.enterprise, name: claim.name ?? claim.enterprise },
    period,
    status: { code: status, title: statusTitle(claim, each) },
    pays: !each || !paysNothing(each),
    byRule: claim.decidedBy === 'rule' && status !== 'with-clerk',
    filedAt,
    decision: { ...decision },
    money: moneyOf(claim),
    late: days !== undefined && days > ARRIVES_WITHIN,
    ...(days === undefined ? {} : { days }),
    ...(supplementing ? { supplementing } : {}),
    ...(amount === undefined || (each && paysNothing(each)) ? {} : { amount: formatMoney(amount), fen: amount }),
    ...(reason ? { reason } : {}),
    ...(matter ? { matter } : {}),
    ...(claim.firstMatter ? { firstMatter: claim.firstMatter } : {}),
    ...(review ? { review } : {}),
    ...(batch ? { batch } : {}),
    ...(decidedAt === undefined ? {} : { decidedAt }),
  };
}

const SETTLED_WORDS = { settled: '已结清', 'topped-up': '已补足', recovered: '多拨的收回' } as const;

const moneyOf = (claim: Claim): ClaimView['money'] => {
  const { money, item, promisedAt, unpromised, sentAt, arrivedAt, returned, advance, owed, settled, settledAt } = claim;
  return {
    ...(money ? { stage: money } : {}),
    ...(item ? { item } : {}),
    ...(promisedAt === undefined ? {} : { promisedAt }),
    ...(unpromised ? { unpromised } : {}),
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(arrivedAt === undefined ? {} : { arrivedAt }),
    ...(returned ? { returned } : {}),
    ...(advance === undefined ? {} : { advance }),
    ...(claim.settleMatter ? { settleMatter: claim.settleMatter } : {}),
    ...outstandingOf(claim),
    ...(owed ? { owed } : {}),
    ...(settled
      ? { settled: { how: settled, title: SETTLED_WORDS[settled], at: settledAt ?? 0, why: claim.settledWhy ?? '' } }
      : {}),
  };
};

/** An advance until it is settled, what is owed back until it is back. */
function outstandingOf({ advance, settled, arrivedAt, owed }: Claim): { readonly outstanding?: number } {
  const outstanding = advance === undefined || settled || arrivedAt === undefined ? owed : advance;
  return outstanding === undefined ? {} : { outstanding };
}

/** From filing to arrival; of what has not arrived, until now; of what ended without money, nothing. */
export function daysOf(
  { workingDaysBetween }: Pick<PolicyPorts, 'workingDaysBetween'>,
  { status, amount, filedAt, arrivedDays, money, pausedDays = 0 }: Claim,
  now: number,
): number | undefined {
  if (arrivedDays !== undefined) return arrivedDays;
  if (['refused', 'withdrawn'].includes(status) || money === 'released' || amount === 0) return undefined;
  return Math.max(0, workingDaysBetween(filedAt, now) - pausedDays);
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
  ...(batch.left ? { left: batch.left } : {}),
  ...(batch.confirmedAt === undefined ? {} : { confirmedAt: batch.confirmedAt }),
});
