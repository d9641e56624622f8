import { describe, expect, it } from 'vitest';
import { actWords, detailWords } from './act-words.ts';

describe('the words of the audit log', () => {
  it('say what was done and why, not what the program calls it', () => {
    expect(actWords('contents.unmask')).toBe('查看被遮盖的个人信息');
    expect(detailWords({ reason: '核对联系方式', fields: 'contact-name,contact-phone' })).toBe(
      '理由：核对联系方式；查看的项目：联系人、联系电话',
    );
  });
  it('do not hide an act or a detail that they do not know', () => {
    expect(actWords('new.act')).toBe('其他（new.act）');
    expect(detailWords({ thing: 3, done: true })).toBe('thing：3；done：是');
    expect(detailWords(undefined)).toBe('');
  });
});
