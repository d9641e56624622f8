import { type Call, dayOf, type Money, toInstant } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { Library } from '../library.ts';
import { decideAll, whyOf } from '../match/decide-all.ts';
import { type InLine, inTurn } from '../match/limits.ts';
import type { KnownEnterprise, PolicyPorts } from '../ports.ts';
import { type Candidates, dueOf, kinOf } from './candidates.ts';
import type { Batch, Claim } from './claim.ts';
import { recordOf } from './record.ts';

/** So many are looked at before others get their turn. */
const BLOCK = 500;

async function* candidateBlocks(
  { population }: Pick<PolicyPorts, 'population'>,
  tenant: string,
  ids: Candidates['ids'],
  names: readonly string[] | undefined,
): AsyncGenerator<readonly KnownEnterprise[]> {
  if (ids === 'all') return yield* population.blocks(tenant);
  for (let at = 0; at < ids.length; at += BLOCK) yield await population.some(tenant, ids.slice(at, at + BLOCK), names);
}

export type BatchLine = InLine & { readonly amount: Money; readonly claim: Omit<Claim, 'amount'> };

type Listing = {
  readonly library: Library;
  readonly each: LibraryClause;
  readonly ids: Candidates['ids'];
  readonly looked?: ((candidates: number) => Promise<void>) | undefined;
};

/** Everyone of these who is certainly eligible with the evidence, in the order of the places, whoever has what. */
export async function linesOf(
  ports: PolicyPorts,
  call: Call,
  { library, each, ids, looked }: Listing,
  { id, period }: Pick<Batch, 'id' | 'period'>,
): Promise<readonly BatchLine[]> {
  const day = dayOf(toInstant(call.now));
  const own = each.clause.clause;
  // Their facts may still say otherwise: who was struck off is not listed again; he may ask for a review.
  const struckOff = await ports.claims.struckOff(call.tenant, own, period);
  const kin = kinOf(library, each);
  // Only an order of places asks for more than the clauses read.
  const ordered = each.clause.quota?.order !== undefined;
  const names = ordered ? undefined : [...new Set(kin.clauses.flatMap(({ reads }) => reads))];
  const lines: BatchLine[] = [];
  let seen = 0;
  for await (const block of candidateBlocks(ports, call.tenant, ids, names)) {
    seen += block.length;
    for (const enterprise of block) {
      if (struckOff.has(enterprise.id)) continue;
      const found = decideAll(kin, enterprise, day).find((one) => one.each.clause.clause === own);
      if (!found?.settled || found.settled.yields) continue;
      const amount = dueOf(found.settled);
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
      lines.push({ enterprise: enterprise.id, amount, facts: ordered ? facts : {}, claim });
    }
    await looked?.(seen);
  }
  return each.clause.quota ? inTurn(each.clause, library.facts, lines) : lines;
}
