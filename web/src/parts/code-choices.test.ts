import { describe, expect, it } from 'vitest';
import { choicesOf } from './code-choices.ts';

describe('choices of a code list', () => {
  it('of one level stay as they are', () => {
    expect(choicesOf([{ code: 'a', title: '甲' }])).toEqual([{ value: 'a', label: '甲' }]);
  });
  it('of two levels are grouped, and a parent without children can be chosen itself', () => {
    const items = [
      { code: 'factors', title: '要素保障' },
      { code: 'power', title: '用电报装', parent: 'factors' },
      { code: 'other', title: '其他' },
    ];
    expect(choicesOf(items)).toEqual([
      { label: '要素保障', title: '要素保障', options: [{ value: 'power', label: '用电报装' }] },
      { value: 'other', label: '其他' },
    ]);
  });
  it('of regions are the counties only', () => {
    const items = [
      { code: '1', title: '中国' },
      { code: '33', title: '浙江省', parent: '1' },
      { code: '3308', title: '衢州市', parent: '33' },
      { code: '330825', title: '龙游县', parent: '3308' },
    ];
    expect(choicesOf(items)).toEqual([{ value: '330825', label: '龙游县' }]);
  });
});
