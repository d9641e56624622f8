import { z } from 'zod';
import { Day } from '#kernel';

const since = Day.describe('施行之日，含当日');
const until = Day.optional().describe('最后一日，含当日；没有写就是一直有效');
const announced = Day.optional().describe('公布之日，与施行之日不同时才写');
/** More than anybody writes, less than makes a reader wait. */
const [SHORT, LONG, MANY] = [200, 4000, 5000];

const figure = z.number().min(-1e15).max(1e15);
const scalar = z.union([z.string().max(LONG), figure, z.boolean()]);
const literal = z
  .union([scalar, z.array(z.union([z.string().max(LONG), figure])).max(MANY)])
  .describe('3%、4亿元、300人、2026-01-01、代码或清单');

const declared = {
  name: z.string().min(1).max(SHORT).describe('名称，公式和条件里就用它'),
  aliases: z.array(z.string().min(1).max(SHORT)).max(50).optional().describe('别名'),
  type: z.enum(['boolean', 'number', 'money', 'percent', 'string', 'code', 'date']).describe('类型'),
  unit: z.string().max(SHORT).optional().describe('单位，只用于 number'),
  codeList: z.string().max(SHORT).optional().describe('代码表，只用于 code'),
  list: z.boolean().optional().describe('true 表示有多个值'),
};

const ParameterValue = z.strictObject({
  since,
  until,
  announced,
  source: z.string().max(LONG).optional().describe('出处：文号和条款'),
  value: literal.optional(),
  repealed: z.literal(true).optional().describe('自该日起废止'),
  expected: z.literal(true).optional().describe('预期，只用于模拟'),
  assumed: z.literal(true).optional().describe('没有找到出处'),
});

const Clause = z.strictObject({
  text: z.string().min(1).describe('政策原文'),
  document: z.string().optional().describe('文号'),
  article: z.string().optional().describe('条款'),
});

const Rule = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  since,
  until,
  announced,
  condition: z.string().min(1).describe('谁符合'),
  amount: z.string().min(1).optional().describe('给多少，元'),
  clause: Clause.optional(),
  assumed: z.literal(true).optional(),
});

/** A value of a fact in a case; 未知 or null for what is not known. */
const CaseValue = z.union([scalar, z.null(), z.array(z.union([z.string(), z.number()]))]);

const Case = z.strictObject({
  name: z.string().min(1).describe('这个例子说明什么'),
  on: Day.optional().describe('按哪一天的规则；没有写就按最早施行的规则之日'),
  facts: z.record(z.string(), CaseValue),
  expect: z.record(z.string(), z.string().min(1)).describe('规则: 符合、不符合、未知，或金额如 19.2万元'),
});

/** A number of the law with its values over the years, as files write it. */
export const WrittenParameter = z.strictObject({ ...declared, values: z.array(ParameterValue).min(1).max(200) });
/** A name for a formula, as files write it. */
export const WrittenDefinition = z.strictObject({ ...declared, formula: z.string().min(1).max(LONG) });

/** A rule file: parameters of the law, names for formulas, rules, and cases that an official can read. */
export const RuleFile = z.strictObject({
  id: z.string().min(1),
  title: z.string().optional(),
  facts: z.array(z.strictObject(declared)).optional().describe('目录里没有的事实'),
  parameters: z.array(WrittenParameter).optional(),
  definitions: z.array(WrittenDefinition).optional(),
  rules: z.array(Rule).min(1),
  cases: z.array(Case).optional(),
});
export type RuleFile = z.infer<typeof RuleFile>;
export type RuleCase = z.infer<typeof Case>;
