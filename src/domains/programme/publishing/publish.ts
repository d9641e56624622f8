import { type Call, dayOf, isRefusal, refuse, toInstant } from '#kernel';
import type { PlanRecord } from '../plans/plan-store.ts';
import { unitsBehind } from '../plans/resolve-names.ts';
import type { MatterRowLike, ProgrammePorts } from '../ports.ts';
import { type MeasureOrder, measureOrders } from './measure-orders.ts';
import { openReports } from './reports.ts';

export type Publication = {
  readonly total: number;
  /** Opened by this call. */
  readonly opened: number;
  readonly existing: number;
  /** Left for the next call, when this one ran out of its share. */
  readonly remaining: number;
  readonly reports: number;
  /** Their limit had already passed: they start overdue. */
  readonly pastDue: number;
  readonly failed: readonly { readonly key: string; readonly what: string }[];
};

const CHUNK = 20;
/** How long a publisher who fell silent (a crash) keeps others away: as long as its share takes on a slow machine. */
const leaseFor = (measures: number): number => 10_000 + 500 * measures;

/**
 * Opens one matter per measure and gives it to its lead, a chunk at a time with the progress saved, then the reports
 * that recurring duties owe. What is open already is left alone, so a second call does what a broken first one left.
 */
export async function publish<Row extends MatterRowLike>(
  ports: ProgrammePorts<Row>,
  call: Call,
  plan: PlanRecord,
  limit = Number.POSITIVE_INFINITY,
): Promise<Publication> {
  const organisation = await ports.organisation(call.tenant, call.now);
  const { orders, problems } = measureOrders(
    plan,
    plan.sheet,
    unitsBehind(plan.sheet, organisation.index, organisation.membersOf),
  );
  if (problems.length > 0) throw notReady(problems);
  const lease = leaseFor(Math.min(limit, orders.length));
  if (!(await ports.plans.claim(call.tenant, plan.id, call.now, call.now + lease)))
    throw inHand(plan, orders.length, lease);
  try {
    return await openAll(ports, call, plan, orders, limit);
  } finally {
    await ports.plans.release(call.tenant, plan.id);
  }
}

const inHand = (plan: PlanRecord, total: number, lease: number) =>
  refuse({
    code: 'plan.publishing',
    kind: 'conflict',
    what: `这份计划正在发布，已立 ${plan.published}\u2009/\u2009${total} 项`,
    why: '同一份计划同时只由一处发布，不会重复立项',
    todo: `请稍候刷新查看进度；若发布的那台机器中断了，最多 ${Math.ceil(lease / 1000)} 秒后可以接着发布，已立的不会重立`,
  });

export const notReady = (problems: readonly { readonly path: string; readonly message: string }[]) =>
  refuse({
    code: 'plan.not-ready',
    kind: 'invalid',
    what: `还有 ${problems.length} 处没有核对好，不能发布`,
    why: problems
      .slice(0, 5)
      .map((each) => each.message)
      .join('；'),
    todo: '请逐处补上牵头单位，或指定单位名称对应的单位',
    at: problems,
  });

async function openAll<Row extends MatterRowLike>(
  ports: ProgrammePorts<Row>,
  call: Call,
  plan: PlanRecord,
  orders: readonly MeasureOrder[],
  limit: number,
): Promise<Publication> {
  const there = await ports.plans.opened(call.tenant, plan.id);
  const missing = orders.filter((each) => !there.get(each.matter)?.dispatched && !there.get(each.matter)?.closed);
  const now = missing.slice(0, limit);
  const failed: { key: string; what: string }[] = [];
  let done = orders.length - missing.length;
  for (let at = 0; at < now.length; at += CHUNK) {
    for (const order of now.slice(at, at + CHUNK)) {
      const what = await openOne(ports, call, plan, order, there.has(order.matter));
      if (what === undefined) done += 1;
      else failed.push({ key: order.key, what });
    }
    await ports.plans.progress(call.tenant, plan.id, done, call.now);
  }
  const remaining = orders.length - done;
  const today = dayOf(toInstant(call.now));
  const reports = remaining === 0 ? await openReports(ports, call, plan, orders, there) : { opened: 0, failed: [] };
  if (now.length === 0) await ports.plans.progress(call.tenant, plan.id, done, plan.publishedAt ?? call.now);
  return {
    total: orders.length,
    opened: now.length - failed.length,
    existing: orders.length - missing.length,
    remaining,
    reports: reports.opened,
    pastDue: orders.filter((each) => typeof each.fields.due === 'string' && each.fields.due < today).length,
    failed: [...failed, ...reports.failed],
  };
}

/** Undefined when it worked; one measure that is refused does not hold up the others. */
async function openOne<Row extends MatterRowLike>(
  ports: ProgrammePorts<Row>,
  call: Call,
  plan: PlanRecord,
  order: MeasureOrder,
  isOpen: boolean,
): Promise<string | undefined> {
  const { idempotencyKey: _, ...own } = call;
  try {
    if (!isOpen)
      await ports.openMatter(own, {
        id: order.matter,
        loop: 'measure',
        fields: order.fields,
        channel: 'plan',
        office: plan.office,
        plan: plan.id,
        tags: order.tags,
      });
    await ports.moveMatter(own, { id: order.matter, move: 'assign', input: assignInput(order) });
    return undefined;
  } catch (error) {
    if (isRefusal(error)) return error.message;
    throw error;
  }
}

/** Those who lead together with the first are asked at once; responsible units are called in by the lead. */
const assignInput = ({ lead, leadsWith }: MeasureOrder) => ({
  unit: lead,
  ...(leadsWith.length > 0 ? { units: leadsWith, note: '共同牵头，请一并推进并反馈' } : {}),
});
