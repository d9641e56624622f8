import { z } from 'zod';
import { type AnyOperation, type Call, dayOf, type FileValue, formatYuan, operation, toInstant } from '#kernel';
import type { PolicyPorts } from '../ports.ts';
import { asSeen } from './in-charge.ts';
import { Span, spanOf } from './pace-operations.ts';
import { type ClaimFilter, WAITS } from './ports.ts';
import { sightOf } from './sight.ts';
import { shownFacts } from './stated.ts';
import { ARRIVES_WITHIN, ClaimView, claimOf, Id, Status, viewIn } from './views.ts';

const Filter = z.strictObject({
  ...Span,
  status: Status.optional(),
  batch: Id.optional(),
  q: z.string().trim().max(60).optional().describe('企业名称的一部分，或统一社会信用代码'),
  wait: z.enum(WAITS).optional().describe('卡在哪一步'),
  arrived: z.enum(['yes', 'no']).optional(),
  late: z.enum(['yes']).optional().describe('超过时限的'),
  days: z
    .string()
    .regex(/^\d{1,3}-(\d{1,3})?$/)
    .optional()
    .describe('工作日，如 7-9、31-'),
  kept: z.enum(['yes']).optional().describe('没有撤回的'),
  open: z.enum(['yes']).optional().describe('预拨未清算的，和应收回还没有收回的'),
});
type Filter = z.infer<typeof Filter>;
const Sums = z.object({
  count: z.number(),
  asked: z.number().describe('申请（分），不含撤回的'),
  granted: z.number().describe('已批准（分）'),
  arrived: z.number().describe('已到账（分）'),
});
const MOST = 20_000;

/** 申领台账: every claim, found by whatever one knows of it. */
export const listOperations = (ports: PolicyPorts) =>
  [
    operation({
      id: 'claims.list',
      method: 'GET',
      path: '/api/claims',
      title: '申领台账',
      permission: 'claims.read',
      input: Filter.extend({
        after: z.string().max(120).optional(),
        limit: z.coerce.number().int().min(1).max(500).default(100),
      }),
      output: z.object({ items: z.array(ClaimView), next: z.string().optional() }),
      handle: async (call, { after, limit, ...filter }) => {
        const [filedAt, id] = after?.split(' ') ?? [];
        const from = filedAt && id ? { after: { filedAt: Number(filedAt) || 0, id } } : {};
        const rows = await ports.claims.list(call.tenant, {
          ...(await filterOf(ports, call, filter)),
          ...from,
          limit: limit + 1,
        });
        const items = rows.slice(0, limit);
        const last = items.at(-1);
        const next = rows.length > limit && last ? { next: `${last.filedAt} ${last.id}` } : {};
        const library = await ports.library(call.tenant);
        const seen = items.map((each) => asSeen(ports, call, library, viewIn(library, ports, call.now, each)));
        return { items: await Promise.all(seen), ...next };
      },
    }),
    operation({
      id: 'claims.sums',
      method: 'GET',
      path: '/api/claims-sums',
      title: '申领台账的合计：笔数，申请、批准、到账金额，分月',
      permission: 'claims.read',
      input: Filter,
      output: Sums.extend({ months: z.array(Sums.extend({ month: z.string() })) }),
      handle: async (call, filter) => {
        const months = [...(await ports.claims.sums(call.tenant, await filterOf(ports, call, filter)))];
        const total = (of: 'count' | 'asked' | 'granted' | 'arrived') =>
          months.reduce((sum, each) => sum + Number(each[of]), 0);
        return {
          count: total('count'),
          asked: total('asked'),
          granted: total('granted'),
          arrived: total('arrived'),
          months,
        };
      },
    }),
    operation({
      id: 'claims.export',
      method: 'GET',
      path: '/api/claims-export',
      title: '申领台账导出（Excel）',
      permission: 'claims.read',
      input: Filter,
      output: z.custom<FileValue>(),
      produces: 'file',
      handle: async (call, filter) => exportClaims(ports, call, await filterOf(ports, call, filter)),
    }) as AnyOperation,
    operation({
      id: 'claims.get',
      method: 'GET',
      path: '/api/claims/{id}',
      title: '一笔申领：当时的事实、逐条件结论、钱走到哪一步',
      permission: 'claims.read',
      input: z.strictObject({ id: Id }),
      output: ClaimView.extend({
        shown: z
          .array(z.object({ name: z.string(), value: z.string(), stated: z.boolean().describe('企业自报') }))
          .describe('当时的事实，按人读的样子'),
      }),
      handle: async (call, { id }) => {
        const claim = await claimOf(ports, call, id);
        const library = await ports.library(call.tenant);
        const view = viewIn(library, ports, call.now, claim);
        const shown = shownFacts(library, claim.decision);
        const seen = await asSeen(ports, call, library, { ...view, shown });
        const sensitive = library.facts.filter((each) => each.sensitivity === 'sensitive').map((each) => each.name);
        const read = seen.shown.map((each) => each.name).filter((name) => sensitive.includes(name));
        if (read.length > 0) await ports.noteSeen(call, claim.enterprise, read);
        return seen;
      },
    }),
  ] satisfies readonly AnyOperation[];

