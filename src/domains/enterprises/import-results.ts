import { z } from 'zod';
import { type FileValue, operation } from '#kernel';
import type { EnterprisePorts } from './enterprise-ports.ts';
import { faultSheet, templateSheet } from './fault-sheet.ts';
import { headOf, withSamples } from './import-head.ts';
import { departmentsFor, found, ImportId as Id, ImportView, PERMISSION, READING, viewOf } from './import-shared.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What became of an import, and the rows to put right. */
export function resultOperations(ports: EnterprisePorts) {
  const { imports } = ports;
  return [
    operation({
      id: 'fact-imports.list',
      method: 'GET',
      path: '/api/fact-imports',
      title: '最近的数据导入',
      permission: READING,
      input: z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) }),
      output: z.object({
        items: z.array(ImportView),
        departments: z
          .array(z.object({ code: z.string(), title: z.string() }))
          .describe('可以其名义报送的数据归口部门'),
      }),
      handle: async ({ tenant, actor }, { limit }) => ({
        items: (await imports.list(tenant, limit)).map(viewOf),
        departments: departmentsFor(ports, actor),
      }),
    }),
    operation({
      id: 'fact-imports.get',
      method: 'GET',
      path: '/api/fact-imports/{id}',
      title: '一次导入的进度、结果和前面的错误',
      permission: READING,
      input: z.object({ id: Id }),
      output: ImportView.extend({
        faults: z.array(
          z.object({
            row: z.number(),
            faults: z.array(z.object({ column: z.string(), why: z.string(), todo: z.string() })),
          }),
        ),
      }),
      handle: async (call, { id }) => {
        const entry = await found(ports, call, id);
        const rows = await imports.faults(call.tenant, id, 0, 50);
        const view = { ...viewOf(entry), faults: rows.map(({ row, faults }) => ({ row, faults: [...faults] })) };
        const goesOn = entry.createdBy === call.actor.id && (entry.state === 'ready' || entry.state === 'failed');
        if (!goesOn || entry.columns.length === 0) return view;
        const { samples } = await headOf(ports, call.tenant, entry);
        return { ...view, columns: withSamples(entry.columns, samples) };
      },
    }),
    operation({
      id: 'fact-imports.faults',
      method: 'GET',
      path: '/api/fact-imports/{id}/faults.xlsx',
      title: '下载没有导入的行，改正后可直接再传',
      permission: READING,
      produces: 'file',
      input: z.object({ id: Id }),
      output: z.custom<FileValue>(),
      handle: async (call, { id }) => {
        const entry = await found(ports, call, id);
        const rows = await imports.faults(call.tenant, id, 0, 20_000);
        const headings = entry.columns.map((each) => each.heading);
        return {
          name: `需要改正-${entry.name.replace(/\.\w+$/, '')}.xlsx`,
          type: XLSX,
          bytes: await faultSheet(headings, rows),
        };
      },
    }),
    operation({
      id: 'fact-imports.template',
      method: 'GET',
      path: '/api/fact-imports/template.xlsx',
      title: '下载导入模板',
      permission: PERMISSION,
      produces: 'file',
      input: z.object({ group: z.string().max(40).optional() }),
      output: z.custom<FileValue>(),
      handle: async (_call, { group }) => {
        const { facts } = ports.vocabulary().catalogue;
        const chosen = facts.filter((each) => !each.derived && (!group || each.group === group));
        return { name: '企业数据模板.xlsx', type: XLSX, bytes: await templateSheet(chosen) };
      },
    }),
  ];
}
