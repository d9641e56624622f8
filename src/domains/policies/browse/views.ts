import { z } from 'zod';
import type { RuleBook } from '#engines/rules';
import type { Call, Day } from '#kernel';
import { shownFact } from '../claims/stated.ts';
import {
  amountExpression,
  amountWords,
  conditionId,
  type LibraryClause,
  type LibraryPolicy,
  sayText,
} from '../clause/index.ts';
import type { Case } from '../clause/schema.ts';
import { standingOf } from '../match/decide.ts';
import type { PolicyPorts } from '../ports.ts';
import { quoteSpans } from './spans.ts';

const Named = z.object({ id: z.string(), name: z.string() });
export const Coded = z.object({ code: z.string(), title: z.string() });

export const ClauseRow = z.object({
  clause: z.string(),
  title: z.string(),
  plain: z.string(),
  policy: z.object({ id: z.string(), title: z.string(), number: z.string().optional(), issuer: z.string() }),
  article: z.string(),
  level: Coded,
  kind: Coded,
  mode: Coded,
  owner: Named,
  standing: Coded,
  validFrom: z.string(),
  validTo: z.string().optional(),
  window: z.object({ from: z.string(), to: z.string() }).optional(),
  amount: z.string().describe('金额公式，大白话'),
  demo: z.boolean(),
  assumed: z.boolean(),
});
export type ClauseRow = z.infer<typeof ClauseRow>;

export const CaseView = z.object({
  name: z.string(),
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  expect: z.string(),
  amount: z.string().optional(),
  because: z.array(z.string()).optional().describe('不符的，不满足原文的哪几句'),
});

export const ClauseView = ClauseRow.extend({
  text: z.string(),
  spans: z.array(z.object({ start: z.number(), end: z.number(), condition: z.string() })),
  conditions: z.array(z.object({ id: z.string(), when: z.string(), quote: z.string(), why: z.string().optional() })),
  formula: z.string().optional(),
  materials: z.array(z.string()),
  per: Coded,
  budget: z.string().optional(),
  group: z.string().optional(),
  quota: z.object({ most: z.number(), by: z.string() }).optional(),
  rivals: z.array(z.object({ clause: z.string(), title: z.string(), why: z.string() })),
  reads: z.array(z.string()),
  version: z.string(),
  doubt: z.string().optional(),
  cases: z.array(CaseView),
});
export type ClauseView = z.infer<typeof ClauseView>;

export const STANDINGS = {
  open: '可申报',
  'not-yet': '尚未生效',
  'window-ahead': '未到申报期',
  'window-over': '申报期已过',
  expired: '已到期',
  repealed: '已废止',
} as const;
const PER = { once: '一次性', year: '每年一次', quarter: '每季一次', month: '每月一次' } as const;

export type Viewing = Pick<PolicyPorts, 'title' | 'unitName'>;

const coded = (ports: Viewing, list: string, code: string) => ({ code, title: ports.title(list, code) ?? code });

export async function clauseRow(ports: Viewing, call: Call, each: LibraryClause, day: Day): Promise<ClauseRow> {
  const { policy, clause } = each;
  const standing = standingOf(policy, clause, day);
  const unit = await ports.unitName(call.tenant, call.now, clause.owner);
  const to = clause.validTo ?? policy.to;
  return {
    clause: clause.clause,
    title: clause.title,
    plain: clause.plain,
    policy: {
      id: policy.policy,
      title: policy.title,
      issuer: policy.issuer,
      ...(policy.number ? { number: policy.number } : {}),
    },
    article: clause.article,
    level: coded(ports, 'policy-level', policy.level),
    kind: coded(ports, 'policy-kind', clause.kind),
    mode: coded(ports, 'policy-mode', clause.mode),
    owner: { id: clause.owner, name: unit ?? ports.title('fact-owner', clause.owner) ?? clause.owner },
    standing: {
      code: standing,
      title: clause.mode === 'declared' && standing === 'open' ? '执行中' : STANDINGS[standing],
    },
    validFrom: clause.validFrom ?? policy.from,
    ...(to ? { validTo: to } : {}),
    ...(clause.window ? { window: clause.window } : {}),
    amount: amountWords(clause.amount, (text) => sayText(each.book, text)),
    demo: policy.demo ?? false,
    assumed: (clause.assumed ?? false) || (policy.assumed ?? false),
  };
}

