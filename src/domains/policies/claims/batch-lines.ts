import { PLACE } from '#engines/registry';
import { type Call, type Day, dayOf, type Money, toInstant } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { Library } from '../library.ts';
import { standingOf } from '../match/decide.ts';
import { decideAll, whyOf } from '../match/decide-all.ts';
import { type InLine, inTurn } from '../match/limits.ts';
import { matchesAnew } from '../match/match-anew.ts';
import type { KnownEnterprise, PolicyPorts } from '../ports.ts';
import type { Batch, Claim } from './ports.ts';
import { recordOf } from './record.ts';

/** So many are looked at before others get their turn. */
const BLOCK = 200;
/** More changed ones than that are not worth telling apart. */
const MANY = 50_000;

/**
 * Whom a clause by itself does not refuse: everyone by columns, and one by one whoever changed since those were read. A
 * few too many do no harm, for each is decided by his facts of now.
 */
async function candidatesOf(
  { population }: Pick<PolicyPorts, 'population'>,
  tenant: string,
  each: LibraryClause,
  day: Day,
): Promise<readonly string[] | 'all'> {
  const everyone = await population.everyone(tenant, [...each.reads, PLACE]);
  const stirred = await population.stirred(tenant, everyone.mark, MANY);
  if (stirred === 'all') return stirred;
  const found = new Set<string>();
  for (const block of matchesAnew(each, everyone, day)) for (const { enterprise } of block) found.add(enterprise);
  if (stirred > 0) for (const id of await population.changed(tenant, everyone.mark)) found.add(id);
  return [...found].sort();
}

async function* candidateBlocks(
  ports: Pick<PolicyPorts, 'population'>,
  tenant: string,
  each: LibraryClause,
  day: Day,
): AsyncGenerator<readonly KnownEnterprise[]> {
  const ids = await candidatesOf(ports, tenant, each, day);
  if (ids === 'all') return yield* ports.population.blocks(tenant);
  for (let at = 0; at < ids.length; at += BLOCK) yield await ports.population.some(tenant, ids.slice(at, at + BLOCK));
}

export type BatchLine = InLine & { readonly amount: Money; readonly claim: Omit<Claim, 'amount'> };

/** Everyone who is certainly eligible with the evidence, in the order of the places, whoever has what. */
export async function linesOf(
  ports: PolicyPorts,
  call: Call,
  { library, each }: { readonly library: Library; readonly each: LibraryClause },
  { id, period }: Batch,
): Promise<readonly BatchLine[]> {
  const day = dayOf(toInstant(call.now));
  const own = each.clause.clause;
  if (standingOf(each.policy, each.clause, day) !== 'open') return [];
  // Their facts may still say otherwise: who was struck off is not listed again; he may ask for a review.
  const struckOff = await ports.claims.struckOff(call.tenant, own, period);
  const lines: BatchLine[] = [];
  for await (const block of candidateBlocks(ports, call.tenant, each, day))
    for (const enterprise of block) {
      if (struckOff.has(enterprise.id)) continue;
      const found = decideAll(library, enterprise, day).find((one) => one.each.clause.clause === own);
      if (!found?.settled || found.settled.yields) continue;
      // What others of its group could still give does not count against the cap; what they gave does.
      const amount = found.settled.cutFrom ?? found.settled.amount;
      if (amount <= 0) continue;
      const { facts } = enterprise;
      const claim = {
        id: ports.ids(),
        clause: own,
        version: each.version,
        enterprise: enterprise.id,
        period,
        batch: id,
        status: 'publicity' as const,
        decision: recordOf(each, facts, day, whyOf(found)),
        filedAt: call.now,
      };
      // All that is known of tens of thousands of firms is much to hold: only an order of places asks for it again.
      lines.push({ enterprise: enterprise.id, amount, facts: each.clause.quota?.order ? facts : {}, claim });
    }
  return each.clause.quota ? inTurn(each.clause, library.facts, lines) : lines;
}
