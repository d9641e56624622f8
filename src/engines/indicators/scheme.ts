import { z } from 'zod';
import { Grading } from './grading.ts';
import { NodeId as Id, Quantity, Range, StatedPeriod } from './quantity.ts';
import { SchemeSource } from './source.ts';

const Finite = z.number();

/** Every normaliser answers on 0–100 (z: 50 ± 10 per deviation), higher is better. */
export const Normaliser = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('goalposts'),
    worst: Finite.describe('得 0 分的值'),
    frontier: Finite.describe('得 100 分的值'),
    source: SchemeSource.optional(),
  }),
  z.strictObject({
    kind: z.literal('bands'),
    below: Finite.describe('低于第一档的得分'),
    bands: z.array(z.strictObject({ from: Finite.describe('达到此值'), score: Finite })).min(1),
    source: SchemeSource.optional(),
  }),
  z.strictObject({ kind: z.literal('percentile') }),
  z.strictObject({ kind: z.literal('min-max') }),
  z.strictObject({ kind: z.literal('z') }),
  z.strictObject({ kind: z.literal('rank') }),
  z.strictObject({ kind: z.literal('none').describe('值本身就是得分') }),
]);
export type Normaliser = z.infer<typeof Normaliser>;

export const Transform = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('log') }),
  z.strictObject({ kind: z.literal('sqrt') }),
  z.strictObject({ kind: z.literal('distance').describe('与目标值的距离'), target: Finite }),
]);
export type Transform = z.infer<typeof Transform>;

export const Aggregator = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('arithmetic') }),
  z.strictObject({ kind: z.literal('geometric') }),
  z.strictObject({ kind: z.literal('harmonic') }),
  z.strictObject({ kind: z.literal('minimum') }),
  z.strictObject({
    kind: z.literal('penalised-mean'),
    // Past one half a better child could lower the mean: the score would no longer be monotone.
    penalty: z.number().min(0).max(0.5).describe('均值减去 penalty × 加权平均离差'),
  }),
  z.strictObject({
    kind: z.literal('points').describe('基础分加各项得分；权重是该项满分'),
    base: Finite.default(0),
    min: Finite.optional(),
    max: Finite.optional(),
  }),
]);
export type Aggregator = z.infer<typeof Aggregator>;

/** What a missing child does to its node. "Not applicable" is never missing: it leaves the weights. */
export const MissingPolicy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('require-all') }),
  z.strictObject({ kind: z.literal('renormalise'), available: z.number().gt(0).max(1).describe('可得权重不低于') }),
  z.strictObject({ kind: z.literal('carry-forward'), periods: z.int().min(1).describe('至多沿用几期') }),
  z.strictObject({ kind: z.literal('penalty'), score: Finite.describe('缺报得分，仅用于考核') }),
]);
export type MissingPolicy = z.infer<typeof MissingPolicy>;

const Weighted = {
  id: Id,
  title: z.string().min(1),
  weight: z.number().gt(0).default(1),
  weightSource: SchemeSource.optional(),
  note: z.string().optional(),
  assumed: z.boolean().optional(),
  source: SchemeSource.optional(),
  lead: z.string().optional().describe('牵头单位'),
  team: Id.optional().describe('归哪一个指标专题组；不写即随上级'),
};

