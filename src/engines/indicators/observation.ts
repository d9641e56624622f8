import { z } from 'zod';

/** Why there is no value; "unknown" is always one of these, never zero. */
export const MISSING = {
  'not-applicable': '不适用',
  'not-collected': '未统计',
  unpublished: '尚未发布',
  late: '逾期未报',
  rejected: '审核退回',
  confidential: '依法不公开',
} as const;
export type MissingCode = keyof typeof MISSING;

/** What says most comes first: what does not apply to a part does not apply to the whole. */
const BY_WEIGHT: readonly MissingCode[] = [
  'not-applicable',
  'confidential',
  'unpublished',
  'rejected',
  'late',
  'not-collected',
];
export const compareMissing = (a: MissingCode, b: MissingCode): number => BY_WEIGHT.indexOf(a) - BY_WEIGHT.indexOf(b);

export const Observation = z
  .strictObject({
    unit: z.string().min(1).describe('被评价对象：区县、部门、城市'),
    indicator: z.string().min(1).describe('指标代码'),
    period: z.string().min(1).describe('期间，例如 2026、2026-10'),
    value: z.number().optional(),
    error: z.number().min(0).optional().describe('抽样标准误；全数统计不写'),
    records: z.number().min(0).optional().describe('由多少件记录算出；全数统计或外来的数不写'),
    missing: z
      .enum(Object.keys(MISSING) as [MissingCode, ...MissingCode[]])
      .optional()
      .describe('为什么没有值'),
  })
  .refine(({ value, missing }) => (value === undefined) !== (missing === undefined), '值和缺失原因须写其一');
export type Observation = z.infer<typeof Observation>;
