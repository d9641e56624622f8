import { expect, test } from 'vitest';
import { declare, type FactDeclaration } from './catalogue.ts';
import { evaluate } from './evaluate.ts';
import { parsed } from './facts.fixture.ts';

const money = (name: string): FactDeclaration => ({ name, type: 'money' });

test.each<[string, readonly FactDeclaration[]]>([
  ['事实“甲”声明了两次', [money('甲'), money('甲')]],
  ['“乙”既指“乙”又指“甲”，名称不得重复', [money('乙'), { ...money('甲'), aliases: ['乙'] }]],
  ['事实名“ ”不能用：不得为空或含引号', [money(' ')]],
  ['事实“甲”的单位“光年/”不认识', [{ name: '甲', type: 'number', unit: '光年/' }]],
  ['事实“甲”是金额，类型请写 money（以分存放），不要写单位', [{ name: '甲', type: 'number', unit: '万元' }]],
  ['事实“甲”是百分比，类型请写 percent，不要写单位', [{ name: '甲', type: 'number', unit: '%' }]],
  ['事实“甲”请用不带倍数的单位，而不是“万人”', [{ name: '甲', type: 'number', unit: '万人' }]],
  ['事实“甲”的类型是 money，不应另写单位“万元”', [{ name: '甲', type: 'money', unit: '万元' }]],
  ['代码类事实“甲”没有写明代码表（codeList）', [{ name: '甲', type: 'code' }]],
])('a catalogue that contradicts itself is refused: %s', (message, facts) => {
  expect(() => declare(facts)).toThrow(message);
});

test('a unit that only the catalogue knows can be written in expressions', () => {
  const names = declare([{ name: '泊位', type: 'number', unit: '泊' }]);
  expect(evaluate(parsed('泊位 >= 30泊', names), { 泊位: 30 }).value).toBe(true);
});

test('a name with full-width brackets or figures is found however it is typed', () => {
  const names = declare([
    { name: '研发费用（上年）', type: 'money' },
    { name: '12345热线件数', type: 'number' },
  ]);
  expect(
    evaluate(parsed('研发费用(上年) > 1元 且 １２３４５热线件数 > 2', names), {
      '研发费用（上年）': 200,
      '12345热线件数': 3,
    }).value,
  ).toBe(true);
});

test('a name that sounds like a keyword or a function stays a name', () => {
  const names = declare([
    { name: '介于两者之间', type: 'boolean' },
    { name: '如果险种', type: 'boolean' },
    { name: '合计', type: 'number' },
  ]);
  const facts = { 介于两者之间: true, 如果险种: true, 合计: 3 };
  expect(evaluate(parsed('介于两者之间 且 如果险种 且 合计 = 合计(1, 2)', names), facts).value).toBe(true);
});

test('a name that begins like a call is read whole', () => {
  const names = declare([{ name: '合计（万元）产值', type: 'money' }]);
  expect(evaluate(parsed('合计（万元）产值 > 1元', names), { '合计（万元）产值': 200 }).value).toBe(true);
});
