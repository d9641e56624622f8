import { describe, expect, it } from 'vitest';
import { detailWords } from './act-detail.ts';

describe('the details of the audit log', () => {
  it('say why, not what the program calls it', () => {
    expect(detailWords({ reason: '核对联系方式', fields: 'contact-name,contact-phone' })).toBe(
      '理由：核对联系方式；查看的项目：联系人、联系电话',
    );
  });
  it('do not hide a detail that they do not know', () => {
    expect(detailWords({ thing: 3, done: true })).toBe('thing：3；done：是');
    expect(detailWords(undefined)).toBe('');
  });
});
