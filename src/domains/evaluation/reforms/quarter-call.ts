import { z } from 'zod';
import { addDays, addMonths, type Call, Day, day, operation, refuse, startOfDay } from '#kernel';
import { monthsOf } from '../appraisal/rollup.ts';
import type { EvaluationPorts } from '../ports.ts';

export const Quarter = z.string().regex(/^20\d{2}-Q[1-4]$/, '季度须为 2026-Q3');

const QuarterCall = z.object({
  quarter: z.string(),
  opens: z.string(),
  closes: z.string().describe('当天也算'),
  notice: z.string().optional().describe('按哪份通知；没有通知的按资源包的默认'),
});
export type QuarterCall = z.infer<typeof QuarterCall>;

/** From when to when cases of a quarter may be nominated, both days included: by the last notice, else as the pack has it. */
async function callFor(
  { reforms, reformCall }: EvaluationPorts,
  tenant: string,
  quarter: string,
): Promise<QuarterCall> {
  const told = await reforms.called(tenant, quarter);
  if (told) return { quarter, ...told };
  const first = day(`${monthsOf(quarter)[0] ?? ''}-01`);
  const { opensAfter, closesAfter } = reformCall();
  return { quarter, opens: addDays(first, opensAfter), closes: addDays(addMonths(first, 3), closesAfter - 1) };
}

const quarterWord = (quarter: string): string => `${quarter.slice(0, 4)}年第${quarter.slice(-1)}季度`;

/** @throws Refusal outside the call: it has not opened, or it has closed */
export async function mustBeCalled(ports: EvaluationPorts, { tenant, now }: Call, quarter: string): Promise<void> {
  const { opens, closes, notice } = await callFor(ports, tenant, quarter);
  const isEarly = now < startOfDay(day(opens));
  if (!isEarly && now < startOfDay(addDays(day(closes), 1))) return;
  const why = `征集自 ${opens} 至 ${closes}${notice ? `（${notice}）` : ''}`;
  throw refuse({
    code: 'reforms.no-call',
    kind: 'conflict',
    what: `${quarterWord(quarter)}的征集${isEarly ? '还没有开始' : '已经截止'}`,
    why,
    todo: '请推荐到正在征集的季度',
    at: [{ path: 'quarter', message: why }],
  });
}

/** 征集: the office opens and closes a quarter by a notice. */
export const callOperations = (ports: EvaluationPorts) => [
  operation({
    id: 'reforms.call',
    method: 'GET',
    path: '/api/reforms/call',
    title: '一个季度的微改革征集：从哪天到哪天，按哪份通知',
    permission: 'appraisal.own',
    input: z.object({ quarter: Quarter }),
    output: QuarterCall,
    handle: ({ tenant }, { quarter }) => callFor(ports, tenant, quarter),
  }),
  operation({
    id: 'reforms.set-call',
    method: 'POST',
    path: '/api/reforms/call',
    title: '发布征集通知：定一个季度从哪天征集到哪天，先前的留着',
    permission: 'reforms.manage',
    input: z.strictObject({
      quarter: Quarter,
      opens: Day,
      closes: Day,
      notice: z.string().trim().min(2).max(100).describe('通知的名称或文号'),
    }),
    output: QuarterCall,
    handle: async (call, { quarter, ...told }) => {
      if (told.closes < told.opens)
        throw refuse({
          code: 'reforms.call-days',
          kind: 'invalid',
          what: '截止日早于开始日',
          todo: '请核对两个日期',
          at: [{ path: 'closes', message: '不早于开始日' }],
        });
      await ports.reforms.addCall(call.tenant, quarter, { ...told, by: call.actor.id, at: call.now });
      return callFor(ports, call.tenant, quarter);
    },
  }),
];
