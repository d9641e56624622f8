import {
  type Catalogue,
  compareExact,
  declare,
  displayValue,
  type Exact,
  evaluate,
  type FactDeclaration,
  type Facts,
  type FactValue,
  parseExpression,
} from '#language';
import type { RuleBook } from '../book.ts';
import { assess } from '../explain/assess.ts';
import { explainRule } from '../explain/explain-rule.ts';
import { type Program, programFor } from '../program.ts';
import { readLiteral } from '../read-literal.ts';
import type { Literal, RuleFinding } from '../source.ts';
import { factsWith } from './load.ts';
import type { RuleCase, RuleFile } from './schema.ts';

/** One line of a case: what was expected of a rule, and what came out. */
export type CaseResult = {
  readonly case: string;
  readonly rule: string;
  readonly passed: boolean;
  readonly expected: string;
  readonly actual: string;
  /** Why it came out so. */
  readonly why: string;
  readonly path: RuleFinding['path'];
};

const MONEY = { kind: 'number', dimension: '元' } as const;

const factFor = (
  declaration: FactDeclaration | undefined,
  name: string,
  value: Literal | null,
  catalogue: Catalogue,
): FactValue => {
  if (value === null || value === '未知') return null;
  if (!declaration) throw new Error(`没有名为“${name}”的事实`);
  const read = readLiteral(declaration, value, catalogue);
  if (!read.ok) throw new Error(read.diagnostics[0]?.message ?? `“${name}”的值读不懂`);
  return evaluate({ source: '', root: read.node, diagnostics: [] }, {}).value as FactValue;
};

/**
 * The facts of a case as the engine takes them: values are written like parameters, with their units.
 *
 * @throws Error naming the fact that does not exist or whose value does not fit
 */
export const factsOfCase = (
  facts: Readonly<Record<string, Literal | null>>,
  declarations: readonly FactDeclaration[],
): Facts => {
  const catalogue = declare(declarations);
  const byName = new Map(
    declarations.flatMap((each) => [each.name, ...(each.aliases ?? [])].map((name) => [name, each])),
  );
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      const declaration = byName.get(name);
      return [declaration?.name ?? name, factFor(declaration, name, value, catalogue)];
    }),
  );
};

const outcomeText = (truth: boolean | null, amount: number | null | undefined): string => {
  if (truth === null) return '未知';
  if (!truth) return '不符合';
  if (amount === undefined) return '符合';
  return amount === null ? '符合，金额未知' : displayValue(amount, MONEY);
};

const sameAmount = (expected: string, amount: number | null | undefined, catalogue: Catalogue): boolean => {
  const parsed = parseExpression(expected, catalogue, { expects: 'number' });
  if (!parsed.ok || typeof amount !== 'number') return false;
  return compareExact(evaluate(parsed.expression, {}).value as Exact, amount) === 0;
};

const NO_NAMES = declare([]);

const holds = (expected: string, truth: boolean | null, amount: number | null | undefined): boolean => {
  if (expected === '未知') return truth === null;
  if (expected === '不符合') return truth === false;
  if (expected === '符合') return truth === true;
  return truth === true && sameAmount(expected, amount, NO_NAMES);
};

const dayOf = (file: RuleFile, { on, expect }: RuleCase): string =>
  on ??
  file.rules
    .filter(({ id }) => id in expect)
    .map(({ since }) => since as string)
    .sort()
    .at(-1) ??
  '';

const runCase = (
  file: RuleFile,
  i: number,
  one: RuleCase,
  book: RuleBook,
  facts: readonly FactDeclaration[],
): readonly CaseResult[] => {
  const path = ['cases', i];
  const failed = (why: string): CaseResult => ({
    case: one.name,
    rule: '',
    passed: false,
    expected: '',
    actual: '',
    why,
    path,
  });
  let record: Facts;
  try {
    record = factsOfCase(one.facts as Readonly<Record<string, Literal | null>>, factsWith(facts, file));
  } catch (error) {
    return [failed(error instanceof Error ? error.message : String(error))];
  }
  const program: Program = programFor(book, { rulesAsOf: dayOf(file, one) });
  const assessment = assess(program, record);
  return Object.entries(one.expect).map(([rule, expected]): CaseResult => {
    const at = { case: one.name, rule, expected, path: [...path, 'expect', rule] };
    const outcome = assessment.outcomes.find((each) => each.rule.rule.id === rule);
    if (!outcome) return { ...at, passed: false, actual: '', why: `规则“${rule}”在 ${program.rulesAsOf} 没有施行` };
    const { truth, amount } = outcome;
    const why = explainRule(assessment, rule).sentence;
    return { ...at, passed: holds(expected, truth, amount), actual: outcomeText(truth, amount), why };
  });
};

/** Runs the cases of a file against its rules. */
export const runCases = (file: RuleFile, book: RuleBook, facts: readonly FactDeclaration[]): readonly CaseResult[] =>
  (file.cases ?? []).flatMap((one, i) => runCase(file, i, one, book, facts));
