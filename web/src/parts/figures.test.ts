import { describe, expect, it } from 'vitest';
import { airy, figure, fileSize, money, share } from './figures.ts';

const flat = (text: string): string => text.replace(/\s/g, ' ');

describe('figures', () => {
  it('groups five digits and more by thin spaces and leaves a year alone', () => {
    expect(flat(figure(1234567))).toBe('1 234 567');
    expect(figure(2026)).toBe('2026');
  });
  it('writes money in yuan and from a hundred thousand in 万元', () => {
    expect(flat(money(123450))).toBe('1234.50 元');
    expect(flat(money(12_345_600_00))).toBe('1234.56 万元');
  });
  it('shows no percentage of nothing', () => {
    expect(share(0, 0)).toBe('—');
    expect(share(1, 3)).toBe('33.3%');
  });
  it('puts air between 汉字 and figures but not inside either', () => {
    expect(flat(airy('共123项，含5G基站'))).toBe('共 123 项，含 5G 基站');
  });
  it('never says a file has no size', () => {
    expect(flat(fileSize(10))).toBe('1 KB');
    expect(flat(fileSize(5 * 1024 * 1024))).toBe('5 MB');
    expect(flat(fileSize(2.5 * 1024 * 1024))).toBe('2.5 MB');
  });
});
