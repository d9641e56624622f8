import { z } from 'zod';
import { type AnyOperation, type Call, operation } from '#kernel';
import { PlanSheet, SheetDue } from '../plans/plan-sheet.ts';
import { PlanRow, planRow } from '../plans/plan-views.ts';
import { addPlan, getPlan, savePlan } from '../plans/save-plan.ts';
import type { MatterRowLike, ProgrammePorts } from '../ports.ts';
import { confirmMeasures, editMeasure } from './edit-sheet.ts';
import { mergeMeasures } from './merge-measures.ts';
import { shiftYears } from './shift-years.ts';
import { splitMeasure } from './split-measure.ts';

const Id = z.string().min(1).max(64);
const Names = z.array(z.string().max(200)).max(200).optional();

const Edit = z.discriminatedUnion('edit', [
  z.object({
    edit: z.literal('split'),
    measure: Id,
    at: z.number().int().min(1).max(8000).describe('拆分处在举措文字中的位置'),
  }),
  z.object({ edit: z.literal('merge'), measures: z.array(Id).min(2).max(50) }),
  z.object({ edit: z.literal('confirm'), measures: z.array(Id).min(1).max(5000) }),
  z.object({
    edit: z.literal('change'),
    measure: Id,
    patch: z.object({
      text: z.string().trim().min(1).max(8000).optional(),
      lead: Names,
      responsible: Names,
      due: SheetDue.optional(),
      tags: z.array(z.string().max(32)).max(20).optional(),
      action: z.string().max(64).optional(),
    }),
  }),
]);

/** The review one step at a time, and copies for demonstrations. */
export function editOperations<Row extends MatterRowLike>(ports: ProgrammePorts<Row>) {
  return [
    operation({
      id: 'plans.edit',
      method: 'POST',
      path: '/api/plans/{id}/edits',
      title: '核对计划：拆分、合并、确认、修改举措',
      permission: 'plans.write',
      input: z.object({ id: Id, edits: z.array(Edit).min(1).max(200) }),
      output: z.object({ plan: PlanRow, draft: PlanSheet }),
      handle: (call, { id, edits }) => editPlan(ports, call, id, edits),
    }),
    operation({
      id: 'plans.copy',
      method: 'POST',
      path: '/api/plans/{id}/copy',
      title: '演示副本：年份整体顺延，标明演示，不带文号',
      permission: 'plans.import',
      input: z.object({ id: Id, years: z.number().int().min(1).max(50) }),
      output: PlanRow,
      handle: async (call, { id, years }) => {
        const { sheet } = await getPlan(ports, call, id);
        return planRow(await addPlan(ports, call, shiftYears(sheet, years), { status: 'draft', demo: true }), call.now);
      },
    }),
  ] satisfies readonly AnyOperation[];
}

async function editPlan<Row extends MatterRowLike>(
  ports: ProgrammePorts<Row>,
  call: Call,
  id: string,
  edits: readonly z.infer<typeof Edit>[],
) {
  const plan = await getPlan(ports, call, id);
  const sheet = edits.reduce((before, each) => edited(before, each, ports.ids), plan.sheet);
  const saved = await savePlan(ports, call, id, sheet, plan.version);
  return { plan: planRow(saved, call.now), draft: saved.sheet };
}

function edited(sheet: PlanSheet, edit: z.infer<typeof Edit>, ids: () => string): PlanSheet {
  if (edit.edit === 'split') return splitMeasure(sheet, edit.measure, edit.at, ids());
  if (edit.edit === 'merge') return mergeMeasures(sheet, edit.measures);
  if (edit.edit === 'confirm') return confirmMeasures(sheet, edit.measures);
  const said = Object.entries(edit.patch).filter(([, value]) => value !== undefined);
  return editMeasure(sheet, edit.measure, Object.fromEntries(said));
}
