import { expect, test } from 'vitest';
import type { FactDeclaration } from '#language';
import { amountExpression, amountWords } from './amount.ts';
import { loadPolicy, policyFindingText } from './load.ts';

const catalogue: readonly FactDeclaration[] = [
  { name: '营业收入', type: 'money' },
  { name: '研发费用', type: 'money' },
  { name: '从业人数', type: 'number', unit: '人' },
  { name: '高新技术企业', type: 'boolean' },
];

const policy = (change: (text: string) => string = (text) => text) =>
  loadPolicy(
    change(`policy: p
title: 试行办法
issuer: 市某局
level: city
issued: 2026-01-01
from: 2026-01-01
clauses:
  - clause: a
    article: 第一条
    title: 研发补助
    kind: subsidy
    text: 对上年研发费用不低于100万元的高新技术企业，按研发费用的10%补助，最高50万元。
    plain: 补一成
    mode: reviewed
    owner: science
    conditions:
      - { when: 高新技术企业, quote: 高新技术企业 }
      - { when: 研发费用 >= 100万元, quote: 研发费用不低于100万元 }
    amount: { kind: share, of: 研发费用, rate: 10%, cap: 50万元 }
    sample: { 高新技术企业: true, 研发费用: 200万元 }
    cases:
      - { name: 样板, expect: 可享, amount: 20万元 }
      - { name: 封顶, set: { 研发费用: 600万元 }, expect: 可享, amount: 50万元 }
      - { name: 差一点, set: { 研发费用: 99.99万元 }, expect: 不符 }
      - { name: 没有数, set: { 研发费用: null }, expect: 未知, missing: [研发费用] }
`),
    'city/policies/p.yaml',
    catalogue,
  );

const said = (change: (text: string) => string): readonly string[] => policy(change).findings.map(policyFindingText);

test('a policy whose texts fit and whose cases come out has no findings', () => {
  expect(said((text) => text)).toEqual([]);
  expect(policy().loaded?.clauses[0]?.reads).toEqual(['高新技术企业', '研发费用']);
});

test('a case that comes out otherwise is told with its line and the condition', () => {
  expect(said((text) => text.replace('99.99万元', '100万元'))).toEqual([
    'city/policies/p.yaml:24:9 算例“差一点”：写的是不符，算出来是可享',
  ]);
});

test('a misspelt fact, a wrong unit, a quote that is not in the text and an unknown field are each told', () => {
  expect(said((text) => text.replace('when: 研发费用 >=', 'when: 研发费角 >='))[0]).toContain('是不是“研发费用”');
  expect(said((text) => text.replace('>= 100万元, quote', '>= 100万, quote'))[0]).toContain('100万元');
  expect(said((text) => text.replace('quote: 研发费用不低于100万元', 'quote: 研发费用达到100万元'))[0]).toContain(
    '条款原文里没有这一句',
  );
  expect(said((text) => text.replace('plain:', 'plian:')).join()).toContain('plian');
  expect(said((text) => text.replace('set: { 研发费用: 600万元 }', 'set: { 研发费: 600万元 }')).join()).toContain(
    '没有名为“研发费”的事实',
  );
});

test('the formula that orders a quota must read', () => {
  const quota = (of: string) => (text: string) =>
    text.replace(
      '    mode: reviewed',
      `    mode: reviewed\n    quota: { most: 2, by: 高者先, order: [{ of: ${of} }] }`,
    );
  expect(said(quota('研发费用'))).toEqual([]);
  expect(said(quota('研发费角'))[0]).toContain('是不是“研发费用”');
});

test('a formula that is not money does not compile', () => {
  expect(said((text) => text.replace('of: 研发费用, rate: 10%, cap: 50万元', 'of: 从业人数, rate: 10%'))[0]).toContain(
    '不是金额',
  );
});

test('bands, heads and bounds become one expression and one sentence', () => {
  const bands = {
    kind: 'bands' as const,
    of: '营业收入',
    progressive: false,
    bands: [{ upTo: '1亿元', amount: '10万元' }, { amount: '30万元' }],
  };
  expect(amountExpression(bands)).toBe('如果 (营业收入) <= 1亿元 那么 10万元 否则 30万元');
  expect(amountWords(bands)).toBe('营业收入不超过 1亿元的，10万元；营业收入超过 1亿元的，30万元');
  expect(amountWords({ kind: 'per-head', each: '1500元/人', count: '从业人数', cap: '30万元' })).toBe(
    '每 人 1500元，按从业人数计算，最高 30万元',
  );
  expect(amountExpression({ kind: 'none', words: '称号' })).toBeUndefined();
});
