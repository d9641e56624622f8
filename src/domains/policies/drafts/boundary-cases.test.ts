import { expect, test } from 'vitest';
import { loadPacks } from '#platform/packs';
import { loadPolicy } from '../clause/index.ts';
import { caseDay, wrongIn } from '../clause/prove.ts';
import { boundaryCases } from './boundary-cases.ts';

const packs = new URL('../../../../packs/', import.meta.url);
const { facts, policies } = await loadPacks(packs.pathname, ['base', 'quzhou']);

const compiledIn = (text: string) => {
  const { loaded } = loadPolicy(text, 'a.yaml', facts);
  if (!loaded) throw new Error('does not load');
  return loaded.clauses;
};
const TAX = policies.find(({ file }) => file.endsWith('cn-cit-law.yaml'))?.text ?? '';

test('each number has a case below, at and above it, each fact one without it; what was made for another number goes', () => {
  const [clause] = compiledIn(
    TAX.replace('上年应纳税所得额 > 0元', '上年应纳税所得额 > 30万元').replace(/^ {6}- \{ name: 上年应.*\n/gm, ''),
  );
  if (!clause) throw new Error('no clause');
  const old = { name: '上年应纳税所得额为0.01元', set: { 上年应纳税所得额: '0.01元' }, expect: '可享' as const };
  const own = { name: '写给人看的', set: { 上年应纳税所得额: '40万元' }, expect: '可享' as const };
  const cases = boundaryCases({ ...clause, clause: { ...clause.clause, cases: [old, own] } }, '2026-06-30' as never);
  expect(cases.map(({ name, expect: outcome, amount }) => [name, outcome, amount])).toEqual([
    ['写给人看的', '可享', undefined],
    ['高新技术企业证书有效期至为2026-06-29', '不符', undefined],
    ['高新技术企业证书有效期至为2026-06-30', '可享', '50万元'],
    ['高新技术企业证书有效期至为2026-07-01', '可享', '50万元'],
    ['上年应纳税所得额为299999.99元', '不符', undefined],
    ['上年应纳税所得额为30万元', '不符', undefined],
    ['上年应纳税所得额为300000.01元', '可享', '3万元'],
    ['不知道高新技术企业', '未知', undefined],
    ['不知道高新技术企业证书有效期至', '未知', undefined],
    ['不知道上年应纳税所得额', '未知', undefined],
  ]);
});

test('of every shipped clause the cases read and come out as they are written, shares and quotients among them', () => {
  const names: string[] = [];
  for (const { text } of policies)
    for (const compiled of compiledIn(text)) {
      const day = caseDay(compiled.policy, compiled.clause);
      const cases = boundaryCases(compiled, day);
      names.push(...cases.map(({ name }) => name));
      for (const each of cases)
        expect([compiled.clause.clause, each.name, wrongIn(compiled, each, day)]).toEqual([
          compiled.clause.clause,
          each.name,
          [],
        ]);
    }
  expect(names.filter((each) => /占比为[\d.]+%$/.test(each)).length).toBeGreaterThan(2);
  expect(names.filter((each) => /^上年研发费用为/.test(each)).length).toBeGreaterThan(2);
});
