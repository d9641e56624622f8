import { describe, expect, it } from 'vitest';
import { detailWords } from './act-detail.ts';

describe('the details of the audit log', () => {
  it('say why, not what the program calls it', () => {
    expect(detailWords({ reason: '核对联系方式', fields: 'contact-name,contact-phone' })).toBe(
      '理由：核对联系方式；查看的项目：联系人、联系电话',
    );
  });
  it('say what a list was narrowed to', () => {
    const query = { loop: ['任务'], holder: '市营商办', lamp: 'overdue', closed: false };
    expect(detailWords({ rows: 12, query })).toBe(
      '行数：12；筛选：（事项类型：任务；承办：市营商办；灯号：超期；已办结：否）',
    );
  });
  it('do not hide a detail that they do not know', () => {
    expect(detailWords({ thing: 3, done: true })).toBe('thing：3；done：是');
    expect(detailWords(undefined)).toBe('');
  });
});
