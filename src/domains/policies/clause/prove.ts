import { type Day, formatMoney, parseMoney } from '#kernel';
import { declare, type FactDeclaration, parseExpression } from '#language';
import { decideClause, type Outcome } from '../match/decide.ts';
import type { CompiledClause } from './compile.ts';
import type { Path, Say } from './finding.ts';
import { ASKED_DAY } from './rules.ts';
import type { Case, Clause, Policy } from './schema.ts';

/** What no schema can say: quotes stand in the text, names are known, and every case comes out as written. */
export function provePolicy(
  policy: Policy,
  compiled: readonly CompiledClause[],
  facts: readonly FactDeclaration[],
  say: Say,
): void {
  const names = new Set([...facts.map((each) => each.name), ASKED_DAY]);
  const ids = new Set<string>();
  policy.clauses.forEach((clause, at) => {
    const path = ['clauses', at];
    if (ids.has(clause.clause)) say([...path, 'clause'], `条款标识“${clause.clause}”重复`);
    ids.add(clause.clause);
    proveQuotes(clause, at, say);
    proveDates(policy, clause, at, say);
    proveNames(clause, at, names, say);
    proveOrder(clause, at, facts, say);
    proveGrants(clause, at, facts, say);
    if (clause.cases.length < 3)
      say([...path, 'cases'], `只有 ${clause.cases.length} 个算例，每条至少三个：可享、不符、未知`);
    const found = compiled.find((each) => each.clause === clause);
    if (found) proveCases(found, at, caseDay(policy, clause), say);
  });
}

/** A case is decided on the first day of validity unless it sets 评价日 itself. */
export const caseDay = (policy: Policy, clause: Clause): Day => clause.validFrom ?? policy.from;

const squeezed = (text: string): string => text.replace(/\s/g, '');

function proveQuotes(clause: Clause, at: number, say: Say): void {
  const text = squeezed(clause.text);
  clause.conditions.forEach(({ quote }, index) => {
    if (!text.includes(squeezed(quote)))
      say(['clauses', at, 'conditions', index, 'quote'], `条款原文里没有这一句：“${quote}”`);
  });
}

/** A fact that a case misspells would pass for one that nobody knows. */
function proveNames(clause: Clause, at: number, names: ReadonlySet<string>, say: Say): void {
  const check = (facts: Readonly<Record<string, unknown>>, path: Path): void => {
    for (const name of Object.keys(facts))
      if (!names.has(name)) say([...path, name], `没有名为“${name}”的事实；算例请用目录里的正式名称`);
  };
  check(clause.sample, ['clauses', at, 'sample']);
  clause.cases.forEach((each, index) => {
    check(each.set, ['clauses', at, 'cases', index, 'set']);
  });
}

/** What a recognition is written as: a fact that is yes or no, and the day until which it holds. */
function proveGrants({ grants }: Clause, at: number, facts: readonly FactDeclaration[], say: Say): void {
  const check = (field: 'fact' | 'until', type: string, words: string): void => {
    const name = grants?.[field];
    if (name !== undefined && facts.find((each) => each.name === name)?.type !== type)
      say(['clauses', at, 'grants', field], `“${name}”不是${words}的事实`);
  };
  check('fact', 'boolean', '是非');
  check('until', 'date', '日期');
}

/** The formulas that decide who gets a place must read. */
function proveOrder({ quota }: Clause, at: number, facts: readonly FactDeclaration[], say: Say): void {
  if (!quota?.order) return;
  const catalogue = declare([...facts, { name: ASKED_DAY, type: 'date' }]);
  for (const [index, { of }] of quota.order.entries()) {
    const read = parseExpression(of, catalogue, {});
    if (!read.ok)
      for (const { message } of read.diagnostics) say(['clauses', at, 'quota', 'order', index, 'of'], message);
  }
}

function proveDates(policy: Policy, clause: Clause, at: number, say: Say): void {
  const to = clause.validTo ?? policy.to;
  const from = clause.validFrom ?? policy.from;
  if (to !== undefined && to < from) say(['clauses', at, 'validTo'], '失效日早于生效日');
  if (clause.window && clause.window.to < clause.window.from) say(['clauses', at, 'window'], '申报期的止日早于起日');
  if (clause.assumed && !clause.doubt)
    say(['clauses', at, 'assumed'], '标了未核实（assumed），请在 doubt 写明是什么未核实');
}

const EXPECTED: Readonly<Record<Case['expect'], Outcome>> = { 可享: 'yes', 不符: 'no', 未知: 'unknown' };
/** As cases say it. */
export const OUTCOME_SAID = { yes: '可享', no: '不符', unknown: '未知' } as const;

function proveCases(compiled: CompiledClause, at: number, day: Day, say: Say): void {
  compiled.clause.cases.forEach((each, index) => {
    for (const message of wrongIn(compiled, each, day))
      say(['clauses', at, 'cases', index], `算例“${each.name}”：${message}`);
  });
  for (const expect of ['可享', '不符', '未知'] as const)
    if (!compiled.clause.cases.some((each) => each.expect === expect))
      say(['clauses', at, 'cases'], `缺一个结果为“${expect}”的算例`);
}

type Known = Parameters<typeof decideClause>[1];

/** Facts as YAML writes them: 评价日 of a case wins over the day it is run for. */
export function caseFacts({ clause }: CompiledClause, { set }: Case, day: Day): { facts: Known; day: Day } {
  const facts = { ...clause.sample, ...set } as Known;
  const { [ASKED_DAY]: own } = facts;
  return { facts, day: typeof own === 'string' ? (own as Day) : day };
}

/** What comes out otherwise than a case says; nothing when it is right. */
export function wrongIn(compiled: CompiledClause, given: Case, day: Day): readonly string[] {
  const asked = caseFacts(compiled, given, day);
  const decision = decideClause(compiled, asked.facts, asked.day);
  const wrong: string[] = [];
  if (decision.outcome !== EXPECTED[given.expect])
    wrong.push(`写的是${given.expect}，算出来是${OUTCOME_SAID[decision.outcome]}${because(decision)}`);
  if (given.amount !== undefined && decision.amount !== parseMoney(given.amount))
    wrong.push(
      `金额写的是${given.amount}，算出来是${decision.amount === undefined ? '没有' : formatMoney(decision.amount)}`,
    );
  const missing = [...decision.missing].sort().join('、');
  if (given.missing !== undefined && missing !== [...given.missing].sort().join('、'))
    wrong.push(`缺的事实写的是${given.missing.join('、') || '无'}，算出来是${missing || '无'}`);
  return wrong;
}

function because({ conditions }: ReturnType<typeof decideClause>): string {
  const notMet = conditions.filter((each) => each.outcome !== 'yes').map((each) => each.text);
  return notMet.length > 0 ? `（${notMet.join('；')}）` : '';
}
