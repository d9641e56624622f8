import { z } from 'zod';
import { Coded, FieldType, MatterRow, Ms, Named, NeedType } from '#engines/matters';

export { MatterRow };

/** What a field of a loop may be, and what only a step may ask. */
const ASKED = [...new Set([...FieldType.options, ...NeedType.options])];

export const NeedView = z.object({
  name: z.string(),
  title: z.string(),
  type: z.enum(ASKED),
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
