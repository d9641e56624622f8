import { type Day, dayOf, hashOf, money, toInstant } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import { ASKED_DAY } from '../clause/index.ts';
import type { Counted, KnownEnterprise, Match, MatchMark, PolicyPorts } from '../ports.ts';
import { decideClause, standingOf } from './decide.ts';
import { reaches } from './views.ts';

type RoundPorts = Pick<PolicyPorts, 'library' | 'population' | 'matches' | 'tell' | 'versions'>;

type Due = { readonly whole: readonly LibraryClause[]; readonly changed: readonly LibraryClause[] };

/** A clause is matched anew when its text, its standing or, where it reads the day, the day has changed. */
function dueOf(clauses: readonly LibraryClause[], marks: ReadonlyMap<string, MatchMark>, day: Day): Due {
  const stale = (each: LibraryClause): boolean => {
    const mark = marks.get(each.clause.clause);
    if (!mark || mark.version !== each.version) return true;
    return (
      mark.standing !== standingOf(each.policy, each.clause, day) ||
      (each.reads.includes(ASKED_DAY) && mark.day !== day)
    );
  };
  return { whole: clauses.filter(stale), changed: clauses.filter((each) => !stale(each)) };
}

/**
 * Matches what changed since the last round: clauses that are new or read differently against everyone, and enterprises
 * whose facts changed against every clause. Returns how many decisions were made.
 */
export async function matchRound(ports: RoundPorts, tenant: string, now: number): Promise<number> {
  const day = dayOf(toInstant(now));
  const { clauses } = await ports.library(tenant);
  const marks = new Map((await ports.matches.marks(tenant)).map((each) => [each.clause, each]));
  const gone = [...marks.keys()].filter((id) => !clauses.some((each) => each.clause.clause === id));
  if (gone.length > 0) await ports.matches.forget(tenant, gone);
  const due = dueOf(clauses, marks, day);
  const mark = await ports.population.mark(tenant);
  const since = [...marks.values()].map((each) => each.factsMark ?? '-infinity').sort()[0];
  let decisions = 0;
  const run = async (own: readonly LibraryClause[], changedSince?: string): Promise<void> => {
    if (own.length === 0) return;
    for await (const block of ports.population.blocks(tenant, changedSince)) {
      decisions += own.length * block.length;
      await ports.matches.replace(tenant, scopeOf(own, block), matchesOf(own, block, day), now);
    }
  };
  await run(due.whole);
  const before = decisions;
  if (since !== undefined && since !== mark) await run(due.changed, since);
  if (due.whole.length > 0 || decisions > before) await remember(ports, tenant, clauses, { day, mark });
  return decisions;
}

const scopeOf = (clauses: readonly LibraryClause[], block: readonly KnownEnterprise[]) => ({
  clauses: clauses.map((each) => each.clause.clause),
  enterprises: block.map((each) => each.id),
});

/** Only what somebody may have or might have is kept; a plain no leaves no line. */
function matchesOf(clauses: readonly LibraryClause[], block: readonly KnownEnterprise[], day: Day): readonly Match[] {
  const open = clauses.filter((each) => standingOf(each.policy, each.clause, day) === 'open');
  return open.flatMap((each) =>
    block.flatMap(({ id, facts, region }): readonly Match[] => {
      if (!reaches(each, region)) return [];
      const { outcome, amount, missing, conditions } = decideClause(each, facts, day);
      // Nothing to get is nothing to tell.
      if (outcome === 'yes' && amount === 0) return [];
      const failed = conditions.filter((one) => one.outcome === 'no').length;
      if (outcome === 'no' && failed > 1) return [];
      const kept = outcome === 'no' ? 'near' : outcome;
      const base = {
        clause: each.clause.clause,
        enterprise: id,
        version: each.version,
        outcome: kept,
        missing,
      } as const;
      return [amount === undefined ? base : { ...base, amount }];
    }),
  );
}

async function remember(
  ports: RoundPorts,
  tenant: string,
  clauses: readonly LibraryClause[],
  { day, mark }: { day: Day; mark: string },
): Promise<void> {
  const counts = await ports.matches.counts(
    tenant,
    clauses.map((each) => each.clause.clause),
  );
  const nobody: Counted = { yes: 0, unknown: 0, no: 0, sum: money(0) };
  await ports.matches.putMarks(
    tenant,
    clauses.map((each) => ({
      clause: each.clause.clause,
      version: each.version,
      standing: standingOf(each.policy, each.clause, day),
      day,
      counted: { ...nobody, ...counts.get(each.clause.clause) },
      factsMark: mark,
    })),
  );
}

const SHOWN = 3;

/** Tells enterprises what is certain, once each and as often as they wish; what is open is offered, never pushed. */
export async function pushRound(ports: RoundPorts, tenant: string, now: number): Promise<number> {
  const { clause: find } = await ports.library(tenant);
  const untold = await ports.matches.untold(tenant, now, 500);
  for (const { enterprise, clauses } of untold) {
    const key = `policy ${enterprise} ${hashOf(clauses).slice(0, 16)}`;
    const titles = clauses.flatMap((id) => find(id)?.clause.title ?? []);
    const rest = titles.length > SHOWN ? `等 ${titles.length} 项` : '';
    const text = `符合条件的政策：${titles.slice(0, SHOWN).join('；')}${rest}。请到“我的政策”查看，每一条都写明依据。`;
    await ports.tell(tenant, key, [
      { principal: `enterprise:${enterprise}`, kind: 'policy', text, matter: null, at: now },
    ]);
    await ports.matches.markTold(tenant, { enterprise, clauses, key }, now);
  }
  return untold.length;
}
