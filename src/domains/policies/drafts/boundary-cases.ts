import { type Boundary, boundariesOf } from '#engines/rules';
import { type Day, formatMoney } from '#kernel';
import { displayValue, type Exact } from '#language';
import type { CompiledClause } from '../clause/compile.ts';
import { ASKED_DAY, programOn } from '../clause/index.ts';
import { caseFacts, OUTCOME_SAID } from '../clause/prove.ts';
import type { Case } from '../clause/schema.ts';
import { decideClause } from '../match/decide.ts';

type Known = Readonly<Case['set']>;

/** As a case writes it: money with its unit, a share in percent, a count bare. */
function written({ type, value }: Boundary): string | number {
  if (typeof value === 'string' || type.kind !== 'number') return String(value);
  if (type.dimension === '元' && typeof value === 'number')
    return value % 1_000_000 === 0 ? displayValue(value, type) : `${value / 100}元`;
  return type.dimension.startsWith('元') || type.dimension === '%' ? displayValue(value as Exact, type) : Number(value);
}

/** Cases like these were made for an earlier number: one fact of the sample changed, the name says to what. */
const isMade = ({ name, set }: Case, facts: ReadonlySet<string>): boolean => {
  const [fact, ...more] = Object.keys(set).filter((each) => each !== ASKED_DAY);
  return (
    fact !== undefined &&
    more.length === 0 &&
    facts.has(fact) &&
    (name === `不知道${fact}` || name.startsWith(`${fact}为`))
  );
};

/**
 * The cases of a clause with one below, at and above each number that its conditions turn on, and one for each fact not
 * known. What comes out is worked out, not judged: a person reads them.
 */
export function boundaryCases(compiled: CompiledClause, day: Day): readonly Case[] {
  const made = casesAtBounds(compiled, day).map(({ because: _, ...each }): Case => each);
  const facts = new Set(made.flatMap(({ set }) => Object.keys(set)));
  return [...compiled.clause.cases.filter((each) => !isMade(each, facts)), ...made];
}

/** A case with the sentences of the clause that stand against it: often another one than that of the bound. */
type Bound = Case & { readonly because: readonly string[] };

/** Only those at its bounds. */
export function casesAtBounds(compiled: CompiledClause, day: Day): readonly Bound[] {
  const { clause, book, reads } = compiled;
  const sample = caseFacts(compiled, { name: '样板企业', set: {}, expect: '可享' }, day);
  const found = boundariesOf(programOn(book, sample.day), clause.clause, sample.facts);
  const sets = [
    ...found.map((each): [string, Known] => [`${each.fact}为${written(each)}`, { [each.fact]: written(each) }]),
    ...reads.filter((fact) => fact !== ASKED_DAY).map((fact): [string, Known] => [`不知道${fact}`, { [fact]: null }]),
  ];
  return [...new Map(sets)].map(([name, set]) => caseOf(compiled, name, set, day));
}

function caseOf(compiled: CompiledClause, name: string, set: Known, day: Day): Bound {
  const asked = caseFacts(compiled, { name, set: { ...set }, expect: '未知' }, day);
  const { outcome, amount, conditions } = decideClause(compiled, asked.facts, asked.day);
  return {
    name,
    set: { ...set },
    expect: OUTCOME_SAID[outcome],
    because: conditions.flatMap((each) => (each.outcome === 'no' ? [each.quote] : [])),
    ...(amount === undefined ? {} : { amount: formatMoney(amount) }),
  };
}
