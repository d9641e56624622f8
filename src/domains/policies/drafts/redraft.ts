import { type Document, isScalar, parseDocument } from 'yaml';
import type { Literal } from '#engines/rules';
import { formatMoney } from '#kernel';
import { quoteSpans } from '../browse/spans.ts';
import { compilePolicy, readsOf } from '../clause/compile.ts';
import { amountExpression, type Clause, conditionId, Policy } from '../clause/index.ts';
import { caseDay, caseFacts, OUTCOME_SAID, wrongIn } from '../clause/prove.ts';
import type { Library } from '../library.ts';
import { decideClause } from '../match/decide.ts';
import { replaceIn, type Swap, swapped, writtenAs } from './swap.ts';

/** One number of a clause that is to be another. */
export type Move = {
  readonly clause: string;
  readonly part: 'condition' | 'amount';
  /** Which condition, and where in its text or in the formula of the amount. */
  readonly piece?: string | undefined;
  readonly start: number;
  readonly end: number;
  /** A named parameter of the policy. */
  readonly own?: string | undefined;
  readonly type: string;
  readonly from: Literal;
  readonly to: Literal;
  /** Where the sentence says it. */
  readonly at?: { readonly start: number; readonly end: number } | undefined;
};

export type Redrafted = {
  readonly text: string;
  /** What a person has to look at, in words. */
  readonly left: readonly string[];
};

type Work = { readonly document: Document; readonly policy: Policy; readonly left: string[] };
type Path = readonly (string | number)[];

/**
 * A policy with other numbers: in its conditions, its amounts, and the sentences that say them; all else as it was. What
 * the change makes of a case is written into the case and told, for a person to look at.
 *
 * @example
 * redraft(yaml, [{ clause: 'a', part: 'condition', piece: 'c1', from: '3%', to: '2%', … }], '2026-11-22', library)
 */
export function redraft(
  yaml: string,
  moves: readonly Move[],
  day: string,
  { facts }: Pick<Library, 'facts'>,
): Redrafted {
  const document = parseDocument(yaml);
  const work: Work = { document, policy: Policy.parse(document.toJS()), left: [] };
  for (const [at, clause] of work.policy.clauses.entries()) {
    const own = moves.filter((each) => each.clause === clause.clause);
    if (own.length > 0) rewrite(work, clause, ['clauses', at], own, day);
  }
  retellCases(work, new Set(moves.map((each) => each.clause)), facts);
  return { text: document.toString({ lineWidth: 120 }), left: work.left };
}

function rewrite(work: Work, clause: Clause, path: Path, moves: readonly Move[], day: string): void {
  for (const each of moves) if (each.own !== undefined) setParameter(work, each.own, each, day);
  const literal = moves.filter((each) => each.own === undefined);
  for (const [at, condition] of clause.conditions.entries()) {
    const mine = literal.filter((each) => each.part === 'condition' && each.piece === conditionId(condition, at));
    const swaps = mine.map(({ start, end, to, type }) => ({ start, end, text: writtenAs(to, type) }));
    if (swaps.length > 0) put(work, [...path, 'conditions', at, 'when'], replaceIn(condition.when, swaps));
  }
  rewriteAmount(
    work,
    clause,
    path,
    literal.filter((each) => each.part === 'amount'),
  );
  retell(work, clause, path, moves);
}

/** A scalar keeps the way it is written: a folded text stays folded. */
function put({ document }: Work, path: Path, value: unknown): void {
  const node = document.getIn(path, true);
  if (isScalar(node)) node.value = value;
  else document.setIn(path, value);
}

function setParameter(work: Work, name: string, { to }: Move, day: string): void {
  const at = work.policy.parameters?.findIndex((each) => each.name === name) ?? -1;
  const values = work.policy.parameters?.[at]?.values;
  if (!values) return;
  const same = values.findIndex((each) => each.since === day);
  const path = ['parameters', at, 'values'];
  if (same >= 0) put(work, [...path, same, 'value'], to);
  else work.document.addIn(path, work.document.createNode({ since: day, value: to }));
}

