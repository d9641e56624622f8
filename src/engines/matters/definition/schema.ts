import { z } from 'zod';
import { ACTS } from './act-names.ts';

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/, '标识只用小写字母、数字和连字符，以字母开头');

export const Unit = z.enum(['working-day', 'working-hour', 'working-minute', 'day', 'hour', 'minute', 'month']);
export const Span = z.strictObject({ amount: z.number(), unit: Unit }).describe('时长：数量与单位');
export type Span = z.infer<typeof Span>;

export const LegalBasis = z.strictObject({
  source: z.string().describe('文号与条款'),
  since: z.string().optional(),
  until: z.string().optional(),
  assumed: z.boolean().optional().describe('出处未核实时为真，界面照此标明'),
});
export type LegalBasis = z.infer<typeof LegalBasis>;

export const FieldType = z.enum([
  'text',
  'longtext',
  'code',
  'codes',
  'number',
  'money',
  'date',
  'boolean',
  'region',
  'unit',
  'units',
]);
export const Field = z.strictObject({
  name: Id,
  title: z.string(),
  type: FieldType,
  list: z.string().optional().describe('代码表'),
  required: z.boolean().default(false),
  /** Free text that may name people: kept apart, encrypted. text and longtext always are. */
  hint: z.string().optional(),
  public: z.boolean().default(false).describe('不含个人信息，可明文保存并公开'),
  personal: z.boolean().optional().describe('个人信息：除本人外遮盖显示，不进搜索，保存期限另算'),
  follows: z
    .literal('holder')
    .optional()
    .describe('随承办单位走：显示现在的承办单位，与原填写不同时另注“原”；不能单独更正，变更走转办'),
  printed: Id.optional().describe('照原文写法的另一字段：显示原文，单位名单按需展开'),
  late: z.boolean().optional().describe('新建时不问，由动作记录（records）；企业看不到'),
});
export type Field = z.infer<typeof Field>;

/** Who may act. `office:p`, `superior:p` and `permission:p` also demand the permission p. */
export const Principal = z
  .string()
  .regex(
    /^(holder|holder-role:[a-z-]+|finisher|co-handler|subject|opener|agent|system|entitled|(office|superior|permission):[a-z.-]+)$/,
    '不认识的办理主体：用 holder、holder-role:角色、finisher、co-handler、subject、opener、agent、system、entitled、office:权限、superior:权限、permission:权限',
  );
/** Who is told. `office:p` and `superior:p` reach only those there whose post carries the permission p. */
export const Audience = z
  .string()
  .regex(
    /^(holder|holder-head|subject|opener|co-handlers|leader|(office|superior)(:[a-z.-]+)?)$/,
    '不认识的通知对象：用 holder、holder-head、subject、opener、co-handlers、leader、office、superior、office:权限、superior:权限',
  );
export type Audience = z.infer<typeof Audience>;

/** The closed list of things a loop may cause. */
export const Effect = z.discriminatedUnion('effect', [
  z.strictObject({ effect: z.literal('notify'), to: z.array(Audience).min(1), text: z.string() }),
  z.strictObject({ effect: z.literal('set-flag'), flag: Id }),
  z.strictObject({ effect: z.literal('clear-flag'), flag: Id }),
  z.strictObject({ effect: z.literal('open-matter'), loop: Id, fields: z.record(z.string(), z.unknown()).default({}) }),
  z.strictObject({
    effect: z.literal('call'),
    name: Id.describe('业务模块里的一个有名的后续步骤'),
    when: z.string().optional().describe('表达式，结果为真才有这一步'),
  }),
]);
export type Effect = z.infer<typeof Effect>;

export const State = z.strictObject({
  id: Id,
  title: z.string(),
  owner: z.enum(['office', 'holder', 'subject', 'none']).describe('由谁负责'),
  fallback: z.enum(['office', 'superior']).optional().describe('负责方落空时由谁接手'),
  end: z.boolean().default(false),
  outcome: z.enum(['resolved', 'explained', 'refused', 'withdrawn', 'merged', 'unresolved']).optional(),
  counts: z.boolean().default(true).describe('是否计入办结统计'),
});
export type State = z.infer<typeof State>;

export const Rung = z.strictObject({
  rung: Id,
  title: z.string(),
  offset: z.number().describe('相对到期的数量，用钟自己的单位，负数为提前'),
  breach: z.boolean().default(false),
  effects: z.array(Effect).default([]),
});
export type Rung = z.infer<typeof Rung>;

export const Budget = z.union([
  z.number().positive(),
  z.strictObject({ by: z.string(), of: z.record(z.string(), z.number().positive()), default: z.number().positive() }),
  z.strictObject({ until: z.string().describe('到该日期字段当天下班') }),
]);
export type Budget = z.infer<typeof Budget>;

