import { z } from 'zod';
import type { MatterState } from '#engines/matters';
import { type AnyOperation, addMonths, type Call, type Day, day, operation, startOfDay } from '#kernel';
import { ClassMatter, openClassMatter } from './class-matter.ts';
import { type CauseRecord, digestOf, mineCauses } from './mining/index.ts';
import { type QualityPorts, unitOf } from './ports.ts';
import { openPostMortem, PostMortemFinding, submitPostMortem } from './post-mortem.ts';

const Id = z.string().min(1).max(64);
const Month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, '月份须为 YYYY-MM');
const Coded = z.object({ code: z.string(), title: z.string() });
const Named = z.object({ id: z.string(), name: z.string() });

const CAUSE_TAG = 'cause:';

/** The cause that was set for a matter; where none was, its category stands for it. */
export function recordOf(state: MatterState): CauseRecord {
  const { category } = state.fields;
  const item = typeof category === 'string' ? category : 'none';
  const said = state.tags.find((each) => each.startsWith(CAUSE_TAG))?.slice(CAUSE_TAG.length);
  return { id: state.id, at: state.openedAt, cause: said ?? item, unit: unitOf(state), item };
}

type Naming = {
  readonly cause: (code: string) => string;
  readonly item: (code: string) => { code: string; title: string };
  readonly unit: (id: string) => { id: string; name: string };
};

async function namingFor(ports: QualityPorts, { tenant, now }: Call): Promise<Naming> {
  const directory = await ports.directory(tenant, now);
  const title = (code: string): string =>
    ports.title(tenant, 'appeal-category', code) ?? (code === 'none' ? '未分类' : code);
  return {
    cause: title,
    item: (code) => ({ code, title: title(code) }),
    unit: (id) => ({ id, name: directory.unit(id)?.name ?? id }),
  };
}

const monthStart = (month: string, shift = 0): number => startOfDay(addMonths(day(`${month}-01`) as Day, shift));

async function recordsOf(ports: QualityPorts, call: Call, from: number, to: number): Promise<readonly CauseRecord[]> {
  const states = await ports.openedDuring(call, from, to);
  return states.filter((each) => !['withdrawn', 'merged'].includes(each.outcome ?? '')).map(recordOf);
}

const Found = z.object({
  cause: z.string(),
  item: Coded,
  unit: Named,
  count: z.number(),
  before: z.number().describe('对照期件数'),
  expected: z.number().describe('按自身历史应有的件数'),
  p: z.number(),
  q: z.number().describe('错误发现率'),
  members: z.array(z.string()),
});

/** Common causes: found, digested, made one matter; and what a post-mortem must say. */
export function causeOperations(ports: QualityPorts) {
  return [
    operation({
      id: 'quality.causes',
      method: 'GET',
      path: '/api/quality/causes',
      title: '共性原因：与自身历史相比异常增多的 原因×单位×事项',
      permission: 'quality.read',
      input: z.strictObject({
        month: Month,
        historyMonths: z.int().min(1).max(36).default(6),
        falseShare: z.number().min(0.001).max(0.5).default(0.1).describe('可容忍的错误发现率'),
      }),
      output: z.object({ month: z.string(), records: z.number(), tested: z.number(), found: z.array(Found) }),
      handle: async (call, { month, historyMonths, falseShare }) => {
        const history = { from: monthStart(month, -historyMonths), to: monthStart(month) };
        const current = { from: history.to, to: monthStart(month, 1) };
        const records = await recordsOf(ports, call, history.from, current.to);
        const mined = mineCauses(records, { history, current, falseShare });
        const naming = await namingFor(ports, call);
        const found = mined.found.map((each) => ({
          ...each,
          cause: naming.cause(each.cause),
          item: naming.item(each.item),
          unit: naming.unit(each.unit),
          expected: Math.round(each.expected * 10) / 10,
          members: [...each.members],
        }));
        return { month, records: mined.records, tested: mined.tested, found };
      },
    }),
    operation({
      id: 'quality.digest',
      method: 'GET',
      path: '/api/quality/digest',
      title: '共性问题月报：最多的原因及其件数、事项',
      permission: 'quality.read',
      input: z.strictObject({ month: Month, top: z.int().min(1).max(50).default(10) }),
      output: z.object({
        month: z.string(),
        records: z.number(),
        lines: z.array(
          z.object({
            cause: z.string(),
            item: Coded,
            count: z.number(),
            before: z.number().describe('上月件数'),
            units: z.array(z.object({ unit: Named, count: z.number() })),
            members: z.array(z.string()),
          }),
        ),
      }),
      handle: async (call, { month, top }) => {
        const before = { from: monthStart(month, -1), to: monthStart(month) };
        const current = { from: before.to, to: monthStart(month, 1) };
        const records = await recordsOf(ports, call, before.from, current.to);
        const naming = await namingFor(ports, call);
        const lines = digestOf(records, current, before, top).map((line) => ({
          ...line,
          cause: naming.cause(line.cause),
          item: naming.item(line.item),
          units: line.units.map(({ unit, count }) => ({ unit: naming.unit(unit), count })),
          members: [...line.members],
        }));
        return { month, records: records.filter((each) => each.at >= current.from).length, lines };
      },
    }),
    operation({
      id: 'quality.open-class',
      method: 'POST',
      path: '/api/quality/class-matters',
      title: '一件事变一类事：为共性原因立一件事项，并关联各件',
      permission: 'quality.manage',
      input: ClassMatter,
      output: z.object({ id: z.string(), linked: z.number() }),
      handle: (call, input) => openClassMatter(ports, call, input),
    }),
    operation({
      id: 'quality.post-mortem',
      method: 'POST',
      path: '/api/matters/{id}/post-mortem',
      title: '发起复盘：为一件事项立一件复盘',
      permission: 'quality.manage',
      input: z.strictObject({ id: Id, reason: z.string().trim().min(4).max(1000).describe('为什么要复盘') }),
      output: z.object({ id: z.string() }),
      handle: async (call, { id, reason }) => ({ id: (await openPostMortem(ports, call, id, reason)).id }),
    }),
    operation({
      id: 'quality.submit-post-mortem',
      method: 'POST',
      path: '/api/post-mortems/{id}/finding',
      title: '提交复盘：必须写明要改的制度、政策或流程，以及怎么改',
      permission: 'matters.handle',
      input: PostMortemFinding.extend({ id: Id }),
      output: z.object({ id: z.string() }),
      handle: async (call, { id, ...finding }) => {
        await submitPostMortem(ports, call, id, finding);
        return { id };
      },
    }),
  ] satisfies readonly AnyOperation[];
}
