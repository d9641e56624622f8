import { type Catalogue, declare } from './catalogue.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { type Expression, parseExpression } from './expression.ts';
import type { Facts } from './values.ts';

/** The facts that tests of this folder talk about. */
export const catalogue: Catalogue = declare([
  { name: '高新技术企业', aliases: ['高企'], type: 'boolean' },
  { name: '失信被执行人', type: 'boolean' },
  { name: '行业代码', type: 'code', codeList: 'GB/T 4754' },
  { name: '所在地', type: 'code', codeList: 'GB/T 2260' },
  {
    name: '首台套级别',
    type: 'code',
    codeList: 'level',
    titles: new Map([
      ['city', '市级'],
      ['province', '省级'],
    ]),
  },
  { name: '许可行业', type: 'code', codeList: 'GB/T 4754', list: true },
  { name: '企业名称', type: 'string' },
  { name: '荣誉', type: 'string', list: true },
  { name: '成立日期', type: 'date' },
  { name: '申报日期', type: 'date' },
  { name: '营业收入', aliases: ['年营收'], type: 'money' },
  { name: '研发费用', type: 'money' },
  { name: '研发费用占比', type: 'percent' },
  { name: '利润率', type: 'percent' },
  { name: '职工人数', type: 'number', unit: '人' },
  { name: '研发人员', type: 'number', unit: '人' },
  { name: '评分', type: 'number' },
  { name: '次数', type: 'number' },
  { name: '人均补助', type: 'number', unit: '元/人' },
  { name: '非税收入', type: 'money' },
  { name: '或有负债', type: 'money' },
  { name: '且末县产值', type: 'money' },
  { name: '企业.注册资本', type: 'money' },
]);

/** Parses a text that a test knows to be right. */
export const parsed = (text: string, names: Catalogue = catalogue): Expression => {
  const result = parseExpression(text, names);
  if (!result.ok) throw new Error(`${text}: ${result.diagnostics.map((one) => one.message).join('; ')}`);
  return result.expression;
};

export const evaluated = (text: string, facts: Facts = {}): Evaluation => evaluate(parsed(text), facts);
