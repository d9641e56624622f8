import { describe, expect, it } from 'vitest';
import { dayOf, exactWorkingTime, moment, shortWorkingTime, when, workingTime } from './time.ts';

const flat = (text: string): string => text.replace(/\s/g, ' ');
const at = Date.parse('2026-10-13T17:30:00+08:00');
const now = Date.parse('2026-10-12T09:00:00+08:00');

describe('time as people count it', () => {
  it('says the day with its weekday and the hour, in China time', () => {
    expect(flat(moment(at, now))).toBe('10月13日（周二） 17:30');
  });
  it('names the year only when it is another one', () => {
    expect(flat(moment(Date.parse('2027-01-04T09:00:00+08:00'), now))).toBe('2027年1月4日（周一） 09:00');
  });
  it('says tomorrow and yesterday by the Chinese calendar day, not by 24 hours', () => {
    expect(flat(when(at, now))).toBe('明天 17:30');
    expect(flat(when(Date.parse('2026-10-11T23:59:00+08:00'), now))).toBe('昨天 23:59');
  });
  it('counts working minutes in the two largest units', () => {
    expect(flat(workingTime(2 * 480 + 180))).toBe('2 个工作日 3 小时');
    expect(flat(workingTime(95))).toBe('1 小时 35 分钟');
    expect(flat(workingTime(40))).toBe('40 分钟');
    expect(flat(workingTime(-480))).toBe('1 个工作日');
  });
  it('uses the working day of the site', () => {
    expect(flat(workingTime(450, 450))).toBe('1 个工作日');
  });
  it('leaves nothing out where parts must add up', () => {
    expect(flat(exactWorkingTime(480 + 125))).toBe('1 个工作日 2 小时 5 分钟');
    expect(flat(exactWorkingTime(420, 420))).toBe('1 个工作日');
    expect(flat(exactWorkingTime(0))).toBe('0 分钟');
  });
  it('shortens to one unit', () => {
    expect(flat(shortWorkingTime(-9.5 * 480))).toBe('9.5 日');
    expect(flat(shortWorkingTime(200))).toBe('3 小时');
  });
  it('writes a date as officials do', () => {
    expect(dayOf('2027-06-30')).toBe('2027年6月30日');
  });
});
