import type { FactDeclaration } from '#language';
import { compileRules, type RuleBook } from './book.ts';
import { type Program, programFor } from './program.ts';
import type { Rule, RuleSet } from './source.ts';

/** The facts that tests of this folder talk about. */
export const FACTS: readonly FactDeclaration[] = [
  { name: '高新技术企业', aliases: ['高企'], type: 'boolean' },
  { name: '失信被执行人', type: 'boolean' },
  { name: '行业代码', type: 'code', codeList: 'GB/T 4754' },
  { name: '所在地', type: 'code', codeList: 'GB/T 2260' },
  { name: '企业规模', type: 'code', codeList: '企业规模' },
  { name: '许可行业', type: 'code', codeList: 'GB/T 4754', list: true },
  { name: '企业名称', type: 'string' },
  { name: '成立日期', type: 'date' },
  { name: '申报日期', type: 'date' },
  { name: '营业收入', type: 'money' },
  { name: '研发费用', type: 'money' },
  { name: '研发费用占比', type: 'percent' },
  { name: '利润率', type: 'percent' },
  { name: '职工人数', type: 'number', unit: '人' },
  { name: '评分', type: 'number' },
  { name: '次数', type: 'number' },
];

export const rule = (id: string, condition: string, more: Partial<Rule> = {}): Rule => ({
  id,
  name: id,
  condition,
  since: '2026-01-01',
  ...more,
});

/** A book that a test knows to be right. */
export const bookOf = (...sets: readonly RuleSet[]): RuleBook => {
  const compiled = compileRules(sets, FACTS);
  if (compiled.ok) return compiled.book;
  throw new Error(compiled.findings.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
};

export const programOf = (rules: readonly Rule[], more: Partial<RuleSet> = {}, rulesAsOf = '2026-06-01'): Program =>
  programFor(bookOf({ id: '甲', rules, ...more }), { rulesAsOf });
