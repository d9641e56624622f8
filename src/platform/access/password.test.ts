import { expect, test } from 'vitest';
import { weaknessOf } from './password.ts';

test.each([
  ['Ab1!', '至少 8 位'],
  ['abcdefghij1', '须含'],
  ['Password2026!', '过于常见'],
  ['12345678', '过于常见'],
  ['Aa1!Aa1!Aa1!', '重复的字符太多'],
  ['Zhangsan-2026', '不能包含账号'],
])('%s is too weak', (password, why) => {
  expect(weaknessOf(password, 'zhangsan')).toContain(why);
});

test.each(['Kx7-mu92', '四个词的长句子也可以作为密码使用吧', 'correct horse battery'])('%s will do', (password) => {
  expect(weaknessOf(password, 'zhangsan')).toBeUndefined();
});
