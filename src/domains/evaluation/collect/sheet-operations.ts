import { z } from 'zod';
import { type FileValue, fileField, operation } from '#kernel';
import { EvidenceList } from './evidence.ts';
import type { CollectPorts } from './ports.ts';
import { faultTable, importSheet, template } from './sheet.ts';

const Fault = z.object({
  row: z.number().describe('0 为不属哪一行'),
  column: z.string(),
  what: z.string(),
  todo: z.string(),
});
const BODY = 8 * 1024 * 1024;

/** The table that is filled in: taken out, sent in, its faulty rows sent back. */
export const sheetOperations = (ports: CollectPorts) =>
  [
    operation({
      id: 'collect.template',
      method: 'GET',
      path: '/api/collect/template',
      title: '下载填报表：本单位待填报的各项',
      permission: 'collect.read',
      produces: 'file',
      input: z.object({}),
      output: z.custom<FileValue>(),
      handle: (call) => template(ports, call),
    }),
    operation({
      id: 'collect.import',
      method: 'POST',
      path: '/api/collect/import',
      title: '导入填好的表：没有毛病的行报送，有毛病的行指到行和列',
      permission: 'matters.handle',
      consumes: 'multipart',
      bodyLimit: BODY,
      input: z.object({
        file: fileField('填报表'),
        dryRun: z.enum(['true', 'false']).default('false'),
        evidence: EvidenceList.describe('先传好的佐证：[{"id","name"}]，按文件名里的编号、指标代码或指标名称对到行'),
      }),
      output: z.object({ taken: z.number(), shown: z.number().describe('对上行的佐证'), faults: z.array(Fault) }),
      handle: async (call, { file, dryRun, evidence }) => {
        const sending = { dryRun: dryRun === 'true', evidence };
        const { taken, shown, faults } = await importSheet(ports, call, file, sending);
        return { taken, shown, faults: [...faults] };
      },
    }),
    operation({
      id: 'collect.faults',
      method: 'POST',
      path: '/api/collect/faults',
      title: '下载需要改正的行：改好再导入',
      permission: 'matters.handle',
      consumes: 'multipart',
      bodyLimit: BODY,
      produces: 'file',
      input: z.object({ file: fileField('填报表') }),
      output: z.custom<FileValue>(),
      handle: (call, { file }) => faultTable(ports, call, file),
    }),
  ] as const;
