import { type Call, dayOf, hashOf, money, refuse, toInstant } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { Library } from '../library.ts';
import type { InLine } from '../match/limits.ts';
import type { PolicyPorts } from '../ports.ts';
import { drawingOf, fitting, within } from './batch-budget.ts';
import { linesOf } from './batch-lines.ts';
import { type Bounds, boundsOf, scopeOf } from './bounds.ts';
import { type Candidates, candidatesOf } from './candidates.ts';
import type { Batch, Listing } from './claim.ts';
import { periodOf } from './period.ts';
import type { ClaimStanding, Drawing } from './ports.ts';
import { promiseInTurn } from './promise.ts';
import { tellListed } from './tell-listed.ts';

export type Opened = Batch & { readonly lines: number };
type Asked = { readonly each: LibraryClause; readonly reduce: boolean };

/**
 * 免申即享: a short list is made public at once. A long one is drawn up in the background, unless the columns show that the
 * budget does not hold it: that is said now.
 *
 * @param reduce lists only whom the budget reaches, in turn, where it does not reach all
 */
export async function openBatch(ports: PolicyPorts, call: Call, asked: Asked): Promise<Opened | Listing> {
  const { each, reduce } = asked;
  if (each.clause.mode !== 'automatic')
    throw refuse({
      code: 'claims.not-automatic',
      kind: 'conflict',
      what: '这条政策不是免申即享',
      todo: '请由企业申领',
    });
  const id = call.idempotencyKey ? hashOf([call.idempotencyKey, call.actor.id]).slice(0, 24) : ports.ids();
  const { atHand } = ports.limits();
  const before = await ports.claims.findBatch(call.tenant, id);
  if (before) {
    const { lines } = await ports.claims.batchTotal(call.tenant, id);
    if (lines <= atHand) await tellListed(ports, call, before, each.clause.title);
    return { ...before, lines };
  }
  const ready = await readyFor(ports, call, asked, id);
  const { bounds, drawing, library } = ready;
  const { ids, lines } = await candidatesOf(ports, call.tenant, { library, each, day: dayOf(toInstant(call.now)) });
  if (ids !== 'all' && ids.length <= atHand) return listBatch(ports, call, { ...ready, ids });
  if (lines && !each.clause.quota) {
    const standing = await ports.claims.standing(call.tenant, { ...scopeOf(bounds), drawing });
    chosenOf(ready, standing, lines);
  }
  const { actor, now } = call;
  const candidates = ids === 'all' ? 0 : ids.length;
  return ports.claims.askListing(call.tenant, {
    ...{ id, clause: each.clause.clause, reduce, by: actor.id, askedAt: now, candidates, done: 0 },
    ...(actor.unit ? { unit: actor.unit } : {}),
  });
}

const batchOf = (ports: PolicyPorts, call: Call, each: LibraryClause, id: string): Batch => ({
  id,
  clause: each.clause.clause,
  version: each.version,
  period: periodOf(each.clause.per, dayOf(toInstant(call.now))),
  status: 'publicity',
  by: call.actor.id,
  ...(call.actor.unit ? { unit: call.actor.unit } : {}),
  frozenAt: call.now,
  publicityUntil: ports.workingDaysAfter(call.now, ports.limits().publicityDays),
});

/** What a list is drawn up with, read once. */
type Ready = {
  readonly batch: Batch;
  readonly bounds: Bounds;
  readonly drawing: Drawing;
  readonly asked: Asked;
  readonly library: Library;
};

export async function readyFor(ports: PolicyPorts, call: Call, asked: Asked, id: string): Promise<Ready> {
  const { each } = asked;
  const library = await ports.library(call.tenant);
  const batch = batchOf(ports, call, each, id);
  const bounds = boundsOf(library, each, batch.period, call.now);
  return { batch, bounds, drawing: await drawingOf(ports, call, each, batch.period), asked, library };
}

/** Whom of these the limits and the money reach, in view of what stands. */
function chosenOf<T extends InLine>(
  { bounds, drawing, asked, library }: Ready,
  standing: ClaimStanding,
  lines: readonly T[],
) {
  const chosen = fitting(bounds, standing, lines);
  if (chosen.length === 0) throw nobody();
  const { free = money(0), waiting = money(0) } = standing;
  return within(chosen, { ...drawing, free, waiting }, { ...asked, facts: library.facts });
}

type Listed = Ready & {
  readonly ids: Candidates['ids'];
  readonly looked?: (candidates: number) => Promise<void>;
};

/**
 * Freezes the facts, lists who is certainly eligible with the evidence of each line, makes it public and tells them. Those
 * who have theirs, or something better of the same kind, are left out, and nothing is promised that the budget does not hold.
 */
export async function listBatch(ports: PolicyPorts, call: Call, listed: Listed): Promise<Opened> {
  const { batch, bounds, drawing, library, ids, looked } = listed;
  const { each } = listed.asked;
  const found = await linesOf(ports, call, { library, each, ids, looked }, batch);
  let opened = batch;
  const lines = await ports.claims.admit(call.tenant, { ...scopeOf(bounds), drawing }, (standing) => {
    const fits = chosenOf(listed, standing, found);
    opened = { ...batch, left: fits.left };
    return { batch: opened, claims: fits.lines.map(({ claim, amount }) => ({ ...claim, amount })) };
  });
  await tellListed(ports, call, opened, each.clause.title);
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
