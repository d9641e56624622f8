import { type Call, day, dayOf, isRefusal, toInstant } from '#kernel';
import type { OpenedMatter, PlanRecord } from '../plans/plan-store.ts';
import type { MatterRowLike, ProgrammePorts } from '../ports.ts';
import { type MeasureOrder, matterIdOf } from './measure-orders.ts';
import { type Every, type ReportPeriod, reportPeriods } from './periods.ts';

export type ReportOrder = { readonly matter: string; readonly order: MeasureOrder; readonly period: ReportPeriod };

/** Reports that the plan's recurring duties (每两个月, 月月清零) still owe in its term, from today on. */
export function reportOrders(
  plan: Pick<PlanRecord, 'id' | 'year' | 'validUntilDay'>,
  orders: readonly MeasureOrder[],
  now: number,
): readonly ReportOrder[] {
  const today = dayOf(toInstant(now));
  const year = plan.year ?? Number(today.slice(0, 4));
  const last = day(plan.validUntilDay ?? `${year}-12-31`);
  return orders.flatMap((order) => {
    const every = order.measureSheet.due.recurrence as Every | undefined;
    if (!every) return [];
    const first = day(`${year}-01-01`);
    return reportPeriods(every, first, last, today).map((period) => ({
      matter: matterIdOf(plan.id, `${order.measure}/${period.from}`),
      order,
      period,
    }));
  });
}

/** Opens the reports that are missing, each below its measure. */
export async function openReports<Row extends MatterRowLike>(
  ports: ProgrammePorts<Row>,
  call: Call,
  plan: PlanRecord,
  orders: readonly MeasureOrder[],
  there: ReadonlyMap<string, OpenedMatter>,
): Promise<{ readonly opened: number; readonly failed: readonly { readonly key: string; readonly what: string }[] }> {
  const { idempotencyKey: _, ...own } = call;
  const failed: { key: string; what: string }[] = [];
  let opened = 0;
  for (const { matter, order, period } of reportOrders(plan, orders, call.now)) {
    const before = there.get(matter);
    if (before?.dispatched || before?.closed) continue;
    try {
      if (!before) await ports.openMatter(own, reportOf(plan, matter, order, period));
      await ports.moveMatter(own, { id: matter, move: 'assign', input: { unit: order.lead } });
      opened += 1;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      failed.push({ key: `${order.key} ${period.label}`, what: error.message });
    }
  }
  return { opened, failed };
}

const reportOf = (plan: PlanRecord, id: string, order: MeasureOrder, { label, to }: ReportPeriod) => ({
  id,
  loop: 'report-task',
  fields: {
    title: `${label}进展报告：${String(order.fields.title)}`,
    text: String(order.fields.text),
    period: label,
    due: to,
  },
  channel: 'plan',
  office: plan.office,
  plan: plan.id,
  parent: order.matter,
  tags: order.tags,
});
