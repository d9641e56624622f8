import { expect, test } from 'vitest';
import { day, isRefusal } from '#kernel';
import { checkEntry } from './entry.ts';

const today = day('2026-10-13');
const problems = (target: string, due?: string, firstPerson: string | undefined = '张三'): unknown => {
  try {
    checkEntry({ target, due, firstPerson }, today);
    return [];
  } catch (error) {
    return isRefusal(error) ? error.parts.at?.map((each) => each.path) : error;
  }
};

test.each(['办理时间压缩至15个工作日以内', '网上兑现率达到100%', '新增市场主体40万家'])(
  '“%s” is a goal that can be measured',
  (target) => {
    expect(problems(target, '2026-12-31')).toEqual([]);
  },
);

test.each(['', '进一步优化营商环境', '对标2025年先进城市', '落实“十四五”规划'])('“%s” is none', (target) => {
  expect(problems(target, '2026-12-31')).toEqual(['target']);
});

test('an entry without a day, with a day that is over or that is no day is not saved', () => {
  expect(problems('压缩至3个工作日以内')).toEqual(['due']);
  expect(problems('压缩至3个工作日以内', '2026-10-12')).toEqual(['due']);
  expect(problems('压缩至3个工作日以内', '明年')).toEqual(['due']);
  expect(problems('', undefined)).toEqual(['target', 'due']);
});

test('an entry without somebody who answers for it is not saved', () => {
  expect(problems('压缩至3个工作日以内', '2026-12-31', ' ')).toEqual(['firstPerson']);
});
