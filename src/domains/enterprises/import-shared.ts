import { z } from 'zod';
import { CODE_COLUMN } from '#engines/registry';
import { type Actor, type Call, Day, refuse } from '#kernel';
import type { EnterprisePorts } from './enterprise-ports.ts';
import type { FactImport } from './ports.ts';

export const PERMISSION = 'facts.import';
/** Whoever may see what was imported, such as an auditor, need not be able to import. */
export const READING = 'facts.imports';
export const ImportId = z.string().min(1).max(64);

export const SourceInput = z.object({
  kind: z.string().max(20).default('department'),
  department: z.string().max(40).optional().describe('数据归口部门'),
  title: z.string().trim().min(2).max(80).describe('数据来源，如 税务局 2025 年度申报数据'),
  asOf: Day.describe('数据所属日期'),
  announce: z
    .enum(['changes', 'all', 'none'])
    .optional()
    .describe('推送给订阅部门：变更（默认）、变更和新登记、不推送'),
});
export const Column = z.object({ heading: z.string(), key: z.string().optional(), unit: z.string().optional() });

/** What was found out about a column, kept so that whoever comes back goes on from there. */
export const ColumnView = Column.extend({
  by: z.string().optional().describe('怎么认出的：名称、别名、上次'),
  near: z.array(z.string()).readonly().optional().describe('认不出时，名称相近的数据'),
  samples: z.array(z.string()).readonly().optional().describe('前几行；只给上传的人看'),
});

export const ImportView = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['uploading', 'ready', 'queued', 'running', 'done', 'failed']),
  dryRun: z.boolean(),
  source: z.object({ kind: z.string(), department: z.string().optional(), title: z.string(), asOf: z.string() }),
  columns: z.array(ColumnView),
  counts: z.record(z.string(), z.number()),
  failure: z.string().optional(),
  bytes: z.number(),
  createdAt: z.number(),
  finishedAt: z.number().optional(),
});

export const viewOf = ({
  parts: _p,
  createdBy: _b,
  unit: _u,
  digest: _d,
  startedAt: _s,
  ...rest
}: FactImport): z.infer<typeof ImportView> => ({
  ...rest,
  columns: [...rest.columns],
  counts: Object.fromEntries(Object.entries(rest.counts).map(([key, value]) => [key, value ?? 0])),
});

export async function found({ imports }: EnterprisePorts, { tenant }: Call, id: string): Promise<FactImport> {
  const entry = await imports.find(tenant, id);
  if (entry) return entry;
  throw refuse({ code: 'facts.no-import', kind: 'not-found', what: '没有找到这次导入' });
}

/** What only the system states, by its own rules and after a matter was decided. */
const OWN_KINDS = new Set(['correction', 'derived']);

/** Whose statement it is decides which value wins, so nobody states in the name of another department. */
export function mustBeOwn(ports: EnterprisePorts, { actor }: Call, source: z.infer<typeof SourceInput>): void {
  const kinds = ports.precedence().kinds.filter(({ id }) => !OWN_KINDS.has(id));
  if (!kinds.some(({ id }) => id === source.kind))
    throw refuse({
      code: 'facts.kind',
      kind: 'invalid',
      what: `不能以来源类别“${source.kind}”报送`,
      todo: `可用：${kinds.map(({ id }) => id).join('、')}`,
    });
  const { department } = source;
  if (department === undefined || actor.kind !== 'official') return;
  if (departmentsFor(ports, actor).some(({ code }) => code === department)) return;
  throw refuse({
    code: 'facts.not-own',
    kind: 'forbidden',
    what: '不能以别的部门的名义报送数据',
    why: '归口部门的数据优先于其他来源，只能由归口单位或数据管理单位报送',
    todo: '请改选本单位归口的部门；不是归口数据的，不选归口部门',
  });
}

/** In whose name an official states facts: whoever keeps the registry, such as the data bureau, in that of all. */
export function departmentsFor(ports: EnterprisePorts, { permissions, unit }: Actor) {
  const all = [...(ports.vocabulary().lists.get('fact-owner') ?? [])].map(([code, title]) => ({ code, title }));
  if (permissions.includes('registry.manage')) return all;
  const own = unit === undefined ? [] : ports.departmentsOf(unit);
  return all.filter(({ code }) => own.includes(code));
}

export function checkColumns({ vocabulary }: EnterprisePorts, columns: readonly z.infer<typeof Column>[]): void {
  const { byKey } = vocabulary().catalogue;
  const odd = columns.filter((each) => each.key !== undefined && each.key !== CODE_COLUMN && !byKey.has(each.key));
  if (odd.length > 0)
    throw refuse({
      code: 'facts.no-fact',
      kind: 'invalid',
      what: `事实目录里没有：${odd.map((each) => each.key).join('、')}`,
      todo: '请对照 /api/facts 的 key',
    });
}
