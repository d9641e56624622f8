import { type Call, dayOf, hashOf, isRefusal, type Money, refuse, toInstant } from '#kernel';
import type { Facts } from '#language';
import type { LibraryClause } from '../clause/index.ts';
import { decideAll, whyOf } from '../match/decide-all.ts';
import { inTurn } from '../match/limits.ts';
import type { PolicyPorts } from '../ports.ts';
import { type Bounds, boundsOf, roomIn, scopeOf } from './bounds.ts';
import { periodOf } from './period.ts';
import type { Batch, Claim, ClaimStanding } from './ports.ts';
import { promiseInTurn } from './promise.ts';
import { recordOf } from './record.ts';

/**
 * 免申即享: freezes the facts, lists who is certainly eligible with the evidence of each line, and makes it public.
 * Those who have theirs, or something better of the same kind, are left out.
 */
export async function openBatch(
  ports: PolicyPorts,
  call: Call,
  each: LibraryClause,
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
  if (before) return { ...before, lines: await ports.claims.countLines(call.tenant, id) };
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
  const lines = await linesOf(ports, call, each, batch);
  const added = await ports.claims.admit(call.tenant, scopeOf(bounds), (standing) => {
    const claims = fitting(bounds, standing, lines);
    if (claims.length === 0) throw nobody();
    return { batch, claims };
  });
  return { ...batch, lines: added };
}

const nobody = () =>
  refuse({
    code: 'claims.nobody',
    kind: 'conflict',
    what: '按现有数据没有可以发放的企业',
    why: '符合条件的都已享受，或者都有未知的事实，或者名额、合计上限已经用完',
    todo: '请先补全数据，或查看已有的批次和申领',
  });

/** Everyone who is certainly eligible, in the order of the places, whoever has what. */
async function linesOf(
  ports: PolicyPorts,
  call: Call,
  each: LibraryClause,
  { id, period }: Batch,
): Promise<readonly Claim[]> {
  const library = await ports.library(call.tenant);
  const day = dayOf(toInstant(call.now));
  const own = each.clause.clause;
  // Their facts may still say otherwise: who was struck off is not listed again; he may ask for a review.
  const struckOff = await ports.claims.struckOff(call.tenant, own, period);
  const lines: { enterprise: string; amount: Money; facts: Facts; claim: Claim }[] = [];
  for await (const block of ports.population.blocks(call.tenant))
    for (const enterprise of block) {
      if (struckOff.has(enterprise.id)) continue;
      const found = decideAll(library, enterprise, day).find((one) => one.each.clause.clause === own);
      if (!found?.settled || found.settled.yields) continue;
      // What others of its group could still give does not count against the cap; what they gave does.
      const amount = found.settled.cutFrom ?? found.settled.amount;
      if (amount <= 0) continue;
      const claim: Claim = {
        id: ports.ids(),
        clause: own,
        version: each.version,
        enterprise: enterprise.id,
        period,
        batch: id,
        status: 'publicity',
        amount,
        decision: recordOf(each, enterprise.facts, day, whyOf(found)),
        filedAt: call.now,
      };
      lines.push({ enterprise: enterprise.id, amount, facts: enterprise.facts, claim });
    }
  return inTurn(each.clause, library.facts, lines).map((line) => line.claim);
}

/** Whoever has theirs, or something better of the same kind, is left out; places and caps hold. */
function fitting(bounds: Bounds, { held, taken }: ClaimStanding, lines: readonly Claim[]): readonly Claim[] {
  const byFirm = Map.groupBy(held, (one) => one.enterprise);
  const chosen: Claim[] = [];
  for (const line of lines) {
    const room = roomIn(bounds, { held: byFirm.get(line.enterprise) ?? [], taken: taken + chosen.length });
    if (isRefusal(room)) {
      if (room.code === 'claims.quota') break;
      continue;
    }
    const { amount = 0 } = line;
    chosen.push(room.most !== undefined && amount > room.most ? { ...line, amount: room.most } : line);
  }
  return chosen;
}

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
