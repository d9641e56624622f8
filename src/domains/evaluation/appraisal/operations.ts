import { z } from 'zod';
import { type AnyOperation, addMonths, type Call, day, operation, refuse, startOfDay } from '#kernel';
import { schemeNamed } from '../league.ts';
import { leavesOf } from '../leaves.ts';
import type { EvaluationPorts } from '../ports.ts';
import { type AppraisalInput, type Appraised, appraise } from './appraise.ts';
import { monthFrame } from './month-frame.ts';

const SCHEME = 'department-month';
const Month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, '月份须为 YYYY-MM');
const Named = z.object({ id: z.string(), name: z.string() });

export const AppraisalMonth = z.object({
  month: z.string(),
  title: z.string(),
  caution: z.string().optional(),
  status: z.enum(['running', 'open', 'proposed', 'frozen']).describe('进行中、待提交、待签发、已冻结'),
  run: z.string(),
  proposedBy: z.string().optional(),
  proposedAt: z.number().optional(),
  frozenAt: z.number().optional(),
  mayFreeze: z.boolean().describe('提交和签发须是两个人'),
  items: z.array(z.object({ id: z.string(), title: z.string(), unit: z.string(), weight: z.number() })),
  lines: z.array(
    z.object({
      unit: Named,
      score: z.number().nullable(),
      scoreInterval: z.tuple([z.number(), z.number()]).nullable(),
      tier: z.number().nullable(),
      rank: z.number().nullable(),
      parts: z.array(
        z.object({
          indicator: z.string(),
          value: z.number().nullable(),
          points: z.number().nullable(),
          of: z.number(),
        }),
      ),
    }),
  ),
});

/** 月打分: over events only, frozen by two people, and the same again when counted again. */
export function appraisalOperations(ports: EvaluationPorts) {
  return [
    operation({
      id: 'appraisal.month',
      method: 'GET',
      path: '/api/appraisal',
      title: '部门月打分：每分来自哪些记录',
      permission: 'indicators.read',
      input: z.object({ month: Month }),
      output: AppraisalMonth,
      handle: (call, { month }) => readMonth(ports, call, month),
    }),
    operation({
      id: 'appraisal.propose',
      method: 'POST',
      path: '/api/appraisal',
      title: '提交月打分，等另一人签发',
      permission: 'appraisal.manage',
      input: z.strictObject({ month: Month }),
      output: AppraisalMonth,
      handle: async (call, { month }) => {
        if (startOfDay(addMonths(day(`${month}-01`), 1)) > call.now)
          throw refuse({
            code: 'appraisal.running',
            kind: 'conflict',
            what: '这个月还没有过完',
            todo: '请在下月初提交',
          });
        const found = await ports.runs.find(call.tenant, SCHEME, month);
        if (found?.frozenAt !== undefined) throw alreadyFrozen();
        const input = await inputFor(ports, call, month, call.now);
        const { id, textHash, lines } = appraise(input);
        const by = { proposedBy: call.actor.id, proposedAt: call.now };
        await ports.runs.propose(call.tenant, { id, scheme: SCHEME, period: month, textHash, lines, input, ...by });
        return readMonth(ports, call, month);
      },
    }),
    operation({
      id: 'appraisal.freeze',
      method: 'POST',
      path: '/api/appraisal/freeze',
      title: '签发月打分：冻结，不再变动',
      permission: 'appraisal.manage',
      input: z.strictObject({ month: Month, run: z.string().length(64).describe('所见结果的标识：签的就是看到的') }),
      output: AppraisalMonth,
      handle: async (call, { month, run }) => {
        const found = await ports.runs.find(call.tenant, SCHEME, month);
        if (!found || found.id !== run)
          throw refuse({
            code: 'appraisal.changed',
            kind: 'conflict',
            what: '提交的结果已经变了',
            todo: '请刷新后再看一遍',
          });
        if (found.frozenAt !== undefined) throw alreadyFrozen();
        if (found.proposedBy === call.actor.id)
          throw refuse({
            code: 'appraisal.four-eyes',
            kind: 'forbidden',
            what: '不能签发自己提交的结果',
            todo: '请由另一人签发',
          });
        await ports.runs.freeze(call.tenant, run, call.actor.id, call.now);
        return readMonth(ports, call, month);
      },
    }),
    checkOperation(ports),
  ] satisfies readonly AnyOperation[];
}

