import { z } from 'zod';

export const Failures = z.array(z.object({ key: z.string(), what: z.string() })).readonly();

export const PublicationView = z.object({
  total: z.number(),
  opened: z.number(),
  existing: z.number(),
  remaining: z.number(),
  reports: z.number().describe('生成的周期报告'),
  pastDue: z.number().describe('期限已过、一发布即超期的'),
  failed: Failures,
});

const Measure = z.object({ id: z.string(), key: z.string(), text: z.string() });
const TextChange = z.object({ before: z.string(), after: z.string() }).optional();
const NamesChange = z
  .object({ before: z.array(z.string()).readonly(), after: z.array(z.string()).readonly() })
  .optional();

export const DiffView = z.object({
  added: z.array(Measure).readonly(),
  removed: z.array(Measure).readonly(),
  changed: z
    .array(
      z.object({
        id: z.string(),
        key: z.string(),
        text: TextChange,
        lead: NamesChange,
        responsible: NamesChange,
        due: TextChange,
        number: TextChange,
        task: TextChange.describe('所属任务或条目的标题'),
        targets: TextChange,
      }),
    )
    .readonly(),
  unchanged: z.number(),
});

export const ReimportView = z.object({
  diff: DiffView,
  dryRun: z.boolean(),
  moved: z.number().describe('在事项上办理的更正、变更'),
  proposed: z
    .array(Measure.extend({ matter: z.string() }))
    .readonly()
    .describe('新方案已无、建议终止的'),
  failed: Failures,
  publication: PublicationView.optional(),
});
