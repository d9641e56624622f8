import { z } from 'zod';
import { type AnyOperation, addMonths, type Call, type Day, day, operation, startOfDay } from '#kernel';
import { cellOfClass, isRecorded, mineableIn, recordsIn } from './cause-record.ts';
import { ClassMatter, openClassMatter } from './class-matter.ts';
import { rollingPlan } from './found-causes.ts';
import { digestOf, keyOf, mineCauses } from './mining/index.ts';
import { namingFor } from './naming.ts';
import type { QualityPorts } from './ports.ts';
import { openPostMortem, PostMortemFinding, submitPostMortem } from './post-mortem.ts';

const Id = z.string().min(1).max(64);
const Month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, '月份须为 YYYY-MM');
const Coded = z.object({ code: z.string(), title: z.string() });
const Named = z.object({ id: z.string(), name: z.string() });

const monthStart = (month: string, shift = 0): number => startOfDay(addMonths(day(`${month}-01`) as Day, shift));

/** A month against the months before; without one, the last thirty days. */
function planFor(now: number, month: string | undefined, historyMonths: number) {
  if (month === undefined) return rollingPlan(now);
  const history = { from: monthStart(month, -historyMonths), to: monthStart(month) };
  return { history, current: { from: history.to, to: monthStart(month, 1) } };
}

/** Lists are long; a page shows these and says how many there are. */
const SHOWN = 50;

/** What members are called, and the 一类事 that each finding has already. */
async function namesFor(ports: QualityPorts, call: Call, findings: readonly { readonly members: readonly string[] }[]) {
  const ids = [...new Set(findings.flatMap((each) => each.members.slice(0, SHOWN)))];
  const named = new Map((await ports.named(call, ids)).map((each) => [each.id, each]));
  return (members: readonly string[]) => members.slice(0, SHOWN).flatMap((each) => named.get(each) ?? []);
}

async function classesFor(ports: QualityPorts, call: Call, since: number) {
  const all = await ports.classMatters(call.tenant, since);
  const seen = new Map(
    (
      await ports.named(
        call,
        all.map((each) => each.id),
      )
    ).map((each) => [each.id, each]),
  );
  return new Map(
    all.flatMap((each) => {
      const named = seen.get(each.id);
      return named ? [[keyOf(cellOfClass(each)), named] as const] : [];
    }),
  );
}

const Member = z.object({ id: z.string(), number: z.string(), title: z.string() });

const Found = z.object({
  cause: z.string(),
  causeCode: z.string().optional().describe('记录的成因代码；没有记录成因时以类别代替'),
  item: Coded,
  unit: Named,
  count: z.number(),
  before: z.number().describe('对照期件数'),
  expected: z.number().describe('按自身历史应有的件数'),
  p: z.number(),
  q: z.number().describe('错误发现率'),
  members: z.array(Member).describe('其中能看到的，最多 50 件'),
  classMatter: Member.optional().describe('已经立的一类事'),
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
        month: Month.optional().describe('不填为近 30 天，与此前半年比'),
        historyMonths: z.int().min(1).max(36).default(6),
        falseShare: z.number().min(0.001).max(0.5).default(0.1).describe('可容忍的错误发现率'),
      }),
      output: z.object({
        month: z.string().optional(),
        records: z.number(),
        tested: z.number(),
        found: z.array(Found),
      }),
      handle: async (call, { month, historyMonths, falseShare }) => {
        const plan = planFor(call.now, month, historyMonths);
        const records = mineableIn(await ports.openedDuring(call, plan.history.from, plan.current.to));
        const mined = mineCauses(records, { ...plan, falseShare });
        const [naming, membersOf, classes] = await Promise.all([
          namingFor(ports, call),
          namesFor(ports, call, mined.found),
          classesFor(ports, call, plan.current.from),
        ]);
        const found = mined.found.map((each) => {
          const classMatter = classes.get(keyOf(each));
          return {
            ...each,
            cause: naming.cause(each.cause),
            item: naming.item(each.item),
            unit: naming.unit(each.unit),
            expected: Math.round(each.expected * 10) / 10,
            members: membersOf(each.members),
            ...(isRecorded(each.cause) ? { causeCode: each.cause } : {}),
            ...(classMatter ? { classMatter } : {}),
          };
        });
        return { ...(month ? { month } : {}), records: mined.records, tested: mined.tested, found };
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
            members: z.array(Member).describe('最多 50 件'),
          }),
        ),
      }),
      handle: async (call, { month, top }) => {
        const before = { from: monthStart(month, -1), to: monthStart(month) };
        const current = { from: before.to, to: monthStart(month, 1) };
        const records = recordsIn(await ports.openedDuring(call, before.from, current.to));
        const digest = digestOf(records, current, before, top);
        const [naming, membersOf] = await Promise.all([namingFor(ports, call), namesFor(ports, call, digest)]);
        const lines = digest.map((line) => ({
          ...line,
          cause: naming.cause(line.cause),
          item: naming.item(line.item),
          units: line.units.map(({ unit, count }) => ({ unit: naming.unit(unit), count })),
          members: membersOf(line.members),
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
