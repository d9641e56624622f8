import { z } from 'zod';
import type { Call } from '#kernel';
import type { Budget, Reached, Review, ReviewedClause, ReviewPorts } from './ports.ts';
import { VERDICTS } from './ports.ts';

const VerdictCode = z.enum(Object.keys(VERDICTS) as ['keep', 'amend', 'repeal', 'interpret']);
const ReviewLine = z.object({
  verdict: z.object({ code: VerdictCode, title: z.string() }),
  reason: z.string(),
  by: z.string(),
  unit: z.string().optional(),
  at: z.number(),
  matter: z.string().optional().describe('落实的事项'),
  draft: z.string().optional().describe('修订草案'),
});
export const Row = z.object({
  clause: z.string(),
  title: z.string(),
  article: z.string(),
  policy: z.object({ id: z.string(), title: z.string() }),
  owner: z.string(),
  standing: z.string(),
  pays: z.boolean(),
  declared: z.boolean().describe('在申报时自行享受：资金不由本市支付，谁享受了没有采集'),
  eligible: z.number().describe('现在符合的'),
  near: z.number().describe('只差一条的'),
  told: z.number(),
  claimed: z.number(),
  approved: z.number(),
  refused: z.number(),
  arrived: z.number(),
  approvedSum: z.number().describe('分'),
  arrivedSum: z.number().describe('分'),
  spent: z.number().describe('本条从预算支出的，含预拨，分'),
  meanDays: z.number().nullable().describe('从申领到到账平均几个工作日'),
  late: z.number().describe('超过 15 个工作日的'),
  budget: z.object({ granted: z.number(), spent: z.number() }).optional().describe('所属政策的预算，分'),
  review: ReviewLine.optional().describe('最近一次结论'),
});
export type Row = z.infer<typeof Row>;
export { ReviewLine, VerdictCode };

const NOBODY: Omit<Reached, 'clause'> = {
  ...{ eligible: 0, possible: 0, near: 0, told: 0, claimed: 0, approved: 0, refused: 0, arrived: 0 },
  ...{ approvedSum: 0, arrivedSum: 0, spent: 0, meanDays: null, late: 0 },
};

export type Known = {
  readonly reached: ReadonlyMap<string, Reached>;
  readonly budgets: ReadonlyMap<string, Budget>;
  readonly reviews: ReadonlyMap<string, Review>;
  readonly people: ReadonlyMap<string, string>;
};

export async function knownOf(ports: ReviewPorts, { tenant, now }: Pick<Call, 'tenant' | 'now'>): Promise<Known> {
  const [reached, budgets, reviews] = await Promise.all([
    ports.reached(tenant, now),
    ports.budgets(tenant),
    ports.reviews.latest(tenant),
  ]);
  return {
    reached: new Map(reached.map((each) => [each.clause, each])),
    budgets: new Map(budgets.map((each) => [each.policy, each])),
    reviews: new Map(reviews.map((each) => [each.clause, each])),
    people: await ports.personNames(tenant, [...new Set(reviews.map((each) => each.actor))]),
  };
}

export async function reviewLine(
  ports: ReviewPorts,
  call: Call,
  { verdict, reason, actor, unit, at, matter, draft }: Review,
  people: ReadonlyMap<string, string>,
): Promise<z.infer<typeof ReviewLine>> {
  const name = unit && (await ports.unitName(call, unit));
  return {
    verdict: { code: verdict, title: VERDICTS[verdict] },
    reason,
    by: people.get(actor) ?? '',
    at,
    ...(name ? { unit: name } : {}),
    ...(matter ? { matter } : {}),
    ...(draft ? { draft } : {}),
  };
}

export async function rowOf(ports: ReviewPorts, call: Call, clause: ReviewedClause, known: Known): Promise<Row> {
  const { clause: _, possible: __, ...reached } = { clause: '', ...NOBODY, ...known.reached.get(clause.id) };
  const budget = known.budgets.get(clause.policy.id);
  const review = known.reviews.get(clause.id);
  return {
    clause: clause.id,
    title: clause.title,
    article: clause.article,
    policy: { ...clause.policy },
    owner: (await ports.unitName(call, clause.owner)) ?? clause.owner,
    standing: clause.standing,
    pays: clause.pays,
    declared: clause.declared,
    ...reached,
    ...(budget ? { budget: { granted: budget.granted, spent: budget.spent } } : {}),
    ...(review ? { review: await reviewLine(ports, call, review, known.people) } : {}),
  };
}
