import { PLACE } from '#engines/registry';
import { type Day, type Money, money } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { Library } from '../library.ts';
import { standingOf } from '../match/decide.ts';
import { candidateOf, capsOf, openOn } from '../match/decide-all.ts';
import type { InLine } from '../match/limits.ts';
import { matchesAnew } from '../match/match-anew.ts';
import { type Candidate, type Settled, settle } from '../match/settle.ts';
import type { Everyone, PolicyPorts } from '../ports.ts';
import { areRivals } from './bounds.ts';

/** More changed ones than that are not worth telling apart. */
const MANY = 50_000;

export type Candidates = {
  /** Whom the clause by itself does not refuse; a few too many do no harm, for each is decided by his facts of now. */
  readonly ids: readonly string[] | 'all';
  /** What each would get, where nobody's facts changed since the columns were read. */
  readonly lines?: readonly InLine[];
};

/** What others of its group could still give does not count against the cap; what they gave does. */
export const dueOf = ({ amount, cutFrom }: Settled): Money => cutFrom ?? amount;

/** The clauses that bear on what one gives: what it excludes, what shares its group, and theirs. */
export function kinOf(library: Library, each: LibraryClause): Library {
  const kin = new Set([each]);
  for (const one of kin)
    for (const other of library.clauses)
      if (areRivals(one, other) || (one.clause.group !== undefined && one.clause.group === other.clause.group))
        kin.add(other);
  return { ...library, clauses: library.clauses.filter((one) => kin.has(one)) };
}

/** Everyone under a clause by columns, and one by one whoever changed since those were read. */
export async function candidatesOf(
  { population }: Pick<PolicyPorts, 'population'>,
  tenant: string,
  { library, each, day }: { readonly library: Library; readonly each: LibraryClause; readonly day: Day },
): Promise<Candidates> {
  if (standingOf(each.policy, each.clause, day) !== 'open') return { ids: [], lines: [] };
  const kin = kinOf(library, each);
  const reads = new Set(kin.clauses.flatMap((one) => one.reads));
  const everyone = await population.everyone(tenant, [...reads, PLACE]);
  const stirred = await population.stirred(tenant, everyone.mark, MANY);
  if (stirred === 'all') return { ids: stirred };
  const own = amountsOf(each, everyone, day);
  if (stirred === 0) return { ids: [...own.keys()].sort(), lines: settledOf(kin, each, own, everyone, day) };
  return { ids: [...new Set([...own.keys(), ...(await population.changed(tenant, everyone.mark))])].sort() };
}

function amountsOf(each: LibraryClause, everyone: Everyone, day: Day): ReadonlyMap<string, Money> {
  const found = new Map<string, Money>();
  for (const block of matchesAnew(each, everyone, day))
    for (const { enterprise, amount } of block) found.set(enterprise, amount ?? money(0));
  return found;
}

/** 从高不重复 by columns: the same as firm by firm. */
function settledOf(
  kin: Library,
  each: LibraryClause,
  own: ReadonlyMap<string, Money>,
  everyone: Everyone,
  day: Day,
): readonly InLine[] {
  const open = openOn(kin, day).map((one) => [one, one === each ? own : amountsOf(one, everyone, day)] as const);
  const caps = capsOf(kin);
  return [...own.keys()].flatMap((enterprise): readonly InLine[] => {
    const candidates: readonly Candidate[] = open.flatMap(([one, amounts]) => {
      const amount = amounts.get(enterprise);
      return amount === undefined ? [] : [candidateOf(one, { amount })];
    });
    const stands = settle(candidates, caps).find((one) => one.clause === each.clause.clause);
    if (!stands || stands.yields || dueOf(stands) <= 0) return [];
    return [{ enterprise, amount: dueOf(stands), facts: {} }];
  });
}
