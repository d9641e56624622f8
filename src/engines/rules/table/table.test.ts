import { describe, expect, test } from 'vitest';
import { declare, evaluate, formatExpression, parseExpression } from '#language';
import { condition, drawFrom, record } from '../random-rules.fixture.ts';
import { FACTS } from '../rules.fixture.ts';
import { blockOf, textOfBlock } from './block.ts';
import { tableOf, textOfTable } from './decision-table.ts';
import { readDmn } from './read-dmn.ts';

const catalogue = declare(FACTS);
const parsed = (text: string) => {
  const result = parseExpression(text, catalogue);
  if (!result.ok) throw new Error(`${text}: ${result.diagnostics[0]?.message}`);
  return result.expression;
};

describe('builder', () => {
  test('text becomes blocks and blocks become the same text', () => {
    for (let run = 0; run < 3000; run += 1) {
      const expression = parsed(condition(drawFrom(`block ${run}`), run % 4));
      const text = textOfBlock(blockOf(expression));
      expect(formatExpression(parsed(text))).toBe(formatExpression(expression));
      expect(blockOf(parsed(text))).toEqual(blockOf(expression));
    }
  });

  test('a condition shows what it is about and what it asks', () => {
    expect(blockOf(parsed('高企 且 (研发费用占比 ≥ 3% 或 行业代码 不属于 "C39") 且 非(失信被执行人)'))).toEqual({
      kind: 'all',
      of: [
        { kind: 'test', subject: '高新技术企业', test: '是' },
        {
          kind: 'any',
          of: [
            { kind: 'test', subject: '研发费用占比', test: '>= 3%' },
            { kind: 'test', subject: '行业代码', test: '不属于 "C39"' },
          ],
        },
        { kind: 'test', subject: '失信被执行人', test: '否' },
      ],
    });
  });
});

describe('decision tables', () => {
  test('a text with rows and columns becomes a table, and the table means the same', () => {
    let tables = 0;
    for (let run = 0; run < 3000; run += 1) {
      const draw = drawFrom(`table ${run}`);
      const expression = parsed(condition(draw, 1 + (run % 2)));
      const table = tableOf(expression);
      if (!table) continue;
      tables += 1;
      const back = parsed(textOfTable(table));
      expect(tableOf(back)).toEqual(table);
      for (let n = 0; n < 5; n += 1) {
        const facts = record(draw, 20);
        expect(evaluate(back, facts).value).toBe(evaluate(expression, facts).value);
      }
    }
    expect(tables).toBeGreaterThan(1000);
  });

  test('a formula by cases is a table whose first fitting row answers; a gap is unknown', () => {
    const text = '如果 营业收入 < 300万元 且 高企 那么 10万元 否则 如果 营业收入 < 2000万元 那么 5万元 否则 未知';
    const table = tableOf(parsed(text));
    expect(table).toEqual({
      gives: 'formula',
      inputs: ['营业收入', '高新技术企业'],
      rows: [
        { cells: ['< 300万元', '是'], output: '10万元' },
        { cells: ['< 2000万元', '-'], output: '5万元' },
        { cells: ['-', '-'], output: '未知' },
      ],
    });
    expect(textOfTable(table ?? { gives: 'formula', inputs: [], rows: [] })).toBe(formatExpression(parsed(text)));
  });
});

const dmn = (rules: string, more = '') => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="补助">
  <decision id="amount" name="补助金额"><decisionTable hitPolicy="FIRST">
    <input><inputExpression><text>营业收入</text></inputExpression></input>
    <input><inputExpression><text>行业代码</text></inputExpression></input>
    <input><inputExpression><text>高企</text></inputExpression></input>
    <output name="金额"/>${rules}
  </decisionTable></decision>${more}
</definitions>`;
const row = (...cells: readonly string[]) =>
  `<rule>${cells.map((cell, i) => (i < cells.length - 1 ? `<inputEntry><text>${cell}</text></inputEntry>` : `<outputEntry><text>${cell}</text></outputEntry>`)).join('')}</rule>`;

describe('DMN', () => {
  test('a decision table comes in and compiles', () => {
    const xml = dmn(
      row('&lt; 300万元', '"C39", "I65"', 'true', '10万元') +
        row('[300万元..2000万元[', 'not("C39")', '-', '5万元') +
        row('-', '', 'not(true)', '0元'),
    );
    const { decisions, findings } = readDmn(xml);
    expect(findings).toEqual([]);
    const [decision] = decisions;
    if (decision?.content.kind !== 'table') throw new Error('the decision is a table');
    expect(textOfTable(decision.content.table)).toBe(
      '如果 营业收入 < 300万元 且 行业代码 = "C39" 且 高企 那么 10万元 否则 如果 营业收入 < 300万元 且 行业代码 = "I65" 且 高企 那么 10万元 否则 如果 营业收入 属于 [300万元..2000万元) 且 行业代码 != "C39" 那么 5万元 否则 如果 非(高企) 那么 0元 否则 未知',
    );
    const facts = { 营业收入: 200_000_000, 行业代码: 'C13', 高新技术企业: null };
    expect(evaluate(parsed(textOfTable(decision.content.table)), facts).value).toBe(null);
    expect(evaluate(parsed(textOfTable(decision.content.table)), { ...facts, 营业收入: 1_999_999_999 }).value).toBe(
      5_000_000,
    );
  });

  test.each([
    ['<a', '不是有效的 DMN'],
    ['<!DOCTYPE a [<!ENTITY x "y">]><a/>', '不得含有 DOCTYPE'],
    ['<definitions/>', '没有决策'],
    [dmn('').replace('FIRST', 'COLLECT'), '命中策略 COLLECT 不支持'],
    [dmn(row('-', '-', '1元')), '格数与列数不同'],
    [dmn(row('&lt; 1元, &gt; 5元', '-', '-', '1元')), '有几个比较'],
    [dmn('', '<decision id="x" name="甲"><context/></decision>'), '只支持决策表和一条表达式'],
  ])('%s is told', (xml, message) => {
    expect(
      readDmn(xml)
        .findings.map((each) => each.message)
        .join(),
    ).toContain(message);
  });
});
