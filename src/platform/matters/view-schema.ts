import { z } from 'zod';

export const Coded = z.object({ code: z.string(), title: z.string() });
export const Named = z.object({ id: z.string(), name: z.string() });
const Ms = z.number().describe('毫秒时间戳');

export const Holder = z.object({ unit: Named, section: z.string().optional(), person: Named.optional() });

export const MatterRow = z.object({
  id: z.string(),
  number: z.string(),
  loop: z.string(),
  loopTitle: z.string(),
  title: z.string(),
  status: Coded,
  lamp: z.enum(['normal', 'near', 'overdue', 'suspended', 'done']),
  lampWhy: z.string(),
  dueAt: Ms.optional(),
  provisional: z.boolean(),
  remainingMinutes: z.number().optional().describe('剩余工作分钟；负数为已超'),
  holder: Holder.optional(),
  heldSince: Ms.optional(),
  heldWorkingMinutes: z.number().optional(),
  enterprise: Named.optional(),
  region: Coded.optional(),
  category: Coded.optional(),
  grade: Coded.optional(),
  channel: Coded.optional(),
  openedAt: Ms,
  updatedAt: Ms,
  closedAt: Ms.optional(),
  flags: z.array(Coded),
  tags: z.array(z.string()),
  reopenings: z.number().optional().describe('重办次数；没有重办过的不列'),
  planId: z.string().optional(),
  changed: z
    .array(
      z.object({
        name: z.string(),
        title: z.string(),
        of: z.enum(['holder', 'due']).describe('变的是承办单位还是期限'),
        display: z.string(),
        was: z.string(),
      }),
    )
    .optional()
    .describe('与原填写不同的：变更后的牵头单位、延期后的期限'),
  next: z.object({ move: z.string(), title: z.string() }).optional().describe('本人的下一步'),
});
export type MatterRow = z.infer<typeof MatterRow>;

export const NeedView = z.object({
  name: z.string(),
  title: z.string(),
  type: z.string(),
  required: z.boolean(),
  list: z.string().optional(),
  hint: z.string().optional(),
  options: z.array(Coded).optional(),
  max: z.number().optional(),
});

export const MoveView = z.object({
  move: z.string(),
  title: z.string(),
  primary: z.boolean(),
  danger: z.boolean(),
  needs: z.array(NeedView),
});

export const BulkMove = MoveView.extend({ ids: z.array(z.string()).describe('能这样办的是哪几件') });
export type BulkMove = z.infer<typeof BulkMove>;

const ClockView = z.object({
  name: z.string(),
  title: z.string(),
  unit: z.string(),
  unitTitle: z.string(),
  budget: z.number().describe('总时限，以钟的单位计'),
  until: z.boolean().optional().describe('按指定日期到期，没有自己的长度'),
  fireAt: Ms.optional(),
  nearAt: Ms.optional().describe('从何时起算临期，与灯号同一口径'),
  provisional: z.boolean(),
  running: z.boolean(),
  consumedMinutes: z.number(),
  remainingMinutes: z.number().optional(),
  calendarVersion: z.string(),
  legalBasis: z.object({ source: z.string(), assumed: z.boolean() }).optional(),
  extensions: z.array(z.object({ at: Ms, amount: z.number(), reason: z.string().optional() })),
  stoppedAt: Ms.optional(),
  met: z.boolean().optional(),
  breachedAt: Ms.optional(),
  rungs: z.array(z.object({ name: z.string(), title: z.string(), at: Ms, firedAt: Ms.optional() })),
});

const HopView = z.object({
  id: z.string(),
  parentId: z.string().optional(),
  unit: Named,
  section: z.string().optional(),
  person: Named.optional(),
  stage: Coded,
  assignedAt: Ms,
  dueAt: Ms.optional(),
  heldMinutes: z.number(),
  current: z.boolean(),
});

const HeldView = z.object({
  unit: Named,
  section: z.string().optional(),
  person: Named.optional(),
  from: Ms,
  to: Ms.optional(),
  workingMinutes: z.number(),
});

const ObligationView = z.object({
  id: z.string(),
  kind: z.string(),
  unit: Named,
  dueAt: Ms,
  answer: z.object({ kind: z.string(), title: z.string(), reason: z.string().optional(), at: Ms }).optional(),
  lapsedAt: Ms.optional(),
});

export const TimelineItem = z.object({
  seq: z.number(),
  at: Ms,
  type: z.string(),
  title: z.string(),
  actor: z.object({ id: z.string(), name: z.string(), unit: z.string().optional() }).optional(),
  text: z.string().optional(),
  internal: z.boolean(),
});

export const MatterDetail = MatterRow.extend({
  seq: z.number(),
  fields: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      type: z.string(),
      value: z.unknown(),
      display: z.string().describe('现在的，照原文写法'),
      was: z.string().optional().describe('原来填的：变更牵头、延期之后与现在不同'),
      means: z.string().optional().describe('原文写法指的是哪些单位'),
      masked: z.boolean().describe('个人信息，已遮盖；有权的可申请查看'),
    }),
  ),
  clocks: z.array(ClockView),
  hops: z.array(HopView),
  heldBy: z.array(HeldView),
  obligations: z.array(ObligationView),
  timeline: z.array(TimelineItem),
  moves: z.array(MoveView),
  blocked: z.array(z.object({ move: z.string(), title: z.string(), why: z.string() })),
  links: z.array(
    z.object({ kind: z.string(), matter: z.object({ id: z.string(), number: z.string(), title: z.string() }) }),
  ),
  files: z.array(
    z.object({ id: z.string(), name: z.string(), size: z.number(), type: z.string(), by: z.string(), at: Ms }),
  ),
  complainedOf: z.array(Named).optional().describe('被反映的单位或人：不承办，也看不到；企业侧不列'),
  suspension: z.object({ title: z.string(), since: Ms, until: Ms }).optional(),
  rating: z.object({ grade: z.number(), at: Ms }).optional(),
  mergedInto: z
    .object({
      number: z.string(),
      status: z.object({ code: z.string(), title: z.string() }),
      holder: z.object({ unit: Named, section: z.string().optional() }).optional(),
      clocks: z.array(ClockView),
      timeline: z.array(TimelineItem),
    })
    .optional()
    .describe('并入的那一件办到哪里了：只有单位说的话，看不到是谁反映的'),
  loopInfo: z.object({ id: z.string(), title: z.string(), version: z.string(), help: z.string() }),
});
export type MatterDetail = z.infer<typeof MatterDetail>;
