import { z } from 'zod';

export const Id = z.string().min(1).max(64);
export const Name = z.string().min(1).max(120);
export const LiteralField = z.union([
  z.string().max(100),
  z.number().min(-1e12).max(1e12),
  z.boolean(),
  z.array(z.union([z.string().max(100), z.number().min(-1e12).max(1e12)])).max(200),
]);

const How = z
  .union([
    z.strictObject({ by: z.literal('share') }),
    z.strictObject({ by: z.enum(['amount', 'arrival']), ascending: z.boolean().optional() }),
    z.strictObject({ by: z.literal('fact'), fact: Name, ascending: z.boolean().optional() }),
  ])
  .describe('不够分时：share 同比例，amount 按金额，arrival 先到先得，fact 按一项数据排序');

/** One way of setting the numbers. */
export const Setting = z.strictObject({
  values: z
    .record(Name, LiteralField)
    .refine((all) => Object.keys(all).length <= 200, '一次最多改 200 个数')
    .default({})
    .describe('改动的门槛、比例'),
  budget: z
    .strictObject({ most: z.int().min(0).max(1e15).describe('分'), how: How })
    .optional()
    .describe('预算上限'),
});

export const Asked = Setting.extend({
  set: Id.describe('哪一组条款'),
  clauses: z.array(Id).max(30).default([]).describe('只推演这几条；不写是全部'),
});
