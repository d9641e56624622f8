import { z } from 'zod';
import { matchHeadings } from '#engines/registry';
import { fileField, operation, refuse } from '#kernel';
import type { EnterprisePorts } from './enterprise-ports.ts';
import { headOf, withSamples } from './import-head.ts';
import {
  Column,
  ColumnView,
  checkColumns,
  found,
  ImportId as Id,
  ImportView,
  mustBeOwn,
  PERMISSION,
  SourceInput,
  viewOf,
} from './import-shared.ts';
import { plainColumn } from './plain-column.ts';
import type { FactImport, ImportColumn } from './ports.ts';

const PART = 4 * 1024 * 1024;

/** A file comes in pieces, its columns are settled, then it is tried out or run. */
export function uploadOperations(ports: EnterprisePorts) {
  const { imports } = ports;
  return [
    operation({
      id: 'fact-imports.add',
      method: 'POST',
      path: '/api/fact-imports',
      title: '新建一次数据导入',
      permission: PERMISSION,
      input: z.object({ name: z.string().max(200), source: SourceInput }),
      output: z.object({ id: z.string(), partBytes: z.number() }),
      handle: async (call, { name, source }) => {
        mustBeTable(name);
        mustBeOwn(ports, call, source);
        const id = ports.ids();
        await imports.add(call.tenant, {
          id,
          name,
          state: 'uploading',
          dryRun: false,
          source,
          columns: [],
          counts: {},
          parts: 0,
          bytes: 0,
          createdBy: call.actor.id,
          createdAt: call.now,
          ...(call.actor.unit && { unit: call.actor.unit }),
        });
        return { id, partBytes: PART };
      },
    }),
    operation({
      id: 'fact-imports.put-part',
      method: 'POST',
      path: '/api/fact-imports/{id}/parts/{part}',
      title: '上传文件的一段，断了可以续传',
      permission: PERMISSION,
      consumes: 'multipart',
      input: z.object({ id: Id, part: z.coerce.number().int().min(0).max(2000), file: fileField() }),
      output: z.object({ part: z.number(), bytes: z.number() }),
      handle: async (call, { id, part, file }) => {
        const entry = await found(ports, call, id);
        mustBe(entry, ['uploading']);
        if (file.bytes.length > PART)
          throw refuse({ code: 'facts.part', kind: 'too-large', what: '一段文件超过 4 MB', todo: '请分成更小的段' });
        await imports.putPart(call.tenant, id, part, file.bytes);
        return { part, bytes: file.bytes.length };
      },
    }),
    operation({
      id: 'fact-imports.columns',
      method: 'POST',
      path: '/api/fact-imports/{id}/columns',
      title: '读表头：每一列是什么，记得以前怎么认的',
      permission: PERMISSION,
      input: z.object({ id: Id }),
      output: z.object({ columns: z.array(ColumnView) }),
      handle: async (call, { id }) => {
        const entry = await found(ports, call, id);
        mustBe(entry, ['uploading', 'ready', 'failed']);
        const { headings, samples } = await headOf(ports, call.tenant, entry);
        const remembered = await imports.headings(call.tenant, entry.source.department ?? entry.source.kind);
        const columns = matchHeadings(headings, ports.vocabulary().catalogue, remembered).map((each) => ({
          ...plainColumn(each),
          ...(each.by && { by: each.by }),
          ...(each.near && { near: each.near }),
        }));
        await imports.patch(call.tenant, id, { state: 'ready', columns });
        return { columns: withSamples(columns, samples) };
      },
    }),
    operation({
      id: 'fact-imports.run',
      method: 'POST',
      path: '/api/fact-imports/{id}/run',
      title: '试算或导入',
      permission: PERMISSION,
      input: z.object({ id: Id, columns: z.array(Column).max(600).optional(), dryRun: z.boolean().default(false) }),
      output: ImportView,
      handle: async (call, { id, columns, dryRun }) => {
        const entry = await found(ports, call, id);
        mustBe(entry, ['ready', 'failed']);
        const settled = columns ? keepingWhy(columns, entry.columns) : entry.columns;
        checkColumns(ports, settled);
        const change = { state: 'queued' as const, dryRun, columns: settled, counts: {}, failure: undefined };
        await imports.patch(call.tenant, id, change);
        ports.nudge();
        return viewOf(await found(ports, call, id));
      },
    }),
  ];
}

/** A column that still means what it was found to mean keeps how it was found. */
const keepingWhy = (columns: readonly ImportColumn[], before: readonly ImportColumn[]): readonly ImportColumn[] =>
  columns.map((each, at) => {
    const { key, by, near } = before[at] ?? {};
    return { ...plainColumn(each), ...(near && { near }), ...(by && key === each.key && { by }) };
  });

const mustBe = ({ state }: FactImport, allowed: readonly FactImport['state'][]): void => {
  if (allowed.includes(state)) return;
  throw refuse({
    code: 'facts.import-state',
    kind: 'conflict',
    what: '这次导入现在不能这样做',
    why: `当前状态：${state}`,
    todo: '请刷新后再看',
  });
};

function mustBeTable(name: string): void {
  if (/\.(xlsx|csv|txt)$/i.test(name)) return;
  throw refuse({
    code: 'tables.kind',
    kind: 'invalid',
    what: `“${name}”不是可导入的表格`,
    todo: '请使用 .xlsx 或 .csv 文件；.xls 请先另存为 .xlsx',
  });
}