/** The one field of the amount whose change makes the formula read as it should. */
function rewriteAmount(work: Work, clause: Clause, path: Path, moves: readonly Move[]): void {
  let { amount } = clause;
  for (const each of moves.toSorted((a, b) => b.start - a.start)) {
    const before = amountExpression(amount) ?? '';
    const wanted = replaceIn(before, [{ start: each.start, end: each.end, text: writtenAs(each.to, each.type) }]);
    const written = before.slice(each.start, each.end);
    const found = swapped(amount, written, writtenAs(each.to, each.type)).find(
      (one) => amountExpression(one.whole) === wanted,
    );
    if (!found) {
      work.left.push(`${clause.title}：金额公式里的 ${written} 请自行改为 ${said(each.to)}`);
      continue;
    }
    amount = found.whole;
    put(work, [...path, 'amount', ...found.path], found.value);
  }
}

const said = (value: Literal): string => (Array.isArray(value) ? value.join('、') : String(value));

/** The sentence, the quotes taken from it, and the plain words. */
function retell(work: Work, clause: Clause, path: Path, moves: readonly Move[]): void {
  const swaps = moves.flatMap(({ at, to, type }): readonly Swap[] =>
    at ? [{ ...at, text: spoken(clause.text.slice(at.start, at.end), to, type) }] : [],
  );
  for (const each of moves) if (!each.at) work.left.push(`${clause.title}：原文没有写 ${said(each.from)}，请自行改写`);
  if (swaps.length > 0) put(work, [...path, 'text'], replaceIn(clause.text, swaps));
  for (const { start, end, condition } of quoteSpans(clause)) {
    const at = clause.conditions.findIndex((each, index) => conditionId(each, index) === condition);
    const inside = swaps.filter((each) => each.start >= start && each.end <= end);
    const moved = inside.map((each) => ({ ...each, start: each.start - start, end: each.end - start }));
    if (moved.length > 0)
      put(work, [...path, 'conditions', at, 'quote'], replaceIn(clause.text.slice(start, end), moved));
  }
  const plain = moves.reduce((words, each) => inPlain(words, each), clause.plain);
  if (plain !== clause.plain) put(work, [...path, 'plain'], plain);
  else work.left.push(`${clause.title}：大白话“${clause.plain}”请核对`);
}

const CHINESE_DAY = /^\d{4}年\d{1,2}月\d{1,2}日$/;
const spoken = (was: string, to: Literal, type: string): string =>
  type === 'date' && CHINESE_DAY.test(was) ? writtenAs(to, 'date') : said(to);

/** Said once it is plain which one is meant. */
function inPlain(words: string, { from, to }: Move): string {
  const parts = words.split(said(from));
  return parts.length === 2 && !/\d$/.test(parts[0] ?? '') ? parts.join(said(to)) : words;
}

function retellCases(work: Work, moved: ReadonlySet<string>, facts: Library['facts']): void {
  const policy = Policy.safeParse(work.document.toJS()).data;
  const book = policy && compilePolicy(policy, facts).book;
  if (!policy || !book) return;
  for (const [at, clause] of policy.clauses.entries()) {
    if (!moved.has(clause.clause)) continue;
    const compiled = { clause, book, reads: readsOf(book, clause.clause) };
    for (const [nth, each] of clause.cases.entries()) {
      const day = caseDay(policy, clause);
      if (wrongIn(compiled, each, day).length === 0) continue;
      const asked = caseFacts(compiled, each, day);
      const { outcome, amount, missing } = decideClause(compiled, asked.facts, asked.day);
      const path = ['clauses', at, 'cases', nth];
      put(work, [...path, 'expect'], OUTCOME_SAID[outcome]);
      if (each.amount !== undefined && amount === undefined) work.document.deleteIn([...path, 'amount']);
      if (each.amount !== undefined && amount !== undefined) put(work, [...path, 'amount'], formatMoney(amount));
      if (each.missing !== undefined) put(work, [...path, 'missing'], work.document.createNode([...missing]));
      const now = `${OUTCOME_SAID[outcome]}${amount === undefined ? '' : ` ${formatMoney(amount)}`}`;
      work.left.push(`${clause.title}：算例“${each.name}”变为 ${now}，请核对`);
    }
  }
}
