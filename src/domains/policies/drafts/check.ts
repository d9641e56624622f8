import { z } from 'zod';
import { compileRules, type RuleFinding, type RuleSet } from '#engines/rules';
import { type Call, type Day, dayOf, refuse, toInstant } from '#kernel';
import { readsOf } from '../clause/compile.ts';
import { Clause, Policy, programOn, ruleSetOf } from '../clause/index.ts';
import { hiddenFrom } from '../guarded-facts.ts';
import type { Library } from '../library.ts';
import type { PolicyPorts } from '../ports.ts';
import { boundaryCases } from './boundary-cases.ts';

export const DiagnosticView = z.object({
  code: z.string(),
  message: z.string(),
  start: z.number(),
  end: z.number(),
  severity: z.enum(['error', 'warning', 'info']),
  suggestion: z.string().optional(),
});
type DiagnosticView = z.infer<typeof DiagnosticView>;

/** As much of a clause as it takes to count who would get it, with the names that its policy gives to numbers. */
export const Trial = z.strictObject({
  conditions: Clause.shape.conditions.max(50),
  amount: Clause.shape.amount,
  parameters: Policy.shape.parameters,
  definitions: Policy.shape.definitions,
});
export type Trial = z.infer<typeof Trial>;

export const Names = Trial.pick({ parameters: true, definitions: true });
type Written = z.infer<typeof Names> & {
  readonly text: string;
  readonly quote: string;
  readonly expects: 'boolean' | 'money';
};

export const Tried = z.object({
  yes: z.number().nullable().describe('可享；null 为不足十户，隐去'),
  unknown: z.number().nullable(),
  no: z.number().nullable(),
  fen: z.number().nullable().describe('合计金额'),
  people: z.number(),
  guarded: z.boolean().describe('含无权逐户查看的数据：按十户归并取整，不足十户不显示'),
});

/** What is wrong with one text, where, and what to write instead. */
export function checkText({ facts }: Library, { text, expects, quote, ...names }: Written) {
  const conditions = [{ when: expects === 'boolean' ? text : '是', quote: '' }];
  const amount = expects === 'money' ? ({ kind: 'formula', formula: text } as const) : NO_AMOUNT;
  const set = trialSet({ conditions, amount, ...names });
  const { ok, findings } = compileRules([plainAmount(set, expects, text)], facts);
  const told = findings.filter(({ path }) => path[2] !== 'parts').map(diagnosticOf(text));
  return { ok, diagnostics: told.map((each) => asQuoted(each, quote)) };
}

/** Of 4 under “不超过4亿元” 4亿元 is meant, not 4元. */
function asQuoted(told: DiagnosticView, quote: string): DiagnosticView {
  const { suggestion = '', message } = told;
  const [, figure] = /^(-?[\d.]+)元$/.exec(suggestion) ?? [];
  const said = figure && new RegExp(`(?<![\\d.])${figure.replace('.', '\\.')}[万亿]元`).exec(quote)?.[0];
  return said ? { ...told, suggestion: said, message: message.replace(`“${suggestion}”`, `“${said}”`) } : told;
}

/** The formula as it was typed: columns are told in it, not in what rounding makes of it. */
const plainAmount = (set: RuleSet, expects: string, text: string): RuleSet =>
  expects === 'boolean' ? set : { ...set, rules: set.rules.map((rule) => ({ ...rule, amount: text })) };

const diagnosticOf =
  (text: string) =>
  ({ code, message, severity, suggestion, start = 0, end = text.length }: RuleFinding): DiagnosticView => ({
    code,
    message,
    severity,
    start,
    end,
    ...(suggestion === undefined ? {} : { suggestion }),
  });

/**
 * Who would get it, counted over everyone as they are known today. Over facts that the writer may not see it is counted
 * as the simulation counts: by tens, so that turning a number does not find out one firm's.
 */
export async function tryClause(ports: PolicyPorts, call: Call, trial: Trial): Promise<z.infer<typeof Tried>> {
  const { facts } = await ports.library(call.tenant);
  const set = trialSet(trial);
  const compiled = compileRules([set], facts);
  if (!compiled.ok) return { yes: 0, unknown: 0, no: 0, fen: 0, people: 0, guarded: false };
  const day = dayOf(toInstant(call.now));
  const program = programOn(compiled.book, day);
  const reads = program.rules.flatMap((each) => each.reads);
  const hidden = hiddenFrom(call, facts, reads);
  if (hidden.length > 0) {
    const { people, certain, unknown } = await ports.population.guarded(call.tenant, { set, day, reads });
    return { yes: certain.count, unknown: unknown.count, no: null, fen: certain.amount, people, guarded: true };
  }
  const { totals, people } = await ports.population.totals(call.tenant, program);
  const { yes = 0, unknown = 0, amount = 0n } = totals[0] ?? {};
  return { yes, unknown, no: people - yes - unknown, people, fen: Number(amount), guarded: false };
}

const NO_AMOUNT = { kind: 'none', words: '试算' } as const;

/** The cases of a clause as it is being written, with those at the bounds of its conditions. */
export function boundedCases({ facts }: Library, written: Trial & Pick<Clause, 'sample' | 'cases'>, day: Day) {
  const { sample, cases, ...trial } = written;
  const compiled = compileRules([trialSet(trial)], facts);
  if (!compiled.ok)
    throw refuse({
      code: 'policies.unreadable',
      kind: 'invalid',
      what: '条件或金额还写得不对，补不出算例',
      why: compiled.findings.find(({ severity }) => severity === 'error')?.message ?? '',
      todo: '请先按提示改正条件和金额',
    });
  const { book } = compiled;
  const clause = { ...BLANK, conditions: trial.conditions, amount: trial.amount, sample, cases };
  return boundaryCases({ clause, book, reads: readsOf(book, clause.clause) }, day);
}

const trialSet = ({ parameters, definitions, conditions, amount }: Trial): RuleSet =>
  ruleSetOf({ policy: 'trial', title: '试算', parameters, definitions, clauses: [{ ...BLANK, conditions, amount }] });

const BLANK: Clause = {
  clause: 'trial',
  article: '试算',
  title: '试算',
  kind: 'subsidy',
  text: '试算',
  plain: '试算',
  mode: 'reviewed',
  owner: 'trial',
  per: 'year',
  materials: [],
  chain: [],
  excludes: [],
  conditions: [],
  amount: NO_AMOUNT,
  sample: {},
  cases: [],
};