export async function clauseView(
  ports: Viewing,
  call: Call,
  each: LibraryClause,
  day: Day,
  all: readonly LibraryClause[],
): Promise<ClauseView> {
  const { clause, policy } = each;
  const formula = amountExpression(clause.amount);
  const doubt = [clause.doubt, policy.doubt].filter(Boolean).join('；');
  return {
    ...(await clauseRow(ports, call, each, day)),
    text: clause.text,
    spans: [...quoteSpans(clause)],
    conditions: clause.conditions.map(({ id, when, quote, why }, at) => ({
      id: conditionId({ id }, at),
      when: sayText(each.book, when),
      quote,
      ...(why ? { why } : {}),
    })),
    ...(formula ? { formula: sayText(each.book, formula) } : {}),
    materials: clause.materials,
    per: { code: clause.per, title: PER[clause.per] },
    ...(clause.budget ? { budget: clause.budget } : {}),
    ...(clause.group ? { group: clause.group } : {}),
    ...(clause.quota ? { quota: { most: clause.quota.most, by: clause.quota.by } } : {}),
    rivals: rivalsOf(each, all),
    reads: [...each.reads],
    version: each.version.slice(0, 12),
    ...(doubt ? { doubt } : {}),
    cases: casesShown(each, clause.cases),
  };
}

export const casesShown = (
  { book }: LibraryClause,
  cases: readonly (Case & { readonly because?: readonly string[] })[],
): z.infer<typeof CaseView>[] =>
  cases.map(({ name, set, expect, amount, because = [] }) => ({
    name,
    facts: Object.entries(set).map(([fact, value]) => ({ name: fact, value: caseValue(book, fact, value) })),
    expect,
    ...(amount ? { amount } : {}),
    ...(because.length > 0 ? { because: [...because] } : {}),
  }));

/** Cases write values as people do (300万元), but for codes and what is not known. */
const caseValue = ({ facts }: RuleBook, name: string, value: unknown): string => {
  const declared = facts.find((each) => each.name === name);
  return value === null || !declared ? '未知' : shownFact({ type: 'string', titles: declared.titles }, value);
};

function rivalsOf(each: LibraryClause, all: readonly LibraryClause[]): ClauseView['rivals'] {
  const { clause: own, policy } = each;
  const adds = policy.cumulation?.group === own.group;
  return all.flatMap(({ clause }) => {
    if (clause.clause === own.clause) return [];
    const excluded = own.excludes.includes(clause.clause) || clause.excludes.includes(own.clause);
    const same = own.group !== undefined && own.group === clause.group;
    if (!excluded && !same) return [];
    const why = excluded ? '不能同时享受' : adds ? `合计不超过 ${policy.cumulation?.cap}` : '从高不重复';
    return [{ clause: clause.clause, title: clause.title, why }];
  });
}

export const PolicyView = z.object({
  id: z.string(),
  title: z.string(),
  number: z.string().optional(),
  issuer: z.string(),
  level: Coded,
  issued: z.string(),
  from: z.string(),
  to: z.string().optional(),
  review: z.string().optional(),
  repealed: z.object({ on: z.string(), by: z.string(), document: z.string().optional() }).optional(),
  replaces: z.object({ id: z.string(), title: z.string() }).optional(),
  demo: z.boolean(),
  keeps: z.boolean().describe('看的人可以复审、废止它'),
  doubt: z.string().optional(),
  interpretation: z.string().optional().describe('政策解读，与政策同步发布'),
  notice: z.string().optional().describe('宣传通知，与政策同步发布'),
  version: z.string(),
  versions: z.array(z.object({ version: z.string(), since: z.number() })),
  history: z.array(z.object({ at: z.number(), what: z.string(), why: z.string() })).describe('印发后的复审、废止'),
  clauses: z.array(ClauseView),
});
export type PolicyView = z.infer<typeof PolicyView>;

export function policyHead(
  ports: Viewing,
  { policy, version }: LibraryPolicy,
): Omit<PolicyView, 'clauses' | 'versions' | 'history' | 'keeps'> {
  const { title, number, issuer, level, issued, from, to, review, repealed, demo, doubt, interpretation, notice } =
    policy;
  return {
    id: policy.policy,
    title,
    issuer,
    level: coded(ports, 'policy-level', level),
    issued,
    from,
    demo: demo ?? false,
    version: version.slice(0, 12),
    ...(number ? { number } : {}),
    ...(to ? { to } : {}),
    ...(review ? { review } : {}),
    ...(repealed ? { repealed } : {}),
    ...(doubt ? { doubt } : {}),
    ...(interpretation ? { interpretation } : {}),
    ...(notice ? { notice } : {}),
  };
}
