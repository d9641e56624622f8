import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTo, fromExcelSerial, isoDate } from './dates.ts';
import { readDue } from './due.ts';
import { dueOf, findMilestones } from './milestones.ts';
import { findValidity } from './validity.ts';

const context = { year: 2021, issuedOn: '2021-04-12' };

describe('a time limit becomes the last day it allows', () => {
  it.each([
    ['全年', '2021-12-31'],
    ['6月底前', '2021-06-30'],
    ['10月底前', '2021-10-31'],
    ['2月底', '2021-02-28'],
    ['年底前', '2021-12-31'],
    ['年内', '2021-12-31'],
    ['2年内', '2023-04-12'],
    ['两年内', '2023-04-12'],
    ['半年内', '2021-10-12'],
    ['印发之日起30日内', '2021-05-12'],
    ['到2027年底', '2027-12-31'],
    ['2027年', '2027-12-31'],
    ['2023.6.30', '2023-06-30'],
    ['2023年6月30日前', '2023-06-30'],
    ['2023/6/30', '2023-06-30'],
    ['2023年6月', '2023-06-30'],
    ['20230630', '2023-06-30'],
    ['45107', '2023-06-30'],
    ['上半年', '2021-06-30'],
    ['三季度末', '2021-09-30'],
    ['6月上旬', '2021-06-10'],
    ['十二月底前', '2021-12-31'],
    ['明年3月底前', '2022-03-31'],
    ['4—10月', '2021-10-31'],
    ['2021年4月—12月', '2021-12-31'],
    ['6月底前启动，12月底前完成', '2021-12-31'],
    ['二〇二二年六月三十日', '2022-06-30'],
  ])('%s', (text, date) => expect(readDue(text, context)).toEqual({ text, date }));

  it.each([
    ['每两个月', 2, 'month'],
    ['每两月', 2, 'month'],
    ['月月清零', 1, 'month'],
    ['每年', 1, 'year'],
    ['每季度', 1, 'quarter'],
    ['每半年', 6, 'month'],
    ['按月', 1, 'month'],
  ])('%s comes again and has no last day', (text, every, unit) =>
    expect(readDue(text, context)).toEqual({ text, date: null, recurrence: { every, unit } }),
  );

  it('keeps what it cannot read as printed, without a date', () => {
    expect(readDue('待定', context)).toEqual({ text: '待定', date: null });
    expect(readDue('2月30日', context)).toEqual({ text: '2月30日', date: null });
    expect(readDue(' ', context)).toEqual({ text: '', date: null });
    expect(readDue('长期坚持', context)).toEqual({ text: '长期坚持', date: null, ongoing: true });
  });

  it('invents no year', () => {
    expect(readDue('6月底前', { year: null, issuedOn: null }).date).toBeNull();
    expect(readDue('2年内', { year: null, issuedOn: null }).date).toBeNull();
  });

  it('never gives a day that does not exist', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2099 }),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 1, max: 99 }),
        (y, m, d) => {
          const { date } = readDue(`${y}年${m}月${d}日`, context);
          expect(date).toBe(isoDate(y, m, d));
          if (date !== null) expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
        },
      ),
    );
  });

  it('knows month ends, leap years and the days Excel counts', () => {
    expect(addTo('2024-01-31', 1, 'month')).toBe('2024-02-29');
    expect(addTo('2024-02-29', 1, 'year')).toBe('2025-02-28');
    expect(fromExcelSerial(45107)).toBe('2023-06-30');
  });
});

describe('times named in running text', () => {
  const found = (text: string) => findMilestones(text, context).map(({ text: printed }) => printed);

  it('are found with the words that bind them', () => {
    expect(found('到2027年发展企业400家，2年内完成试点，每两月召开会议，6月底前落地')).toEqual([
      '到2027年',
      '2年内',
      '每两月',
      '6月底前',
    ]);
  });

  it('are not the past, and not part of a name', () => {
    expect(found('对2021年以来的资料进行梳理，落实《2021年底前任务清单》，自2020年起')).toEqual([]);
  });

  it('make the last dated one the due of the whole', () => {
    expect(dueOf(findMilestones('每年报告，6月底前启动，到2027年底完成', context))?.date).toBe('2027-12-31');
    expect(dueOf(findMilestones('问题月月清零', context))?.recurrence).toEqual({ every: 1, unit: 'month' });
    expect(dueOf([])).toBeNull();
  });
});

it('a validity of three years ends on the day before the third anniversary', () => {
  expect(findValidity('本措施自2021年5月1日起施行，有效期3年。', null)).toEqual({
    text: '自2021年5月1日起施行，有效期3年',
    from: '2021-05-01',
    until: '2024-04-30',
  });
  expect(findValidity('自印发之日起施行，有效期至2025年12月31日。', '2021-04-12')).toMatchObject({
    from: '2021-04-12',
    until: '2025-12-31',
  });
  expect(findValidity('没有写。', null)).toBeNull();
});
