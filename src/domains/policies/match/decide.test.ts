import { expect, test } from 'vitest';
import { day } from '#kernel';
import type { FactDeclaration } from '#language';
import { type CompiledClause, compilePolicy } from '../clause/compile.ts';
import { Policy } from '../clause/schema.ts';
import { decideClause } from './decide.ts';

const catalogue: readonly FactDeclaration[] = [
  { name: '营业收入', type: 'money' },
  { name: '研发费用', type: 'money' },
  { name: '黑名单', type: 'boolean' },
  { name: '高企', type: 'boolean' },
  { name: '成立日期', type: 'date' },
];

const clauseOf = (conditions: readonly string[]): CompiledClause => {
  const policy = Policy.parse({
    policy: 'p',
    title: '办法',
    issuer: '市某局',
    level: 'city',
    issued: '2026-01-01',
    from: '2026-01-01',
    clauses: [
      {
        clause: 'c',
        article: '一',
        title: '补助',
        kind: 'subsidy',
        text: '原文',
        plain: '补',
        mode: 'instant',
        owner: 'science',
        conditions: conditions.map((when) => ({ when, quote: '原文' })),
        amount: { kind: 'share', of: '研发费用', rate: '5%', cap: '100万元' },
        sample: {},
        cases: [1, 2, 3].map((n) => ({ name: `${n}`, expect: '可享' })),
      },
    ],
  });
  const { book, problems } = compilePolicy(policy, catalogue);
  const [clause] = policy.clauses;
  if (!book || !clause) throw new Error(problems.map((each) => each.message).join());
  return { clause, book, reads: [] };
};
const today = day('2026-11-20');

test('unknown is never yes: not being on a list nobody looked at stays open and says what is missing', () => {
  const decision = decideClause(clauseOf(['非(黑名单)']), {}, today);
  expect(decision).toMatchObject({ outcome: 'unknown', missing: ['黑名单'] });
  expect(decision.amount).toBeUndefined();
});

test('what is known to fail settles it: nothing more is asked for', () => {
  const decision = decideClause(clauseOf(['高企', '非(黑名单)']), { 高企: false }, today);
  expect(decision).toMatchObject({ outcome: 'no', missing: [] });
});

test('a gap says what one has, what it takes, and how much is lacking', () => {
  const facts = { 研发费用: '153.6万元', 营业收入: '6400万元' };
  const [condition] = decideClause(clauseOf(['研发费用 / 营业收入 >= 3%']), facts, today).conditions;
  expect(condition?.gaps[0]).toMatchObject({
    have: '研发费用 / 营业收入 2.4%',
    need: '≥ 3%',
    short: '38.4万元',
    sentence: '研发费用 / 营业收入 2.4%，需 ≥ 3%，差 38.4万元',
  });
});

test('a distance of nothing is not told, and days are early or late, not low or high', () => {
  const [positive] = decideClause(clauseOf(['研发费用 > 0元']), { 研发费用: '0元' }, today).conditions;
  expect(positive?.gaps[0]).toEqual({
    text: '研发费用 > 0元',
    have: '研发费用 0元',
    need: '> 0元',
    sentence: '研发费用 0元，需 > 0元，正在界限上',
  });
  const [dated] = decideClause(clauseOf(['成立日期 <= 2020年1月1日']), { 成立日期: '2021-01-01' }, today).conditions;
  expect(dated?.gaps[0]?.need).toBe('不晚于 2020年1月1日');
});

test('of alternatives all are named, any of which would do', () => {
  const [condition] = decideClause(
    clauseOf(['高企 或 研发费用 >= 1亿元']),
    { 高企: false, 研发费用: '1万元' },
    today,
  ).conditions;
  expect(condition?.gaps.map((each) => [each.need, each.oneOf])).toEqual([
    ['是', 1],
    ['≥ 1亿元', 1],
  ]);
});

test('an amount is capped and whole to the 分; the day asked for counts', () => {
  const clause = clauseOf(['成立日期 + 1年 <= 评价日']);
  const facts = { 成立日期: '2025-11-20', 研发费用: '333.33元' };
  expect(decideClause(clause, facts, today)).toMatchObject({ outcome: 'yes', amount: 1667 });
  expect(decideClause(clause, { ...facts, 研发费用: '1亿元' }, today).amount).toBe(100_000_000);
  expect(decideClause(clause, facts, day('2025-11-21')).outcome).toBe('no');
  expect(decideClause(clause, { 成立日期: '2020-01-01' }, today)).toMatchObject({
    outcome: 'yes',
    amountMissing: ['研发费用'],
  });
});
