import { expect, test } from 'vitest';
import { changedParts } from './changed-parts.ts';

const words = (parts: ReturnType<typeof changedParts>[0]) =>
  parts.map(({ text, changed }) => (changed ? `[${text}]` : text)).join('');

test.each([
  ['不低于3%，补6%', '不低于2%，补6%', '不低于[3%]，补6%', '不低于[2%]，补6%'],
  ['营业收入 <= 4亿元', '营业收入 <= 40亿元', '营业收入 <= [4亿元]', '营业收入 <= [40亿元]'],
  ['甲乙', '甲丙乙', '甲乙', '甲[丙]乙'],
  ['', '新的', '', '新的'],
])('%s → %s', (before, after, was, is) => {
  const [a, b] = changedParts(before, after);
  expect([words(a), words(b)]).toEqual([was, is]);
});
