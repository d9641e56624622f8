import { z } from 'zod';
import type { Call } from '#kernel';
import type { MatterRowLike, ProgrammePorts } from '../ports.ts';
import { matterIdOf } from '../publishing/measure-orders.ts';
import { timesOf } from '../supervision/board-times.ts';
import { identified } from './identities.ts';
import { measuresOf, PlanSheet, SheetMeasure, SheetTask } from './plan-sheet.ts';
import type { PlanRecord, PlanSummary } from './plan-store.ts';
import { getPlan, isExpired, mayRead } from './save-plan.ts';

export const PlanRow = z.object({
  id: z.string(),
  title: z.string(),
  documentNumber: z.string().optional(),
  year: z.number().optional(),
  status: z.enum(['draft', 'published', 'history', 'discarded']),
  demo: z.boolean().optional(),
  validUntilDay: z.string().optional(),
  expired: z.boolean().optional(),
  tasks: z.number(),
  measures: z.number(),
  version: z.number(),
  published: z.number().describe('已发布的举措数'),
  lamps: z.record(z.string(), z.number()).optional(),
});
export type PlanRow = z.infer<typeof PlanRow>;

export const planDetail = <Row extends MatterRowLike>(row: z.ZodType<Row>) =>
  PlanRow.extend({
    draft: PlanSheet,
    tree: z.array(
      SheetTask.omit({ measures: true }).extend({ measures: z.array(SheetMeasure.extend({ matter: row.optional() })) }),
    ),
  });

export function planRow(plan: PlanSummary, now: number, lamps?: Readonly<Record<string, number>>): PlanRow {
  return {
    id: plan.id,
    title: plan.title,
    status: plan.status,
    tasks: plan.tasks,
    measures: plan.measures,
    version: plan.version,
    published: plan.published,
    ...(plan.documentNumber ? { documentNumber: plan.documentNumber } : {}),
    ...(plan.year ? { year: plan.year } : {}),
    ...(plan.demo ? { demo: true } : {}),
    ...(plan.validUntilDay ? { validUntilDay: plan.validUntilDay } : {}),
    ...(isExpired(plan, now) ? { expired: true } : {}),
    ...(lamps ? { lamps: { ...lamps } } : {}),
  };
}

const lampsOf = <Row extends MatterRowLike>(ports: ProgrammePorts<Row>, call: Call) => {
  const calendar = ports.calendar(call.tenant);
  const reading = { tenant: call.tenant, principals: ports.principalsOf(call.actor) };
  return ports.board.lamps(reading, timesOf(calendar, call.now));
};

export async function listPlans<Row extends MatterRowLike>(ports: ProgrammePorts<Row>, call: Call) {
  const [plans, lamps] = await Promise.all([ports.plans.list(call.tenant), lampsOf(ports, call)]);
  return {
    items: plans.filter((each) => mayRead(each, call.actor)).map((each) => planRow(each, call.now, lamps.get(each.id))),
  };
}

/** The tree with each measure's matter, as far as the reader may see it. */
export async function readPlanDetail<Row extends MatterRowLike>(ports: ProgrammePorts<Row>, call: Call, id: string) {
  const plan = await getPlan(ports, call, id);
  const rows = plan.status === 'published' ? await ports.matterRows(call, mattersOf(plan)) : [];
  const byId = new Map(rows.map((each) => [each.id, each]));
  const lamps: Record<string, number> = {};
  for (const { lamp } of rows) lamps[lamp] = (lamps[lamp] ?? 0) + 1;
  return {
    ...planRow(plan, call.now, rows.length > 0 ? lamps : undefined),
    draft: plan.sheet,
    tree: plan.sheet.tasks.map((task) => ({
      ...task,
      measures: task.measures.map((measure) => {
        const matter = byId.get(matterIdOf(plan.id, identified(measure).id));
        return { ...measure, ...(matter ? { matter } : {}) };
      }),
    })),
  };
}

export const mattersOf = (plan: Pick<PlanRecord, 'id' | 'sheet'>): readonly string[] =>
  measuresOf(plan.sheet).map((each) => matterIdOf(plan.id, identified(each).id));
