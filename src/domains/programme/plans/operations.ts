import { z } from 'zod';
import { type AnyOperation, type Call, fileField, operation, refuse } from '#kernel';
import type { MatterRowLike, ProgrammePorts } from '../ports.ts';
import { type Publication, publish } from '../publishing/publish.ts';
import { reimport } from '../reimport/apply-diff.ts';
import { DiffView, PublicationView, ReimportView } from '../reimport/views.ts';
import { ColumnChoiceField } from './column-memory.ts';
import { PlanSheet, SHEET_BYTES } from './plan-sheet.ts';
import { listPlans, PlanRow, planDetail, planRow, readPlanDetail } from './plan-views.ts';
import { addPlan, discardPlan, getPlan, parsePlan, savePlan } from './save-plan.ts';

const Id = z.string().min(1).max(64);
const Version = z.number().int().min(1).max(1_000_000).describe('读到的版本');

export const ParseFields = {
  file: fileField('方案文件：.docx、.txt、.xlsx').optional(),
  text: z.string().max(2_000_000).optional().describe('粘贴的全文'),
  year: z.coerce.number().int().min(1990).max(2200).optional().describe('原文没有写明时的年份'),
  issuedDay: z.iso.date().optional().describe('原文没有写明时的印发日期'),
  columns: ColumnChoiceField.optional().describe('表格各列的含义，指定一次即记住'),
};

const SavePlan = PlanSheet.extend({
  status: z.enum(['draft', 'history']).default('draft').describe('history：历史方案，只存档，不交办'),
  demo: z.boolean().default(false),
  region: z.string().max(12).optional(),
});

/** Reading, reviewing and publishing plans. */
export function planOperations<Row extends MatterRowLike>(ports: ProgrammePorts<Row>) {
  return [
    operation({
      id: 'plans.parse',
      method: 'POST',
      path: '/api/plans/parse',
      title: '拆解方案：上传文件或粘贴全文，读出任务、举措、单位、期限和量化目标',
      permission: 'plans.import',
      consumes: 'multipart',
      input: z.object(ParseFields),
      output: PlanSheet,
      handle: (call, input) => parsePlan(ports, call, input),
    }),
    operation({
      id: 'plans.add',
      method: 'POST',
      path: '/api/plans',
      title: '保存拆解结果为计划草稿',
      permission: 'plans.import',
      bodyLimit: SHEET_BYTES,
      input: SavePlan,
      output: PlanRow,
      handle: async (call, { status, demo, region, ...sheet }) =>
        planRow(await addPlan(ports, call, sheet as PlanSheet, { status, demo, region }), call.now),
    }),
    operation({
      id: 'plans.save',
      method: 'PUT',
      path: '/api/plans/{id}',
      title: '保存核对中的计划；If-Match 或 version 写读到的版本，别人先改过则拒绝（409）',
      permission: 'plans.write',
      bodyLimit: SHEET_BYTES,
      input: PlanSheet.extend({ id: Id, version: Version.optional() }),
      output: PlanRow,
      handle: async (call, { id, version, ...sheet }) =>
        planRow(await savePlan(ports, call, id, sheet as PlanSheet, mustSee(call, version)), call.now),
    }),
    operation({
      id: 'plans.discard',
      method: 'POST',
      path: '/api/plans/{id}/discard',
      title: '作废草稿：写明理由；不再列出，留底备查',
      permission: 'plans.write',
      input: z.object({ id: Id, reason: z.string().trim().min(2, '请写明作废理由').max(500) }),
      output: z.object({ id: z.string() }),
      handle: async (call, { id, reason }) => {
        await discardPlan(ports, call, id, { reason, seen: seenVersion(call) });
        return { id };
      },
    }),
    operation({
      id: 'plans.list',
      method: 'GET',
      path: '/api/plans',
      title: '计划列表，含各灯号的举措数',
      permission: 'plans.read',
      input: z.object({}),
      output: z.object({ items: z.array(PlanRow) }),
      handle: (call) => listPlans(ports, call),
    }),
    operation({
      id: 'plans.get',
      method: 'GET',
      path: '/api/plans/{id}',
      title: '一份计划：原文、任务树、每条举措对应的事项',
      permission: 'plans.read',
      input: z.object({ id: Id }),
      output: planDetail(ports.row),
      handle: (call, { id }) => readPlanDetail(ports, call, id),
    }),
    operation({
      id: 'plans.publish',
      method: 'POST',
      path: '/api/plans/{id}/publish',
      title: '发布计划：每条举措立为一件事项并交办牵头单位；重复发布只补未立的',
      permission: 'plans.publish',
      input: z.object({ id: Id, limit: z.number().int().min(1).max(1000).optional().describe('本次最多发布几条') }),
      output: PublicationView,
      handle: (call, { id, limit }) => publishPlan(ports, call, id, limit),
    }),
    operation({
      id: 'plans.reimport',
      method: 'POST',
      path: '/api/plans/{id}/reimport',
      title: '重新导入更正后的方案：先看差异；apply 后更正、变更牵头、补立，删去的只建议终止',
      permission: 'plans.write',
      consumes: 'multipart',
      input: z.object({
        ...ParseFields,
        id: Id,
        apply: z.stringbool().or(z.boolean()).default(false),
        reason: z.string().trim().min(1).max(500).default('按更正后的方案'),
      }),
      output: ReimportView,
      handle: async (call, { id, apply, reason, ...document }) => {
        const plan = await getPlan(ports, call, id);
        return reimport(ports, call, plan, await parsePlan(ports, call, document), { apply, reason });
      },
    }),
    operation({
      id: 'plans.revisions',
      method: 'GET',
      path: '/api/plans/{id}/revisions',
      title: '计划的历次更正',
      permission: 'plans.read',
      input: z.object({ id: Id }),
      output: z.object({
        items: z.array(
          z.object({
            id: z.string(),
            at: z.number(),
            by: z.string(),
            byName: z.string().optional(),
            reason: z.string(),
            changes: DiffView,
          }),
        ),
      }),
      handle: async (call, { id }) => {
        const items = await ports.plans.revisions(call.tenant, (await getPlan(ports, call, id)).id);
        return { items: items.map(({ plan: _, ...each }) => each) };
      },
    }),
  ] satisfies readonly AnyOperation[];
}

const seenVersion = ({ ifMatch }: Call): number | undefined =>
  ifMatch && /^\d+$/.test(ifMatch) ? Number(ifMatch) : undefined;

/** Without the version that was read nobody could tell whether he writes over another's work. */
function mustSee(call: Call, version: number | undefined): number {
  const seen = seenVersion(call) ?? version;
  if (seen !== undefined) return seen;
  throw refuse({
    code: 'plan.version',
    kind: 'invalid',
    what: '没有写明改的是第几版',
    why: '两个人同时核对时，不写版本会盖掉别人的修改',
    todo: '请在 If-Match 或 version 里写读到的版本',
    at: [{ path: 'version', message: '请写读到的版本' }],
  });
}

async function publishPlan<Row extends MatterRowLike>(
  ports: ProgrammePorts<Row>,
  call: Call,
  id: string,
  limit: number | undefined,
): Promise<Publication> {
  const plan = await getPlan(ports, call, id);
  if (plan.status === 'history')
    throw refuse({
      code: 'plan.history',
      kind: 'conflict',
      what: '这是历史方案，只存档，不交办',
      todo: '如需执行，请重新导入为草稿',
    });
  return publish(ports, call, plan, limit);
}
