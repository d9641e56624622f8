import { expect, test } from 'vitest';
import type { Library } from '../library.ts';
import { builtOf, textOfBuilt, textOfRows } from './blocks.ts';
import { checkText } from './check.ts';

const facts = [
  { name: '高新技术企业', type: 'boolean' },
  { name: '研发费用', type: 'money' },
  { name: '从业人数', type: 'number', unit: '人' },
] as const;
const library = { facts } as unknown as Library;

test.each([
  [
    '高新技术企业 且 研发费用 >= 100万元',
    'all',
    [
      { subject: '高新技术企业', test: '是' },
      { subject: '研发费用', test: '>= 100万元' },
    ],
  ],
  [
    '高新技术企业 或 从业人数 < 30人',
    'any',
    [
      { subject: '高新技术企业', test: '是' },
      { subject: '从业人数', test: '< 30人' },
    ],
  ],
  ['研发费用 >= 100万元', 'all', [{ subject: '研发费用', test: '>= 100万元' }]],
  [
    '(高新技术企业 或 从业人数 < 30人) 且 研发费用 > 0元',
    'all',
    [{ text: '高新技术企业 或 从业人数 < 30人' }, { subject: '研发费用', test: '> 0元' }],
  ],
])('%s is taken apart into rows, and the rows say the same again', (text, join, rows) => {
  const { built } = builtOf(library, text);
  expect(built).toEqual({ join, rows });
  expect(built && builtOf(library, textOfBuilt(built)).built).toEqual(built);
});

test('a condition is a table where it can be one, and the table says the same again', () => {
  const { table } = builtOf(library, '(高新技术企业 且 研发费用 >= 100万元) 或 从业人数 < 30人');
  expect(table).toEqual({
    inputs: ['高新技术企业', '研发费用', '从业人数'],
    rows: [{ cells: ['是', '>= 100万元', '-'] }, { cells: ['-', '-', '< 30人'] }],
  });
  expect(table && builtOf(library, textOfRows(table)).table).toEqual(table);
  expect(builtOf(library, '(高新技术企业 或 从业人数 < 30人) 且 研发费用 > 0元').table).toBeUndefined();
});

test('what does not read has no rows', () => {
  expect(builtOf(library, '研发费角 >= 1元')).toEqual({});
});

test.each([
  ['研发费用不超过4亿元', '4亿元'],
  ['研发费用不超过14亿元', '4元'],
])('a figure without its unit is said as the sentence says it: %s', (quote, meant) => {
  const { ok, diagnostics } = checkText(library, { text: '研发费用 <= 4', quote, expects: 'boolean' });
  expect([ok, diagnostics.map((each) => each.suggestion)]).toEqual([false, [meant]]);
  expect(diagnostics[0]?.message).toContain(`“${meant}”`);
});
