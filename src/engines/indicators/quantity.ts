import { z } from 'zod';
import { SchemeSource } from './source.ts';

export const NodeId = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/i, '标识只用字母、数字、点和连字符');

/** How often something is stated. */
export const StatedPeriod = z.enum(['month', 'quarter', 'half-year', 'year']);

/** Between these a value can be; outside it is a slip of the pen. */
export const Range = z
  .tuple([z.number().nullable(), z.number().nullable()])
  .describe('可能的范围：[最小, 最大]，null 为不限');

/**
 * What formulas are made of and what weighs nothing itself: the cases handled online, all cases. Formulas name it by its
 * title. Where its id is that of an indicator counted from events nobody is asked for it.
 */
export const Quantity = z.strictObject({
  id: NodeId,
  title: z.string().min(1).max(40).describe('公式里就用这个名字'),
  unit: z.string().min(1).describe('计量单位'),
  definition: z.string().min(1).describe('数什么、从何时到何时、哪些记录'),
  sourceUnit: z.string().optional().describe('数据来源单位'),
  period: StatedPeriod.optional().describe('不写即与方案默认一致'),
  range: Range.default([0, null]),
  assumed: z.boolean().optional(),
  source: SchemeSource.optional(),
});
export type Quantity = z.infer<typeof Quantity>;