async function filterOf(ports: PolicyPorts, call: Call, given: Filter): Promise<Omit<ClaimFilter, 'limit'>> {
  const { status, batch, q, wait, arrived, late, days, open, kept } = given;
  const [from, to] = late
    ? [ARRIVES_WITHIN + 1, undefined]
    : (days?.split('-').map((each) => (each ? Number(each) : undefined)) ?? []);
  return {
    ...spanOf(await ports.library(call.tenant), given),
    ...(await sightOf(ports, call)),
    ...(status ? { status } : {}),
    ...(batch ? { batch } : {}),
    ...(q ? { q } : {}),
    ...(wait ? { wait } : {}),
    ...(arrived ? { arrived: arrived === 'yes' } : {}),
    ...(open ? { open: true } : {}),
    ...(kept ? { kept: true } : {}),
    ...(from === undefined ? {} : { days: lasting(ports, call, from, to) }),
  };
}

/** What is running has lasted so long when it was filed on these days. */
function lasting({ workingDaysAfter }: PolicyPorts, { now }: Call, from: number, to: number | undefined) {
  const dayBefore = (day: string) => dayOf(toInstant(Date.parse(`${day}T00:00:00+08:00`) - 1));
  return {
    from,
    ...(from < 2 ? {} : { filedTo: dayBefore(workingDaysAfter(now, 1 - from)) }),
    ...(to === undefined ? {} : { to, filedFrom: workingDaysAfter(now, -to) }),
  };
}

const HEADINGS = [
  '企业',
  '统一社会信用代码',
  '政策条款',
  '主管单位',
  '期间',
  '金额（元）',
  '申领时间',
  '决定时间',
  '送付时间',
  '到账时间',
  '工作日',
  '是否超过 15 个工作日',
  '状态',
  '未到账的原因',
];

async function exportClaims(ports: PolicyPorts, call: Call, filter: Omit<ClaimFilter, 'limit'>): Promise<FileValue> {
  const library = await ports.library(call.tenant);
  const claims = await ports.claims.list(call.tenant, { ...filter, limit: MOST });
  const day = (at: number | undefined) => (at === undefined ? '' : dayOf(toInstant(at)));
  const rows = await Promise.all(
    claims.map(async (claim) => {
      const view = viewIn(library, ports, call.now, claim);
      const owner = library.clause(claim.clause)?.clause.owner ?? '';
      return [
        view.enterprise.name,
        view.enterprise.id,
        view.title,
        (await ports.unitName(call.tenant, call.now, owner)) ?? owner,
        view.period,
        claim.amount === undefined ? '' : formatYuan(claim.amount).replaceAll(',', ''),
        day(view.filedAt),
        day(view.decidedAt),
        day(view.money.sentAt),
        day(view.money.arrivedAt),
        view.days ?? '',
        view.late ? '是' : '',
        view.status.title,
        view.money.unpromised ?? view.money.returned ?? '',
      ];
    }),
  );
  return ports.writeSheet(call, { title: '申领台账', headings: HEADINGS, rows });
}
