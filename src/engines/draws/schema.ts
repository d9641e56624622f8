import { z } from 'zod';

/** A `|` separates the parts of what a ticket is drawn on, so none may hide inside a code. */
const Code = z
  .string()
  .regex(/^[^|\p{C}]{1,200}$/u, '代码不能为空，也不能含“|”或控制字符')
  .describe('对象代码，例如统一社会信用代码或事项编号');
const Count = z.int().min(0).max(10_000_000);
const Hex = z.string().regex(/^[0-9a-f]{64}$/, '须为 64 位十六进制');

export const FrameUnit = z.strictObject({ code: Code, stratum: z.string().min(1).describe('层，例如 信用D级') });
export type FrameUnit = z.infer<typeof FrameUnit>;

export const Exclusion = z.strictObject({ code: Code, reason: z.string().trim().min(1).describe('剔除理由') });
export type Exclusion = z.infer<typeof Exclusion>;

export const DrawSize = z.union([
  z.strictObject({
    total: z.int().min(1).max(10_000_000).describe('总数，按各层权重以最大余数法分配'),
    minimum: Count.default(0).describe('每层至少抽取数；层内不足者全抽'),
    weights: z.record(z.string(), Count).optional().describe('各层权重，默认为层的大小'),
  }),
  z.strictObject({ perStratum: z.record(z.string(), Count).describe('每层抽取数') }),
]);
export type DrawSize = z.infer<typeof DrawSize>;

export const DrawPlan = z.strictObject({
  purpose: z.string().trim().min(1).describe('用途，例如 2026年11月诉求回访抽样'),
  period: z
    .string()
    .regex(/^[^|\p{C}]+$/u)
    .describe('期次；同一期次、同一种子的各部门共用签号'),
  size: DrawSize,
  substitutes: Count.default(0).describe('每层公布的候补数'),
  inspectors: z
    .strictObject({
      perUnit: z.int().min(1).describe('每个对象的检查人员数'),
      maxLoad: z.int().min(1).optional().describe('每人最多承担的对象数'),
      licences: z.array(z.string()).default([]).describe('须持有的证件'),
    })
    .optional(),
});
export type DrawPlan = z.infer<typeof DrawPlan>;

export const Inspector = z.strictObject({
  code: Code,
  licences: z.array(z.string()).default([]),
  conflicts: z
    .array(z.strictObject({ code: Code, reason: z.string().min(1) }))
    .default([])
    .describe('须回避的对象及理由'),
});
export type Inspector = z.infer<typeof Inspector>;

/** Where the seed comes from: several parties' commit and reveal, or one party's value. */
export const SeedOrigin = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ceremony'),
    contributions: z
      .array(z.strictObject({ party: z.string().min(1), commitment: Hex, secret: z.string().min(16) }))
      .min(1),
    publicValue: z
      .strictObject({ source: z.string().min(1).describe('公告后产生的公开数值的出处'), value: z.string().min(1) })
      .optional(),
  }),
  z.strictObject({ kind: z.literal('given'), by: z.string().min(1), value: Hex }),
]);
export type SeedOrigin = z.infer<typeof SeedOrigin>;

/** All that decides a draw: the same input gives the same record, to the byte. */
export const DrawInput = z.strictObject({
  number: z.int().min(1).describe('抽取编号，连续无缺'),
  drawnAt: z.iso.datetime({ offset: true }),
  replaces: z
    .strictObject({ number: z.int().min(1), reason: z.string().trim().min(1).describe('重抽理由') })
    .optional(),
  plan: DrawPlan,
  units: z.array(FrameUnit),
  exclusions: z.array(Exclusion).default([]),
  inspectors: z.array(Inspector).default([]),
  seed: SeedOrigin,
});
export type DrawInput = z.infer<typeof DrawInput>;
