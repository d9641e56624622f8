import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isRefusal } from '#kernel';
import { parseInput } from './problem.ts';

const Filter = z.strictObject({
  lamp: z.enum(['near', 'overdue']).optional().describe('灯号'),
  id: z.string().min(18).max(20).optional(),
  limit: z.int().min(1).max(200).optional().describe('每页多少件：最多 200'),
  q: z.string().min(1).optional(),
  ids: z.array(z.string()).min(1).max(3).optional(),
  at: z.url().optional(),
  day: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/, '日期须为 YYYY-MM-DD')
    .optional(),
  asked: z.string().optional(),
});
const Asking = z.object({ asked: z.string().max(3).describe('请大家反映的是哪一类问题、在哪里') });

const said = (schema: z.ZodType, value: unknown): string => {
  try {
    parseInput(schema, value);
  } catch (error) {
    if (isRefusal(error)) return error.parts.what;
    throw error;
  }
  throw new Error('was taken');
};

describe('a value that no schema takes is refused in words of the page, not of the program', () => {
  it.each([
    [{ lamp: 'zzz' }, '“灯号”填写有误：可选的是：near、overdue'],
    [{ id: 'nope' }, '“编号”填写有误：至少 18 个字'],
    [{ id: 'x'.repeat(21) }, '“编号”填写有误：最多 20 个字'],
    [{ limit: 'x' }, '“每页多少件”填写有误：须为数字'],
    [{ limit: 1.5 }, '“每页多少件”填写有误：须为整数'],
    [{ limit: 0 }, '“每页多少件”填写有误：不能小于 1'],
    [{ limit: 201 }, '“每页多少件”填写有误：不能大于 200'],
    [{ q: '' }, '“搜索词”填写有误：不能为空'],
    [{ ids: [] }, '“编号”填写有误：至少要有一项'],
    [{ ids: ['a', 'b', 'c', 'd'] }, '“编号”填写有误：最多 3 项'],
    [{ ids: [1] }, '“编号 第 1 项”填写有误：须为文字'],
    [{ at: 'here' }, '“at”填写有误：须为网址'],
    [{ day: '5' }, '“day”填写有误：日期须为 YYYY-MM-DD'],
    [{ strange: 1 }, '填写的内容有误：没有这些字段：strange'],
  ])('%j', (value, expected) => {
    expect(said(Filter, value)).toBe(expected);
  });

  it('is an address that leads nowhere, when it stands in the path', () => {
    try {
      parseInput(Filter, { id: 'nope' }, ['id']);
    } catch (error) {
      expect(isRefusal(error) && error.parts).toMatchObject({ kind: 'not-found', what: '没有找到' });
      return;
    }
    throw new Error('was taken');
  });

  it('says of what was not given that it was not', () => {
    expect(said(Asking, {})).toBe('“asked”填写有误：没有填写');
  });
});