export const Clock = z.strictObject({
  title: z.string(),
  budget: Budget,
  when: z.string().optional().describe('表达式，结果为真才开始计时'),
  unit: Unit.default('working-day'),
  governs: z.boolean().default(false).describe('承办单位的时限以此钟为准'),
  extensions: z.strictObject({ atMost: z.number().int().min(0), amount: z.number().positive() }).optional(),
  ladder: z.array(Rung).default([]),
  basis: LegalBasis.optional(),
});
export type Clock = z.infer<typeof Clock>;

export const Ground = z.strictObject({
  title: z.string(),
  bound: Span.describe('中止最长多久'),
  next: Id.describe('到期后自动执行的动作'),
  basis: LegalBasis.optional(),
});
export type Ground = z.infer<typeof Ground>;

export const Act = z.enum(ACTS);
export type Act = z.infer<typeof Act>;

export const NeedType = z.enum([
  'text',
  'longtext',
  'unit',
  'units',
  'section',
  'person',
  'code',
  'date',
  'number',
  'boolean',
  'file',
  'files',
  'matter',
  'clock',
  'obligation',
  'fields',
]);
export const Need = z.strictObject({
  name: Id,
  title: z.string(),
  type: NeedType,
  list: z.string().optional(),
  options: z.array(z.strictObject({ code: Id, title: z.string() })).optional(),
  required: z.boolean().default(true),
  hint: z.string().optional(),
  max: z.number().optional(),
  when: z.string().optional().describe('表达式，结果为真才问'),
});
export type Need = z.infer<typeof Need>;

/** As a target: the state the matter was in before (补正 and 挂账 come back to where they left). No state may be called so. */
export const BACK = 'back';

export const Move = z.strictObject({
  title: z.string(),
  act: Act,
  from: z.array(Id).min(1),
  to: z
    .union([Id, z.record(z.string(), Id)])
    .optional()
    .describe('到哪个环节；或按 outcome 的取值分别去向；back 为回到原环节；不写为不变'),
  by: z.array(Principal).min(1, '每个动作都要写明谁可以办'),
  needs: z.array(Need).default([]),
  guard: z.string().optional().describe('表达式，结果为真才可办理'),
  guardTitle: z.string().optional(),
  apartFrom: Id.optional().describe('须由没有办过这一步（act: advance）的人办理：两人才能完成'),
  checks: z.array(Id).optional().describe('业务模块里有名的检查，填写的内容要过这些检查'),
  records: z.array(Id).optional().describe('把填写的这几项记入事项的同名字段'),
  raise: z.boolean().optional().describe('重办升一级：归上一级营商办，且须交比原承办单位更高层级的单位'),
  atMost: z.number().int().positive().optional(),
  within: Span.optional().describe('须在进入当前持有后多久之内'),
  starts: z.array(Id).default([]),
  stops: z.array(Id).default([]),
  suspend: Id.optional().describe('按哪个事由中止计时'),
  resume: z.boolean().default(false),
  effects: z.array(Effect).default([]),
  primary: z.boolean().default(false),
  danger: z.boolean().default(false),
  internal: z.boolean().default(false).describe('企业看不到这一步'),
});
export type Move = z.infer<typeof Move>;

export const Obligation = z.strictObject({
  title: z.string(),
  budget: z.number().positive(),
  unit: Unit.default('working-day'),
  silence: z.enum(['consent', 'escalate', 'office-decides']).describe('逾期不答怎么算'),
  basis: LegalBasis.optional(),
});

export const LoopDefinition = z.strictObject({
  loop: Id,
  title: z.string(),
  summary: z.string().default(''),
  number: z.string().describe('编号样式，如 QZ-SQ-{year}-{seq:6}'),
  subject: z.enum(['enterprise', 'optional', 'none']).default('none'),
  private: z.boolean().default(true).describe('标题与正文加密保存'),
  open: z.strictObject({
    by: z.array(Principal).min(1),
    to: Id,
    starts: z.array(Id).default([]),
    effects: z.array(Effect).default([]),
  }),
  fields: z.array(Field).default([]),
  grading: z
    .array(z.strictObject({ grade: Id, title: z.string(), when: z.string(), level: z.number().int().optional() }))
    .default([]),
  flags: z.record(Id, z.string()).default({}),
  states: z.array(State).min(2),
  clocks: z.record(Id, Clock).default({}),
  presets: z.record(Id, z.strictObject({ title: z.string(), budgets: z.record(Id, Budget) })).default({}),
  preset: Id.optional(),
  grounds: z.record(Id, Ground).default({}),
  refusals: z
    .array(z.strictObject({ ground: Id, title: z.string(), remedy: z.string(), basis: LegalBasis.optional() }))
    .default([]),
  obligation: Obligation.optional(),
  returns: z.strictObject({ atMost: z.number().int().min(0), within: Span }).optional(),
  moves: z.record(Id, Move),
});
export type LoopDefinition = z.infer<typeof LoopDefinition>;
