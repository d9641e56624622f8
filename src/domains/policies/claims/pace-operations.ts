import { z } from 'zod';
import { type AnyOperation, type Call, Day, operation } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { Library } from '../library.ts';
import type { PolicyPorts } from '../ports.ts';
import { agesOf, figuresOf, histogramOf, type PaceFigures, waitsOf } from './pace.ts';
import { type ClaimSpan, WAITS } from './ports.ts';
import { sightOf } from './sight.ts';
import { ARRIVES_WITHIN, Id } from './views.ts';

/** Whose claims, and filed when. */
export const Span = {
  unit: Id.optional().describe('主管单位'),
  policy: Id.optional(),
  clause: Id.optional(),
  from: Day.optional().describe('申领日期，从'),
  to: Day.optional().describe('申领日期，到'),
};
type Span = { [key in keyof typeof Span]?: string | undefined };

const Figures = z.object({
  arrived: z.number().describe('已到账（笔）'),
  arrivedSum: z.number().describe('已到账（分）'),
  mean: z.number().optional().describe('平均工作日'),
  late: z.number().describe('已到账但超过时限的'),
  running: z.number().describe('未到账（笔）'),
  runningSum: z.number(),
  runningLate: z.number().describe('未到账且已超过时限的'),
  legs: z
    .object({ decide: z.number(), send: z.number(), bank: z.number() })
    .optional()
    .describe('平均：申领到决定、决定到送付、送付到到账'),
});
const Named = z.object({ id: z.string(), name: z.string() });

export const WAIT_WORDS: Readonly<Record<(typeof WAITS)[number], string>> = {
  publicity: '公示',
  review: '审核',
  supplement: '等企业补正（不计时）',
  amount: '待核定金额',
  budget: '待安排资金',
  batch: '待编拨付批次',
  sending: '待送付银行',
  bank: '银行处理中',
};

/** 兑现时效: from filing to arrival. */
export const paceOperations = (ports: PolicyPorts) =>
  [
    operation({
      id: 'claims.pace',
      method: 'GET',
      path: '/api/claims-pace',
      title: '兑现时效：从申领到到账的工作日，分布、分单位、分条款、卡在哪一步',
      permission: 'claims.read',
      input: z.strictObject(Span),
      output: z.object({
        within: z.number().describe('时限（工作日）'),
        whole: Figures,
        histogram: z.array(
          z.object({ from: z.number(), to: z.number().optional(), arrived: z.number(), running: z.number() }),
        ),
        waits: z.array(
          z.object({ wait: z.enum(WAITS), title: z.string(), count: z.number(), sum: z.number(), late: z.number() }),
        ),
        advances: z
          .object({ count: z.number(), sum: z.number(), owed: z.number().describe('其中应收回的') })
          .describe('预拨未清算的，和应收回还没有收回的'),
        units: z.array(Figures.extend({ unit: Named })),
        clauses: z.array(Figures.extend({ clause: Named, policy: Named, unit: Named })),
      }),
      handle: (call, input) => paceView(ports, call, input),
    }),
  ] satisfies readonly AnyOperation[];

async function paceView(ports: PolicyPorts, call: Call, input: Span) {
  const library = await ports.library(call.tenant);
  const span = { ...spanOf(library, input), ...(await sightOf(ports, call)) };
  const [arrived, found, advances] = await Promise.all([
    ports.claims.arrived(call.tenant, span),
    ports.claims.running(call.tenant, span),
    ports.claims.outstanding(call.tenant, span),
  ]);
  const running = agesOf(ports, found, call.now);
  const ids = [...new Set([...arrived, ...running].map((each) => each.clause))];
  const clauses = ids.flatMap((id) => library.clause(id) ?? []);
  const of = (own: ReadonlySet<string>) =>
    shown(
      figuresOf(
        arrived.filter((each) => own.has(each.clause)),
        running.filter((each) => own.has(each.clause)),
      ),
    );
  const owners = [...new Set(clauses.map((each) => each.clause.owner))];
  const names = new Map(
    await Promise.all(owners.map(async (id) => [id, (await ports.unitName(call.tenant, call.now, id)) ?? id] as const)),
  );
  const unitOf = (id: string) => ({ id, name: names.get(id) ?? id });
  const slowest = (a: { mean?: number }, b: { mean?: number }) => (b.mean ?? -1) - (a.mean ?? -1);
  return {
    within: ARRIVES_WITHIN,
    whole: of(new Set(ids)),
    histogram: histogramOf(arrived, running),
    advances,
    waits: waitsOf(running).map((each) => ({ ...each, title: WAIT_WORDS[each.wait] })),
    units: owners
      .map((id) => ({
        unit: unitOf(id),
        ...of(new Set(clauses.filter((each) => each.clause.owner === id).map((each) => each.clause.clause))),
      }))
      .toSorted(slowest),
    clauses: clauses
      .map(({ clause, policy }: LibraryClause) => ({
        clause: { id: clause.clause, name: clause.title },
        policy: { id: policy.policy, name: policy.title },
        unit: unitOf(clause.owner),
        ...of(new Set([clause.clause])),
      }))
      .toSorted(slowest),
  };
}

const shown = ({ mean, legs, ...figures }: PaceFigures) => ({
  ...figures,
  ...(mean === undefined ? {} : { mean }),
  ...(legs ? { legs } : {}),
});

/** Unit and policy are of the clause; no claim keeps them. */
export function spanOf(library: Library, { unit, policy, clause, from, to }: Span): ClaimSpan {
  const named = unit !== undefined || policy !== undefined || clause !== undefined;
  const clauses = library.clauses
    .filter(
      (each) =>
        (unit === undefined || each.clause.owner === unit) &&
        (policy === undefined || each.policy.policy === policy) &&
        (clause === undefined || each.clause.clause === clause),
    )
    .map((each) => each.clause.clause);
  return {
    ...(named ? { clauses } : {}),
    ...(from ? { from: from as Day } : {}),
    ...(to ? { to: to as Day } : {}),
  };
}
