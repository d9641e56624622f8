import { expect, test } from 'vitest';
import { money } from '#kernel';
import type { Clause } from '../clause/index.ts';
import { inTurn } from './limits.ts';

const facts = [
  { name: '研发费用', type: 'money' },
  { name: '成立日期', type: 'date' },
] as const;
const clause = (order?: object) =>
  ({ quota: { most: 2, by: '研发费用从高到低', ...(order ? { order } : {}) } }) as Clause;
const line = [
  { enterprise: 'c', amount: money(300), facts: { 研发费用: 100, 成立日期: '2020-01-01' } },
  { enterprise: 'b', amount: money(100), facts: { 研发费用: 900, 成立日期: '2024-01-01' } },
  { enterprise: 'a', amount: money(100), facts: { 成立日期: '2022-01-01' } },
  { enterprise: 'd', amount: money(100), facts: { 研发费用: 900, 成立日期: '2024-01-01' } },
];
const first = (order?: object, room = 2) =>
  inTurn(clause(order), facts, line)
    .slice(0, room)
    .map((each) => each.enterprise);

test('places go by the formula, what is not known last; ties by amount, then by code', () => {
  expect(first([{ of: '研发费用', first: 'high' }])).toEqual(['b', 'd']);
  expect(first([{ of: '研发费用', first: 'low' }])).toEqual(['c', 'b']);
  expect(first([{ of: '研发费用', first: 'high' }], 3)).toEqual(['b', 'd', 'c']);
});

test('a later formula settles what the first leaves equal; days count too', () => {
  const order = [
    { of: '成立日期', first: 'low' },
    { of: '研发费用', first: 'high' },
  ];
  expect(first(order)).toEqual(['c', 'a']);
});

test('without a formula the highest amount comes first, with places or without', () => {
  expect(first()).toEqual(['c', 'a']);
  expect(inTurn({} as Clause, facts, line).slice(0, 2)).toEqual(inTurn(clause(), facts, line).slice(0, 2));
});
