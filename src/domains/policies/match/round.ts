import { PLACE } from '#engines/registry';
import type { Assessment, Program } from '#engines/rules';
import { type Day, dayOf, hashOf, toInstant } from '#kernel';
import { type LibraryClause, programOn } from '../clause/index.ts';
import type { Library } from '../library.ts';
import type { KnownEnterprise, Match, MatchMark, PolicyPorts } from '../ports.ts';
import { assessOn, standingOf, verdictIn } from './decide.ts';
import { reaches } from './decide-all.ts';
import { matchesAnew } from './match-anew.ts';

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
    if (mark?.factsMark === undefined || mark.version !== stampOf(program, each)) return true;
    return mark.standing !== standingOf(each.policy, each.clause, day);
  };
  return { whole: clauses.filter(stale), changed: clauses.filter((each) => !stale(each)) };
}

/** So many changed ones are looked at one by one; of more it is cheaper to look at everybody by columns. */
const FEW_FIRMS = 5000;

/**
 * Matches what changed since the last round: clauses that are new or read differently against everyone, and enterprises
 * whose facts changed against the clauses that read them. Everyone goes by columns, clause by clause, each with its mark
 * in one transaction: a round that is cut off goes on where it was. Returns how many decisions were made.
 */
export async function matchRound(ports: RoundPorts, tenant: string, now: number): Promise<number> {
  const day = dayOf(toInstant(now));
  const library = await ports.library(tenant);
  const marks = new Map((await ports.matches.marks(tenant)).map((each) => [each.clause, each]));
  const gone = [...marks.keys()].filter((id) => !library.clause(id));
  if (gone.length > 0) await ports.matches.forget(tenant, gone);
  const due = dueOf(library, marks, day);
  const mark = await ports.population.mark(tenant);
  const since = Math.min(mark, ...due.changed.map((each) => marks.get(each.clause.clause)?.factsMark ?? 0));
  const stirred = since < mark ? await ports.population.stirred(tenant, since, FEW_FIRMS) : 0;
  const round = { ports, tenant, library, day, now };
  let decisions = 0;
  for (const each of stirred === 'all' ? library.clauses : due.whole) decisions += await matchAll(round, each);
  if (stirred === 'all' || since === mark) return decisions;
  if (stirred > 0) decisions += await matchChanged(round, due.changed, since);
  await ports.matches.putMarks(tenant, marksOf(round, due.changed, mark));
  return decisions;
}

type Round = {
  readonly ports: RoundPorts;
  readonly tenant: string;
  readonly library: Library;
  readonly day: Day;
  readonly now: number;
};

/** Everyone against one clause. */
async function matchAll({ ports, tenant, library, day, now }: Round, each: LibraryClause): Promise<number> {
  const everyone = await ports.population.everyone(tenant, [...factsOf(library), PLACE]);
  const [mark] = marksOf({ library, day }, [each], everyone.mark);
  if (!mark) return 0;
  const matches = mark.standing === 'open' ? matchesAnew(each, everyone, day) : [];
  await ports.matches.replaceAll(tenant, mark, matches, now);
  return everyone.population.size;
}

/** Every fact that a clause reads: columns that are wanted soon anyway are read together. */
export const factsOf = ({ clauses }: Library): readonly string[] => [...new Set(clauses.flatMap((each) => each.reads))];

/** Those whose facts changed, one by one, against the clauses that read them. */
async function matchChanged(
  { ports, tenant, library, day, now }: Round,
  own: readonly LibraryClause[],
  since: number,
): Promise<number> {
  let decisions = 0;
  for await (const block of ports.population.blocks(tenant, since))
    for (const [touched, some] of byTouched(own, block)) {
      decisions += touched.length * some.length;
      await ports.matches.replace(tenant, scopeOf(touched, some), matchesOf(library, touched, some, day), now);
    }
  return decisions;
}

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
export function matchesOf(
  { book }: Pick<Library, 'book'>,
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

const marksOf = (
  { library: { book }, day }: Pick<Round, 'library' | 'day'>,
  clauses: readonly LibraryClause[],
  factsMark: number,
): readonly MatchMark[] => {
  const program = programOn(book, day);
  return clauses.map((each) => ({
    clause: each.clause.clause,
    version: stampOf(program, each),
    standing: standingOf(each.policy, each.clause, day),
    day,
    factsMark,
  }));
};
