import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { type FactCatalogue, factCatalogueOf } from '#engines/registry';
import { parseExpression } from '#language';
import { assembleFacts, FACT_FIELDS, FactsFile } from './facts.ts';
import type { Finding } from './finding.ts';
import { loadPacks } from './index.ts';
import { checkYaml, readYaml } from './yaml-file.ts';

const packs = fileURLToPath(new URL('../../../packs', import.meta.url));

describe('the shipped fact catalogue', () => {
  let catalogue: FactCatalogue;
  beforeAll(async () => {
    const { facts, factGroups } = await loadPacks(packs, ['base', 'quzhou']);
    catalogue = factCatalogueOf(facts, factGroups);
  });

  test('has at least 120 facts, from every department that the issue names', () => {
    expect(catalogue.facts.length).toBeGreaterThanOrEqual(120);
    expect(catalogue.groups.map((each) => each.id)).toEqual(
      expect.arrayContaining(
        'credit energy finance growth land licences penalties projects quality registration research social talents tax trade utilities'.split(
          ' ',
        ),
      ),
    );
  });

  test.each([
    '行业代码 属于 "C39" 且 研发费用占比 >= 3% 且 营业收入 <= 4亿元',
    '所在地 属于 "330800" 且 非(失信被执行人) 且 员工人数 <= 300人 且 资产总额 <= 5000万元 且 应纳税所得额 <= 300万元',
    '研发费用 / 营业收入 >= 3% 且 成立日期 < 日期("2025-01-01")',
    '亩均税收 >= 15万元/亩 且 用地面积 > 10亩 且 上年综合能耗 < 5000吨标准煤',
    '科技型中小企业 且 纳税信用等级 属于 ["A", "B"] 且 企业规模 属于 ["small", "micro"]',
  ])('an official can write: %s', (text) => {
    const result = parseExpression(text, catalogue.language, { expects: 'boolean' });
    expect(result.ok ? [] : result.diagnostics.map((each) => each.message)).toEqual([]);
  });
});

describe('a mistake in the catalogue is told with its line', () => {
  const lists = { 'fact-owner': { items: [{ code: 'tax', title: '税务' }] } };
  const told = (facts: string): readonly string[] => {
    const head = 'group: tax\ntitle: 税务\nowner: tax\nsensitivity: open\nfreshDays: 30\nfacts:\n';
    const yaml = readYaml('base/facts/tax.yaml', head + facts);
    const { value, findings } = checkYaml(yaml, FactsFile, FACT_FIELDS);
    const found: Finding[] = [...findings];
    if (value) assembleFacts([{ yaml, value }], lists, (more) => void found.push(...more));
    return found.map((each) => `${each.line} ${each.message}`);
  };

  test.each([
    ['  - { key: aB, name: 甲数, type: money, unit: 元 }', '7 事实“甲数”的类型是 money，不应另写单位“元”'],
    ['  - { key: aB, name: 甲数, type: numbr }', '7 “numbr”不能用作 facts.0.type'],
    ['  - { key: aB, name: 甲数, type: code, codeList: regio }', '7 代码表“regio”不存在'],
    ['  - { key: aB, name: 甲数, type: date, owner: taxx }', '7 归口部门“taxx”不存在，是不是想写“tax”'],
    [
      '  - { key: aB, name: 甲数, type: date }\n  - { key: aC, name: 乙数, aliases: [甲数], type: date }',
      '8 “甲数”既指',
    ],
    ['  - { key: aB, name: 甲数, type: date }\n  - { key: aB, name: 乙数, type: date }', '8 标识“aB”已用于“甲数”'],
    ['  - { key: aB, name: 甲数, type: date, alias: [] }', '7 不认识的字段“alias”，是不是想写“aliases”'],
    ['  - { key: aB, name: 甲数, type: date, signed: true }', '7 “甲数”不是数值，不写 signed 和 max'],
    ['  - { key: aB, name: 甲数, type: percent, max: 很多 }', '7 “甲数”的 max“很多”读不懂'],
  ])('%s', (facts, message) => {
    expect(told(facts)).toEqual([expect.stringContaining(message)]);
  });
});
