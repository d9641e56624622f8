import { z } from 'zod';
import { WrittenDefinition, WrittenParameter } from '#engines/rules';
import { Day } from '#kernel';

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, '标识只用小写字母、数字和连字符');
const Text = z.string().trim().min(1);
const Words = z.array(Text).default([]);

/** 怎么兑现：免申即享、即申即享、审核兑现、预拨，税收优惠等由企业自行申报享受。 */
export const Mode = z.enum(['automatic', 'instant', 'reviewed', 'advance', 'declared']);
export type Mode = z.infer<typeof Mode>;

export const Condition = z.strictObject({
  id: Id.optional(),
  when: Text.describe('条件表达式'),
  quote: Text.describe('这个条件出自条款原文的哪一句，须与原文一字不差'),
  why: Text.optional().describe('原文没有写明、按别的文件理解的，写明依据'),
});
export type Condition = z.infer<typeof Condition>;

/** As long as a formula ever gets. */
const Said = Text.max(2000);
const bounds = {
  cap: Said.optional().describe('最高'),
  floor: Said.optional().describe('最低'),
  note: Said.optional().describe('金额说明'),
};
const Band = z.strictObject({
  upTo: Said.optional().describe('到这里为止（含）；最后一档不写'),
  rate: Said.optional(),
  amount: Said.optional(),
});
export const Amount = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), amount: Said, ...bounds }),
  z.strictObject({ kind: z.literal('share'), of: Said, rate: Said, ...bounds }),
  z.strictObject({ kind: z.literal('per-head'), each: Said, count: Said, ...bounds }),
  z.strictObject({
    kind: z.literal('bands'),
    of: Said,
    bands: z.array(Band).min(2).max(50),
    /** Each band pays for its own part only, as a tax table does. */
    progressive: z.boolean().default(false).describe('超额累进'),
    ...bounds,
  }),
  z.strictObject({ kind: z.literal('formula'), formula: Said, ...bounds }),
  z.strictObject({ kind: z.literal('none'), words: Said.describe('不是钱：资格、费率、服务') }),
]);
export type Amount = z.infer<typeof Amount>;

/** A fact as it is written in a case; null is unknown. */
export const KnownValue = z.union([z.string().max(200), z.number().min(-1e15).max(1e15), z.boolean(), z.null()]);

/** 演示算例：在 base 上改几个事实，应当得到什么。 */
export const Case = z.strictObject({
  name: Text,
  set: z.record(z.string(), KnownValue).default({}).describe('在样板企业上改的事实；null 为未知'),
  expect: z.enum(['可享', '不符', '未知']),
  amount: Text.optional(),
  missing: z.array(Text).optional(),
});
export type Case = z.infer<typeof Case>;

export const Clause = z.strictObject({
  clause: Id,
  article: Text.describe('第几条'),
  title: Text,
  kind: z.enum(['tax', 'subsidy', 'fee', 'insurance', 'recognition', 'finance', 'talent']),
  text: Text.describe('条款原文'),
  plain: Text.describe('一句大白话'),
  words: z.array(Text.max(20)).max(20).optional().describe('这一条也叫什么，供查找'),
  mode: Mode,
  owner: Text.describe('主管单位（单位标识）'),
  budget: Text.optional().describe('预算科目'),
  per: z.enum(['once', 'year', 'quarter', 'month']).default('year').describe('同一企业多久一次'),
  window: z.strictObject({ from: Day, to: Day }).optional().describe('申报期'),
  validFrom: Day.optional().describe('不写随文件'),
  validTo: Day.optional().describe('不写随文件'),
  quota: z
    .strictObject({
      most: z.int().min(1),
      by: Text.describe('按什么排序，一句话'),
      order: z
        .array(z.strictObject({ of: Text.describe('公式'), first: z.enum(['high', 'low']).default('high') }))
        .max(5)
        .optional()
        .describe('依次按这些算；不写就按金额从高到低'),
    })
    .optional()
    .describe('名额和排序'),
  ahead: z
    .string()
    .regex(/^([1-9]\d?|100)%$/, '写成 1% 到 100%')
    .optional()
    .describe('预拨制：先拨多少；不写为全额预拨，验收后清算'),
  settleWithin: z.int().min(1).max(750).optional().describe('预拨到账后多少个工作日内清算；不写按本地设定'),
  materials: Words,
  chain: z.array(Text).default([]).describe('产业链'),
  links: z.array(Text).optional().describe('只支持产业链的这些环节；不写是全链'),
  stages: z.array(Text).optional().describe('只支持企业的这些阶段；不写是各阶段'),
  /** Of one group an enterprise gets the highest only. */
  group: Text.optional().describe('从高不重复的组'),
  excludes: z.array(Id).default([]).describe('不能同时享受的条款'),
  grants: z
    .strictObject({
      fact: Text.describe('认定后为“是”的事实'),
      lasts: z
        .string()
        .regex(/^(当年|[1-9]\d?年)$/, '写成 3年 或 当年')
        .optional()
        .describe('有效期；期满后该事实为“否”'),
      until: Text.optional().describe('记有效期至哪一天的事实'),
    })
    .optional()
    .describe('认定：批准后写成企业的哪个事实'),
  conditions: z.array(Condition).min(1),
  amount: Amount,
  sample: z.record(z.string(), KnownValue).describe('样板企业的事实'),
  cases: z.array(Case).max(200),
  assumed: z.boolean().optional().describe('有未核实之处'),
  doubt: Text.optional().describe('未核实的是什么'),
});
export type Clause = z.infer<typeof Clause>;

/** A policy document with its clauses, as a file of a pack or as a draft on the site. */
export const Policy = z.strictObject({
  policy: Id,
  title: Text,
  number: Text.optional().describe('文号'),
  issuer: Text,
  level: z.enum(['national', 'province', 'city', 'county']),
  regions: Words.describe('只在这些区域适用（代码，含下级）'),
  issued: Day,
  from: Day,
  to: Day.optional(),
  review: Day.optional().describe('复审日'),
  repealed: z
    .strictObject({ on: Day, by: Text, document: Text.optional().describe('废止它的文件：文号或名称') })
    .optional()
    .describe('废止'),
  replaces: Id.optional().describe('代替哪一件'),
  demo: z.boolean().optional().describe('演示，不是真实政策'),
  assumed: z.boolean().optional(),
  doubt: Text.optional(),
  words: Words.describe('别的说法，供搜索'),
  interpretation: Text.max(8000).optional().describe('政策解读，与政策同步发布'),
  notice: Text.max(8000).optional().describe('宣传通知，与政策同步发布'),
  cumulation: z
    .strictObject({ group: Text, cap: Text, per: z.enum(['once', 'year']) })
    .optional()
    .describe('合计上限：同一企业在一组条款里合起来最多多少'),
  parameters: z.array(WrittenParameter).max(100).optional().describe('门槛、比例等会变的数，条件和公式里写它的名称'),
  definitions: z.array(WrittenDefinition).max(100).optional().describe('给公式起的名称'),
  clauses: z.array(Clause).min(1),
});
export type Policy = z.infer<typeof Policy>;

/** A policy as a draft begins from it: what explained and announced this text does not explain the next one. */
export const unpaired = ({ interpretation: _, notice: __, ...policy }: Policy): Policy => policy;
