import { compileRules, type Program, programFor, type RuleBook, type RuleFinding } from '#engines/rules';
import type { Day } from '#kernel';
import { type FactDeclaration, parseExpression, sayExpression } from '#language';
import { ruleSetOf } from './rules.ts';
import type { Clause, Policy } from './schema.ts';

/** A clause whose texts were read; its rule stands in the book of its policy under the same mark. */
export type CompiledClause = {
  readonly clause: Clause;
  /** Every fact it reads, each once: what makes it change when a fact changes. */
  readonly reads: readonly string[];
  readonly book: RuleBook;
};

/** What does not fit, with the place inside the policy. */
export type PolicyProblem = Pick<RuleFinding, 'path' | 'message' | 'severity' | 'suggestion'>;

export type CompiledPolicy = {
  /** Absent when a text does not fit. */
  readonly book?: RuleBook;
  readonly problems: readonly PolicyProblem[];
};

/** Reads every text of a policy; nothing is guessed, a unit that does not fit does not compile. */
export function compilePolicy(policy: Policy, facts: readonly FactDeclaration[]): CompiledPolicy {
  const compiled = compileRules([ruleSetOf(policy)], facts);
  const findings = compiled.findings.flatMap((each) => placed(each, policy) ?? []);
  return compiled.ok ? { book: compiled.book, problems: findings } : { problems: findings };
}

/** The whole condition is said again by its parts: what is wrong in it is told once, where it is written. */
function placed(finding: RuleFinding, { clauses }: Policy): PolicyProblem | undefined {
  const [of, at, field, part] = finding.path;
  if (of !== 'rules' || typeof at !== 'number') return finding;
  if (field === 'condition' && clauses[at]) return undefined;
  const inside = field === 'parts' ? ['conditions', part ?? 0, 'when'] : [field ?? 'clause'];
  return { ...finding, path: ['clauses', at, ...inside] };
}

const programs = new WeakMap<RuleBook, Map<Day, Program>>();
/** Days that are asked for again and again: today, and the day of a batch. */
const KEPT = 4;

/** The rules of a book with the parameters of a day; the same day again costs nothing. */
export function programOn(book: RuleBook, day: Day): Program {
  const days = programs.get(book) ?? new Map<Day, Program>();
  programs.set(book, days);
  const known = days.get(day);
  if (known) return known;
  const made = programFor(book, { rulesAsOf: day });
  const [oldest] = days.keys();
  if (days.size >= KEPT && oldest !== undefined) days.delete(oldest);
  days.set(day, made);
  return made;
}

/** A text of a policy as people read it: codes by their titles. */
export function sayText({ sets: [set] }: RuleBook, text: string): string {
  const read = set && parseExpression(text, set.catalogue);
  return read?.ok ? sayExpression(read.expression) : text;
}

/** Every fact that a clause reads on any day, its parameters aside. */
export function readsOf(book: RuleBook, clause: string): readonly string[] {
  const others = book.sets.flatMap(({ set, parameters }) => [set.today, ...parameters.map((each) => each.name)]);
  const named = new Set(others);
  const names = book.sets
    .flatMap((set) => set.rules.filter((each) => each.rule.id === clause))
    .flatMap((each) => each.names);
  return [...new Set(names)].filter((name) => !named.has(name));
}
