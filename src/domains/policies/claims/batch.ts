import { type Call, dayOf, hashOf, money, refuse, toInstant } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { PolicyPorts } from '../ports.ts';
import { drawingOf, fitting, within } from './batch-budget.ts';
import { linesOf } from './batch-lines.ts';
import { boundsOf, scopeOf } from './bounds.ts';
import { periodOf } from './period.ts';
import type { Batch } from './ports.ts';
import { promiseInTurn } from './promise.ts';

/**
 * 免申即享: freezes the facts, lists who is certainly eligible with the evidence of each line, and makes it public.
 * Those who have theirs, or something better of the same kind, are left out, and nothing is promised that the budget does
 * not hold.
 *
 * @param reduce lists only whom the budget reaches, in turn, where it does not reach all
 */
export async function openBatch(
  ports: PolicyPorts,
  call: Call,
  each: LibraryClause,
  reduce: boolean,
): Promise<Batch & { lines: number }> {
  if (each.clause.mode !== 'automatic')
    throw refuse({
      code: 'claims.not-automatic',
      kind: 'conflict',
      what: '这条政策不是免申即享',
      todo: '请由企业申领',
    });
  const day = dayOf(toInstant(call.now));
  const id = call.idempotencyKey ? hashOf([call.idempotencyKey, call.actor.id]).slice(0, 24) : ports.ids();
  const before = await ports.claims.findBatch(call.tenant, id);
  if (before) return { ...before, lines: (await ports.claims.batchTotal(call.tenant, id)).lines };
  const batch: Batch = {
    id,
    clause: each.clause.clause,
    version: each.version,
    period: periodOf(each.clause.per, day),
    status: 'publicity',
    by: call.actor.id,
    ...(call.actor.unit ? { unit: call.actor.unit } : {}),
    frozenAt: call.now,
    publicityUntil: ports.workingDaysAfter(call.now, ports.limits().publicityDays),
  };
  const library = await ports.library(call.tenant);
  const bounds = boundsOf(library, each, batch.period, call.now);
  const drawing = await drawingOf(ports, call, each, batch.period);
  const found = await linesOf(ports, call, { library, each }, batch);
  let opened = batch;
  const lines = await ports.claims.admit(call.tenant, { ...scopeOf(bounds), drawing }, (standing) => {
    const chosen = fitting(bounds, standing, found);
    if (chosen.length === 0) throw nobody();
    const { free = money(0), waiting = money(0) } = standing;
    const fits = within(chosen, { ...drawing, free, waiting }, { each, facts: library.facts, reduce });
    opened = { ...batch, left: fits.left };
    return { batch: opened, claims: fits.lines.map(({ claim, amount }) => ({ ...claim, amount })) };
  });
  return { ...opened, lines };
}

const nobody = () =>
  refuse({
    code: 'claims.nobody',
    kind: 'conflict',
    what: '按现有数据没有可以发放的企业',
    why: '符合条件的都已享受，或者都有未知的事实，或者名额、合计上限已经用完',
    todo: '请先补全数据，或查看已有的批次和申领',
  });

/** After the publicity period a second person confirms; what was objected to waits for its matter. */
export async function confirmBatch(
  ports: PolicyPorts,
  call: Call,
  batch: Batch,
  each: LibraryClause,
): Promise<{ readonly approved: number; readonly waiting: number }> {
  const day = dayOf(toInstant(call.now));
  if (day <= batch.publicityUntil)
    throw refuse({
      code: 'claims.in-publicity',
      kind: 'conflict',
      what: '还在公示期，不能发放',
      why: `公示到 ${batch.publicityUntil} 止`,
      todo: '公示期满后再确认',
    });
  if (batch.by === call.actor.id)
    throw refuse({
      code: 'claims.same-person',
      kind: 'forbidden',
      what: '不能由拟定名单的人自己确认',
      todo: '请另一位同事确认',
    });
  const approved = await ports.claims.confirmBatch(call.tenant, batch.id, call.actor.id, call.now);
  const again = batch.confirmedBy === call.actor.id;
  if (approved === undefined && !again)
    throw refuse({ code: 'claims.confirmed', kind: 'conflict', what: '这一批已经确认过了', todo: '请看批次的状态' });
  await promiseInTurn(ports, call, each, AT_ONCE);
  const waiting = await ports.claims.list(call.tenant, { batch: batch.id, status: 'objected', limit: 1000 });
  return { approved: approved ?? 0, waiting: waiting.length };
}

/** The first of a batch get their promise at once; the clockwork goes on with the rest. */
const AT_ONCE = 200;
