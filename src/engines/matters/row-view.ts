import { z } from 'zod';
import { LAMPS } from './lamp.ts';

export const Coded = z.object({ code: z.string(), title: z.string() });
export const Named = z.object({ id: z.string(), name: z.string() });
export const Ms = z.number().describe('毫秒时间戳');

const Holder = z.object({ unit: Named, section: z.string().optional(), person: Named.optional() });

/** A matter as a line of a list, however it came there. */
export const MatterRow = z.object({
  id: z.string(),
  number: z.string(),
  loop: z.string(),
  loopTitle: z.string(),
  title: z.string(),
  status: Coded,
  lamp: z.enum(LAMPS),
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
