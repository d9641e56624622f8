import { z } from 'zod';
import { type AnyOperation, type Call, type FileValue, fileField, operation, refuse } from '#kernel';
import { todayOf } from '../events/window.ts';
import type { Region } from '../ports.ts';
import { figuresOf, HEADINGS, NEEDED, type SheetReader, sheetRows } from './import.ts';
import { againstPlan, type BlockTables, type FigureStore } from './tables.ts';

export type BlockPorts = {
  readonly tables: () => BlockTables | undefined;
  /** The counties and zones that leaders are linked to. */
  readonly blocks: () => readonly Region[];
  readonly figures: FigureStore;
  readonly writeSheet: (
    name: string,
    headings: readonly string[],
    rows: readonly (readonly (string | number)[])[],
  ) => Promise<FileValue>;
  readonly readSheet: SheetReader;
  readonly audit: (
    call: Call,
    entry: { readonly act: string; readonly object: string; readonly detail: Readonly<Record<string, unknown>> },
  ) => Promise<void>;
};

const Month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, '按 2026-10 的格式填写');
const monthOf = ({ now }: Call): string => todayOf(now).slice(0, 7);
const View = z.object({
  title: z.string(),
  source: z.object({ title: z.string(), assumed: z.boolean().optional() }),
  tables: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      lines: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          unit: z.string(),
          month: z.string().nullable().describe('数是截至哪个月的'),
          plan: z.number().nullable(),
          actual: z.number().nullable(),
          against: z.enum(['reached', 'close', 'behind', 'unknown']),
        }),
      ),
    }),
  ),
});

/** 五张报表 of the blocks that leaders are linked to: figures against plan, filled in Excel. */
export function blockOperations(ports: BlockPorts) {
  return [readOperation(ports), sheetOperation(ports), importOperation(ports)] satisfies readonly AnyOperation[];
}

const readOperation = (ports: BlockPorts) =>
  operation({
    id: 'blocks.tables',
    method: 'GET',
    path: '/api/blocks/{region}/tables',
    title: '区块的五张报表：最近的数与计划比',
    permission: 'outreach.read',
    input: z.object({ region: z.string().max(12), month: Month.optional() }),
    output: z.object({ tables: View.nullable().describe('没有配置报表时为空') }),
    handle: async (call, { region, month = monthOf(call) }) => {
      const given = ports.tables();
      if (!given) return { tables: null };
      const found = await ports.figures.latest(call.tenant, [region], month);
      const known = new Map(found.map((each) => [each.line, each]));
      const { title, source, tables } = given;
      return {
        tables: {
          title,
          source: { title: source.title, ...(source.assumed ? { assumed: true } : {}) },
          tables: tables.map((table) => ({
            id: table.id,
            title: table.title,
            lines: table.lines.map((line) => {
              const { month: of = null, plan = null, actual = null } = known.get(line.id) ?? {};
              const against = againstPlan({ plan, actual }, line.direction);
              return { id: line.id, title: line.title, unit: line.unit, month: of, plan, actual, against };
            }),
          })),
        },
      };
    },
  });

const sheetOperation = (ports: BlockPorts) =>
  operation({
    id: 'blocks.sheet',
    method: 'GET',
    path: '/api/block-tables/sheet',
    title: '下载五张报表的 Excel 填报表，带上已有的数',
    permission: 'outreach.manage',
    produces: 'file',
    input: z.object({ month: Month.optional() }),
    output: z.custom<FileValue>(),
    handle: async (call, { month = monthOf(call) }) => {
      const tables = tablesOf(ports);
      const blocks = ports.blocks();
      const codes = blocks.map((each) => each.code);
      const found = await ports.figures.latest(call.tenant, codes, month);
      const known = new Map(
        found.filter((each) => each.month === month).map((each) => [`${each.region} ${each.line}`, each]),
      );
      return ports.writeSheet(`${tables.title} ${month}`, HEADINGS, sheetRows(tables, blocks, known));
    },
  });

const importOperation = (ports: BlockPorts) =>
  operation({
    id: 'blocks.import',
    method: 'POST',
    path: '/api/block-tables/import',
    title: '导入填好的五张报表；有一处不对就都不导入，逐行列出',
    permission: 'outreach.manage',
    consumes: 'multipart',
    input: z.object({ file: fileField('填好的 .xlsx'), month: Month }),
    output: z.object({
      figures: z.number(),
      errors: z.array(z.object({ row: z.number(), column: z.string(), message: z.string() })),
    }),
    handle: async (call, { file, month }) => {
      const tables = tablesOf(ports);
      if (month > monthOf(call)) throw refuse({ code: 'blocks.month', kind: 'invalid', what: '这个月还没有到' });
      const rows = await ports.readSheet(file, NEEDED);
      if (!rows)
        throw refuse({
          code: 'blocks.headings',
          kind: 'invalid',
          what: '表里没有找到标题行',
          todo: `请用下载的填报表填写，标题为：${HEADINGS.join('、')}`,
        });
      const { figures, errors } = figuresOf(rows, { tables, blocks: ports.blocks(), month });
      if (errors.length > 0) return { figures: 0, errors: errors.slice(0, 200) };
      const by = {
        person: call.actor.id,
        unit: call.actor.unit ?? null,
        at: call.now,
        source: file.name.slice(0, 200),
      };
      await ports.figures.add(call.tenant, figures, by);
      await ports.audit(call, { act: 'blocks.import', object: month, detail: { figures: figures.length } });
      return { figures: figures.length, errors: [] };
    },
  });

function tablesOf({ tables }: BlockPorts): BlockTables {
  const found = tables();
  if (found) return found;
  throw refuse({
    code: 'blocks.no-tables',
    kind: 'conflict',
    what: '还没有配置五张报表',
    todo: '请在城市包 indicators/block-tables.yaml 写明各表和指标',
  });
}
