import { z } from 'zod';
import { type FileValue, fileField, operation } from '#kernel';
import type { CollectPorts } from './ports.ts';
import { faultTable, importSheet, template } from './sheet.ts';

const Fault = z.object({ row: z.number(), column: z.string(), what: z.string(), todo: z.string() });
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
      input: z.object({ file: fileField('填报表'), dryRun: z.enum(['true', 'false']).default('false') }),
      output: z.object({ taken: z.number(), faults: z.array(Fault) }),
      handle: async (call, { file, dryRun }) => {
        const { taken, faults } = await importSheet(ports, call, file, dryRun === 'true');
        return { taken, faults: [...faults] };
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
