import { z } from 'zod';

const Id = z.string().min(1).max(64);
export const Phone = z
  .string()
  .max(20)
  .regex(/^(?:(?:\+?86)?[\s-]?1\d{2}[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}-?\d{7,8})$/, '请填写手机号或带区号的固定电话');

/** What an enterprise, or somebody for it, tells us. */
export const AppealInput = z.strictObject({
  title: z.string().trim().max(80).optional().describe('标题；不填则取内容的第一句'),
  body: z
    .string()
    .trim()
    .min(4, '请写清楚遇到了什么问题')
    .refine((text) => new Set(text.match(/[\p{L}\p{N}]/gu)).size >= 3, '请用文字写清楚遇到了什么问题')
    .max(5000, '内容最多 5000 字')
    .describe('诉求内容'),
  category: Id.optional().describe('类别代码'),
  region: z.string().max(12).optional().describe('所在地区代码'),
  place: z.string().trim().max(200).optional().describe('具体地点'),
  contactName: z.string().trim().max(40).optional().describe('联系人'),
  contactPhone: Phone.optional().describe('联系电话；不登录提交时必填'),
  affected: z.int().min(1).max(1_000_000).optional().describe('涉及企业数'),
  amount: z.int().min(0).max(1_000_000_000_000).optional().describe('涉及金额，单位分'),
  files: z.array(Id).max(9, '最多 9 个附件').optional().describe('先上传得到的附件编号'),
  hideIdentity: z.boolean().optional().describe('对办理单位隐去身份'),
  complainedOf: z.array(Id).max(5).optional().describe('被反映的单位或工作人员；诉求不会交给他们，也不让他们看到'),
  onBehalfOf: Id.optional().describe('代企业提交：企业的统一社会信用代码'),
  channel: z.string().max(32).optional().describe('来源渠道，工作人员登记时填写'),
});
export type AppealInput = z.infer<typeof AppealInput>;

const Named = z.object({ id: z.string(), name: z.string() });

export const AppealReceipt = z.object({
  id: z.string(),
  number: z.string(),
  code: z.string().describe('查询码：凭编号和查询码可随时查看进展，请妥善保存'),
  title: z.string(),
  clocks: z.array(z.object({ name: z.string(), title: z.string(), dueAt: z.number(), provisional: z.boolean() })),
  holder: z.object({ unit: Named }),
  region: z.string().optional(),
  category: z.string().optional(),
});
export type AppealReceipt = z.infer<typeof AppealReceipt>;
