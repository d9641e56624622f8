import type { Assessment, Program } from '#engines/rules';
import { type Day, dayOf, hashOf, toInstant } from '#kernel';
import { type LibraryClause, programOn } from '../clause/index.ts';
import type { Library } from '../library.ts';
import type { KnownEnterprise, Match, MatchMark, PolicyPorts } from '../ports.ts';
import { assessOn, standingOf, verdictIn } from './decide.ts';
import { reaches } from './decide-all.ts';

type RoundPorts = Pick<PolicyPorts, 'library' | 'population' | 'matches'>;

type Due = { readonly whole: readonly LibraryClause[]; readonly changed: readonly LibraryClause[] };

/** What decides how a clause reads today: its text, the numbers of its parameters, the day itself where it asks for it. */
const stampOf = (program: Program, { clause, version }: LibraryClause): string => {
  const rule = program.rules[program.places.get(clause.clause) ?? -1];
  return rule && rule.parameters.length > 0 ? hashOf([version, rule.parametersHash]) : version;
};

/** A clause is matched anew when it reads differently or stands differently than it did. */
function dueOf({ clauses, book }: Library, marks: ReadonlyMap<string, MatchMark>, day: Day): Due {
  const program = programOn(book, day);
  const stale = (each: LibraryClause): boolean => {
    const mark = marks.get(each.clause.clause);
    if (!mark || mark.version !== stampOf(program, each)) return true;
    return mark.standing !== standingOf(each.policy, each.clause, day);
  };
  return { whole: clauses.filter(stale), changed: clauses.filter((each) => !stale(each)) };
}

/**
 * Matches what changed since the last round: clauses that are new or read differently against everyone, and enterprises
 * whose facts changed against the clauses that read them. Returns how many decisions were made.
 */
export async function matchRound(ports: RoundPorts, tenant: string, now: number): Promise<number> {
  const day = dayOf(toInstant(now));
  const library = await ports.library(tenant);
  const marks = new Map((await ports.matches.marks(tenant)).map((each) => [each.clause, each]));
  const gone = [...marks.keys()].filter((id) => !library.clause(id));
  if (gone.length > 0) await ports.matches.forget(tenant, gone);
  const due = dueOf(library, marks, day);
  const mark = await ports.population.mark(tenant);
  const since = [...marks.values()].map((each) => each.factsMark ?? '-infinity').sort()[0];
  let decisions = 0;
  const run = async (own: readonly LibraryClause[], changedSince?: string): Promise<void> => {
    if (own.length === 0) return;
    for await (const block of ports.population.blocks(tenant, changedSince))
      for (const [touched, some] of byTouched(own, block)) {
        decisions += touched.length * some.length;
        await ports.matches.replace(tenant, scopeOf(touched, some), matchesOf(library, touched, some, day), now);
      }
  };
  await run(due.whole);
  const before = decisions;
  const stirred = since !== undefined && since !== mark;
  if (stirred) await run(due.changed, since);
  if (due.whole.length > 0 || stirred || decisions > before) await remember(ports, tenant, library, { day, mark });
  return decisions;
}

/** Where an enterprise is decides which policies reach it, whatever their conditions read. */
const PLACE = '所在区域';

/** Which clauses read what changed, for enterprises with whom the same facts did: an import changes the same for many. */
function byTouched(
  own: readonly LibraryClause[],
  block: readonly KnownEnterprise[],
): readonly (readonly [readonly LibraryClause[], readonly KnownEnterprise[]])[] {
  const touchedBy = (changed: readonly string[] | undefined): readonly LibraryClause[] => {
    if (!changed || changed.includes(PLACE)) return own;
    const names = new Set(changed);
    return own.filter((each) => each.reads.some((name) => names.has(name)));
  };
  const groups = Map.groupBy(block, ({ changed }) => changed?.join() ?? '');
  return [...groups.values()].flatMap((some) => {
    const touched = touchedBy(some[0]?.changed);
    return touched.length > 0 ? [[touched, some] as const] : [];
  });
}

const scopeOf = (clauses: readonly LibraryClause[], block: readonly KnownEnterprise[]) => ({
  clauses: clauses.map((each) => each.clause.clause),
  enterprises: block.map((each) => each.id),
});

/** Only what somebody could have is kept: what is open and what is just missed is worked out for those who ask. */
function matchesOf(
  { book }: Library,
  clauses: readonly LibraryClause[],
  block: readonly KnownEnterprise[],
  day: Day,
): readonly Match[] {
  const open = clauses.filter((each) => standingOf(each.policy, each.clause, day) === 'open');
  // A few clauses are asked by themselves, many together.
  const several = open.length > FEW;
  return block.flatMap(({ id, facts, region }) => {
    const all = several ? assessOn(book, facts, day) : undefined;
    return open
      .filter((each) => reaches(each, region))
      .flatMap((each) => matchOf(all ?? assessOn(each.book, facts, day), each, id) ?? []);
  });
}

const FEW = 5;

function matchOf(assessment: Assessment, each: LibraryClause, enterprise: string): Match | undefined {
  const { outcome, amount } = verdictIn(assessment, each);
  // Nothing to get is nothing to tell.
  if (outcome !== 'yes' || amount === 0) return undefined;
  return { clause: each.clause.clause, enterprise, ...(amount === undefined ? {} : { amount }) };
}

async function remember(
  ports: RoundPorts,
  tenant: string,
  { clauses, book }: Library,
  { day, mark }: { day: Day; mark: string },
): Promise<void> {
  const program = programOn(book, day);
  await ports.matches.putMarks(
    tenant,
    clauses.map((each) => ({
      clause: each.clause.clause,
      version: stampOf(program, each),
      standing: standingOf(each.policy, each.clause, day),
      day,
      factsMark: mark,
    })),
  );
}
