import { z } from 'zod';
import type { PlanDraft, PlanReading } from '../reading/index.ts';

const Span = z.tuple([z.number().int().min(0), z.number().int().min(0)]);
const Name = z.string().max(200);

export const Recurrence = z.object({
  every: z.number().int().min(1).max(120),
  unit: z.enum(['day', 'week', 'month', 'quarter', 'year']),
});

export const SheetDue = z.looseObject({
  text: z.string().max(200).describe('期限原文'),
  date: z.iso.date({ error: '期限须为 YYYY-MM-DD' }).nullish().describe('最后一天'),
  recurrence: Recurrence.optional(),
  ongoing: z.boolean().optional(),
});

export const SheetTarget = z.looseObject({
  text: z.string().max(500),
  clause: z.string().max(2000).optional(),
  span: Span.optional(),
});

/** One measure under review. `id` is its identity for good; numbers and texts may be corrected. */
export const SheetMeasure = z.looseObject({
  id: z.string().max(40).optional(),
  number: z.union([z.number().max(1_000_000), z.string().max(40)]),
  key: z.string().max(40).optional().describe('全计划唯一的序号，如 2-(3)'),
  text: z.string().max(8000),
  lead: z.array(Name).max(60),
  responsible: z.array(Name).max(200),
  due: SheetDue,
  inherited: z.array(z.string().max(20)).max(20).default([]),
  targets: z.array(SheetTarget).max(200).default([]),
  span: Span,
  confidence: z.number().min(0).max(1),
  doubts: z.array(z.string().max(500)).max(100).default([]),
  confirmed: z.boolean().optional(),
  tags: z.array(z.string().max(32)).max(20).optional().describe('重点、长板、短板、特色等'),
  action: z.string().max(64).optional().describe('所属专项行动'),
});
export type SheetMeasure = z.infer<typeof SheetMeasure>;

export const SheetTask = z.looseObject({
  number: z.union([z.number().max(1_000_000), z.string().max(40)]),
  key: z.string().max(40).optional(),
  title: z.string().max(1000),
  part: z.string().max(200).nullish(),
  measures: z.array(SheetMeasure).max(2000),
});
export type SheetTask = z.infer<typeof SheetTask>;

const UnitRef = z.object({ id: z.string().max(64), name: Name });

/** A unit's name as it stands in the document and what it means; nothing is dropped. */
export const SheetName = z.object({
  name: Name,
  unit: UnitRef.optional().describe('对应的单位或单位组'),
  group: z.boolean().optional(),
  chosen: z.boolean().optional().describe('人工指定'),
  candidates: z.array(UnitRef).max(10).optional().describe('未识别时最接近的单位'),
});
export type SheetName = z.infer<typeof SheetName>;

/** What was read of a plan, with what the reviewer has made of it: saved as it is, published from it. */
export const PlanSheet = z.looseObject({
  title: z.string().trim().min(1, '请填写计划名称').max(500),
  documentNumber: z.string().max(100).nullish(),
  year: z.number().int().min(1990).max(2200).nullish(),
  issuedDay: z.string().max(10).nullish(),
  validUntilDay: z.iso.date({ error: '有效期须为 YYYY-MM-DD' }).nullish(),
  tasks: z.array(SheetTask).max(1000),
  repairs: z.array(z.unknown()).max(20_000).default([]),
  findings: z.array(z.unknown()).max(20_000).default([]),
  names: z.array(SheetName).max(2000).default([]),
  source: z.looseObject({ text: z.string().max(2_000_000), name: z.string().max(300).optional() }),
});
export type PlanSheet = z.infer<typeof PlanSheet>;

/** The bound of a sheet in a request: a long plan with its source text. */
export const SHEET_BYTES = 8 * 1024 * 1024;

export const measuresOf = (sheet: Pick<PlanSheet, 'tasks'>): readonly SheetMeasure[] =>
  sheet.tasks.flatMap((each) => each.measures);

/** The sheet of a reading, before anybody has looked at it. */
export function sheetOf(
  { draft, sourceText }: Pick<PlanReading, 'draft' | 'sourceText'>,
  fileName?: string,
): PlanSheet {
  const titles = new Map(draft.parts.map((each) => [each.number, each.title]));
  return PlanSheet.parse({
    ...draft,
    title: draft.title || fileName?.replace(/\.\w+$/, '') || '未命名计划',
    issuedDay: draft.issuedOn,
    validUntilDay: validUntil(draft),
    tasks: draft.tasks.map((task) => ({ ...task, partTitle: task.part ? titles.get(task.part) : undefined })),
    source: { text: sourceText, ...(fileName ? { name: fileName } : {}) },
  });
}

const validUntil = ({ validity }: PlanDraft): string | null => validity?.until ?? null;
