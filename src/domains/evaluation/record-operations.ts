import { z } from 'zod';
import { LAMPS } from '#engines/matters';
import { type AnyOperation, type FileValue, operation, refuse } from '#kernel';
import { SOURCE_KINDS } from './events/source.ts';
import type { EvaluationPorts } from './ports.ts';
import { Behind, keyOf, recordsPage } from './record-page.ts';
import { exportRecords } from './record-table.ts';

const Item = z.object({
  id: z.string(),
  number: z.string().optional(),
  title: z.string().optional(),
  status: z.string().optional(),
  lamp: z.enum(LAMPS).optional(),
  unit: z.string().optional(),
  at: z.number(),
  openedAt: z.number(),
  meets: z.boolean(),
  value: z.number().nullable(),
});

/** The door behind a number: the records that it counts. */
export const recordOperations = (ports: EvaluationPorts) =>
  [
    operation({
      id: 'indicators.records',
      method: 'GET',
      path: '/api/indicators/{id}/records',
      title: '一个指标数背后的记录',
      permission: 'indicators.read',
      input: Behind.extend({
        after: z
          .string()
          .max(120)
          .regex(/^\d{1,15} \d{1,9} \S{1,90}$/)
          .optional()
          .describe('上一页的 next'),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      output: z.object({
        total: z.number().nullable().describe('一共多少条；只随第一页给出'),
        hidden: z.number().describe('这一页里您无权查看内容的件数'),
        kind: z.enum(SOURCE_KINDS),
        items: z.array(Item),
        next: z.string().optional(),
      }),
      handle: (call, { after, limit, ...asked }) => recordsPage(ports, call, asked, { after: keyOf(after), limit }),
    }),
    operation({
      id: 'indicators.records-export',
      method: 'GET',
      path: '/api/indicators/{id}/records/export',
      title: '导出一个指标数背后的记录（Excel）',
      permission: 'matters.export',
      produces: 'file',
      input: Behind,
      output: z.custom<FileValue>(),
      handle: (call, asked) => {
        if (!call.actor.permissions.includes('indicators.read'))
          throw refuse({ code: 'indicators.not-yours', kind: 'forbidden', what: '您不能查看指标' });
        return exportRecords(ports, call, asked);
      },
    }),
  ] satisfies readonly AnyOperation[];