const alreadyFrozen = () =>
  refuse({
    code: 'appraisal.frozen',
    kind: 'conflict',
    what: '这个月的打分已经冻结',
    todo: '有异议的，请另立事项办理',
  });

const checkOperation = (ports: EvaluationPorts) =>
  operation({
    id: 'appraisal.check',
    method: 'GET',
    path: '/api/appraisal/check',
    title: '重算月打分：与冻结的逐字节比，再与今天的记录比',
    permission: 'indicators.read',
    input: z.object({ month: Month }),
    output: z.object({
      same: z.boolean().describe('由冻结的数据重算，结果逐字节相同'),
      moved: z
        .array(z.object({ unit: Named, frozen: z.number().nullable(), now: z.number().nullable() }))
        .describe('冻结以后又有记录变动、今天重算会不同的单位'),
    }),
    handle: async (call, { month }) => {
      const found = await ports.runs.find(call.tenant, SCHEME, month);
      if (!found)
        throw refuse({ code: 'appraisal.none', kind: 'not-found', what: '这个月还没有提交', todo: '请先提交' });
      const same = appraise(found.input).textHash === found.textHash;
      const today = appraise(await inputFor(ports, call, month, call.now));
      const name = await ports.unitNames(call);
      const now = new Map(today.lines.map((each) => [each.unit, each.score]));
      const then = new Map(found.lines.map((each) => [each.unit, each.score]));
      const moved = [...new Set([...now.keys(), ...then.keys()])]
        .filter((unit) => (now.get(unit) ?? null) !== (then.get(unit) ?? null))
        .map((unit) => ({
          unit: { id: unit, name: name(unit) },
          frozen: then.get(unit) ?? null,
          now: now.get(unit) ?? null,
        }));
      return { same, moved };
    },
  });

async function inputFor(
  ports: EvaluationPorts,
  { tenant }: Call,
  month: string,
  knownAt: number,
): Promise<AppraisalInput> {
  const scheme = schemeNamed(ports, SCHEME);
  const frame = await monthFrame(ports, tenant, scheme, month, knownAt + 1);
  if (frame.units.length === 0)
    throw refuse({
      code: 'appraisal.empty',
      kind: 'not-found',
      what: '这个月没有可以计分的记录',
      todo: '请换一个月份',
    });
  return { ...frame, scheme, code: ports.version, seed: `${SCHEME} ${month}` };
}

async function readMonth(ports: EvaluationPorts, call: Call, month: string): Promise<z.infer<typeof AppraisalMonth>> {
  const scheme = schemeNamed(ports, SCHEME);
  const [found, name] = await Promise.all([ports.runs.find(call.tenant, SCHEME, month), ports.unitNames(call)]);
  const live: Pick<Appraised, 'id' | 'lines'> = found ?? appraise(await inputFor(ports, call, month, call.now));
  const ended = startOfDay(addMonths(day(`${month}-01`), 1)) <= call.now;
  const status = found
    ? found.frozenAt === undefined
      ? ('proposed' as const)
      : ('frozen' as const)
    : ended
      ? ('open' as const)
      : ('running' as const);
  return {
    month,
    title: scheme.title,
    ...(scheme.caution ? { caution: scheme.caution } : {}),
    status,
    run: live.id,
    ...(found ? { proposedBy: found.proposedBy, proposedAt: found.proposedAt } : {}),
    ...(found?.frozenAt === undefined ? {} : { frozenAt: found.frozenAt }),
    mayFreeze:
      status === 'proposed' &&
      found?.proposedBy !== call.actor.id &&
      call.actor.permissions.includes('appraisal.manage'),
    items: leavesOf(scheme.root).map(({ id, title, unit = '', weight }) => ({ id, title, unit, weight })),
    lines: live.lines.map(({ unit, scoreInterval, parts, ...line }) => ({
      ...line,
      unit: { id: unit, name: name(unit) },
      scoreInterval: scoreInterval ? [scoreInterval[0], scoreInterval[1]] : null,
      parts: [...parts],
    })),
  };
}