export const Leaf = z.strictObject({
  ...Weighted,
  indicator: Id.optional().describe('取哪个指标的值；不写即与 id 相同'),
  unit: z.string().optional().describe('计量单位'),
  definition: z.string().optional(),
  direction: z.enum(['higher', 'lower']).default('higher').describe('高好还是低好'),
  transform: Transform.optional(),
  normaliser: Normaliser.optional().describe('不写即用方案默认'),
  alternatives: z.array(Normaliser).default([]).describe('同样说得通的标准化方法，用于不确定性'),
  caps: z.tuple([Finite, Finite]).nullable().optional().describe('得分上下限；null 为不限，默认 0–100'),
  formula: z.string().max(2000).optional().describe('由采集的量或其他指标算出值的表达式，用量的名称'),
  inputs: z.record(z.string().max(40), Id).optional().describe('公式里另起的名字 → 指标代码'),
  sourceUnit: z.string().optional().describe('数据来源单位'),
  period: StatedPeriod.optional(),
  range: Range.optional(),
  frontier: z.strictObject({ value: Finite, source: SchemeSource }).optional().describe('最好能到多少'),
  peers: z.array(z.strictObject({ unit: z.string(), value: Finite, source: SchemeSource })).optional(),
  target: z.strictObject({ value: Finite, by: z.string().optional(), source: SchemeSource }).optional(),
});
export type Leaf = z.infer<typeof Leaf>;

export type Branch = {
  readonly id: string;
  readonly title: string;
  readonly weight: number;
  readonly weightSource?: SchemeSource | undefined;
  readonly note?: string | undefined;
  readonly assumed?: boolean | undefined;
  readonly source?: SchemeSource | undefined;
  readonly lead?: string | undefined;
  readonly team?: string | undefined;
  readonly aggregator?: Aggregator | undefined;
  readonly alternatives: readonly Aggregator[];
  readonly missing?: MissingPolicy | undefined;
  readonly children: readonly SchemeNode[];
};
export type SchemeNode = Branch | Leaf;

export const isBranch = (node: SchemeNode): node is Branch => 'children' in node;

const BranchSchema: z.ZodType<Branch, unknown> = z.lazy(() =>
  z.strictObject({
    ...Weighted,
    aggregator: Aggregator.optional().describe('不写即用方案默认'),
    alternatives: z.array(Aggregator).default([]).describe('同样说得通的合成方法，用于不确定性'),
    missing: MissingPolicy.optional(),
    children: z.array(z.union([BranchSchema, Leaf])).min(1),
  }),
) as z.ZodType<Branch, unknown>;

/** The indicators of a scheme, in the order of its tree. */
export const leavesOf = (node: SchemeNode): readonly Leaf[] =>
  isBranch(node) ? node.children.flatMap(leavesOf) : [node];

/** Whose value a leaf takes. */
export const indicatorOf = (leaf: Leaf): string => leaf.indicator ?? leaf.id;

export const Uncertainty = z.strictObject({
  weights: z.number().min(0).max(0.9).default(0.25).describe('每个权重在 ±此比例内均匀变动'),
  fixedBy: SchemeSource.optional().describe('权重由文件定死的依据；写了才可以不变动'),
  draws: z.int().min(100).max(20_000).default(1000),
  confidence: z.number().gt(0.5).lt(1).default(0.9),
});

export const Scheme = z.strictObject({
  scheme: Id,
  title: z.string().min(1),
  version: z.string().min(1),
  kind: z.enum(['evaluation', 'appraisal']).default('evaluation'),
  source: SchemeSource,
  caution: z.string().optional().describe('使用时须知'),
  units: z.string().default('county').describe('被评价对象的种类'),
  among: z.string().max(500).optional().describe('评价企业时，哪些企业参加：关于企业数据的条件'),
  grading: Grading.optional().describe('得分如何分档'),
  defaults: z
    .strictObject({
      normaliser: Normaliser.optional(),
      aggregator: Aggregator.optional(),
      missing: MissingPolicy.optional(),
      period: StatedPeriod.optional().describe('各项多久一报；不写为年'),
      source: SchemeSource.optional().describe('各项定义的出处'),
    })
    .prefault({}),
  quantities: z.array(Quantity).max(500).optional().describe('公式用到的量：只采集，不计权重'),
  least: z
    .strictObject({
      records: z.int().min(2).describe('每项都不足这么多件的，只列得分，不分档、不排名'),
      source: SchemeSource,
    })
    .optional(),
  uncertainty: Uncertainty.prefault({}),
  root: BranchSchema,
});
export type Scheme = z.infer<typeof Scheme>;
export type SchemeInput = z.input<typeof Scheme>;
