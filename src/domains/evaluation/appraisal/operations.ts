import { z } from 'zod';
import { type AnyOperation, addMonths, day, operation, refuse, startOfDay } from '#kernel';
import type { EvaluationPorts } from '../ports.ts';
import { appraise } from './appraise.ts';
import { exportOperations } from './export-operations.ts';
import { LateItem, lateItems } from './late-records.ts';
import { countMonth, monthState, SCHEME } from './month.ts';
import { AppraisalMonth, Month, viewMonth } from './month-view.ts';
import { objectOperation } from './object.ts';
import { rollupOperations } from './rollup-operations.ts';
import { unitOperation } from './unit-view.ts';

const Named = z.object({ id: z.string(), name: z.string() });

/** 月打分: over events only, frozen by two people, and the same again when counted again. */
export function appraisalOperations(ports: EvaluationPorts) {
  return [
    operation({
      id: 'appraisal.month',
      method: 'GET',
      path: '/api/appraisal',
      title: '部门月打分：每分来自哪些记录',
      permission: 'appraisal.read',
      input: z.object({ month: Month }),
      output: AppraisalMonth,
      handle: async (call, { month }) => viewMonth(ports, call, month, await monthState(ports, call, month)),
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
        const input = await countMonth(ports, call, month);
        const { id, textHash, lines } = appraise(input);
        const by = { proposedBy: call.actor.id, proposedAt: call.now };
        await ports.runs.propose(call.tenant, { id, scheme: SCHEME, period: month, textHash, lines, input, ...by });
        return viewMonth(ports, call, month, await monthState(ports, call, month));
      },
    }),
    freezeOperation(ports),
    checkOperation(ports),
    unitOperation(ports),
    objectOperation(ports),
    ...rollupOperations(ports),
    ...exportOperations(ports),
  ] satisfies readonly AnyOperation[];
}

const alreadyFrozen = () =>
  refuse({
    code: 'appraisal.frozen',
    kind: 'conflict',
    what: '这个月的打分已经冻结',
    todo: '有异议的，请在扣分明细里提出',
  });

const freezeOperation = (ports: EvaluationPorts) =>
  operation({
    id: 'appraisal.freeze',
    method: 'POST',
    path: '/api/appraisal/freeze',
    title: '签发月打分：冻结，不再变动',
    permission: 'appraisal.manage',
    input: z.strictObject({ month: Month, run: z.string().length(64).describe('所见结果的标识：签的就是看到的') }),
    output: AppraisalMonth,
    handle: async (call, { month, run }) => {
      const { stored } = await monthState(ports, call, month);
      if (!stored || stored.id !== run)
        throw refuse({
          code: 'appraisal.changed',
          kind: 'conflict',
          what: '提交的结果已经变了',
          todo: '请刷新后再看一遍；提交后有异议成立的，须重新提交',
        });
      if (stored.frozenAt !== undefined) throw alreadyFrozen();
      if (stored.proposedBy === call.actor.id)
        throw refuse({
          code: 'appraisal.four-eyes',
          kind: 'forbidden',
          what: '不能签发自己提交的结果',
          todo: '请由另一人签发',
        });
      await ports.runs.freeze(call.tenant, run, call.actor.id, call.now);
      return viewMonth(ports, call, month, await monthState(ports, call, month));
    },
  });

/** Of so many units it is said which records moved them. */
const TOLD = 20;

const checkOperation = (ports: EvaluationPorts) =>
  operation({
    id: 'appraisal.check',
    method: 'GET',
    path: '/api/appraisal/check',
    title: '重算月打分：与冻结的逐字节比，再与今天的记录比',
    permission: 'appraisal.read',
    input: z.object({ month: Month }),
    output: z.object({
      same: z.boolean().describe('由冻结的数据重算，结果逐字节相同'),
      moved: z
        .array(
          z.object({
            unit: Named,
            frozen: z.number().nullable(),
            now: z.number().nullable(),
            items: z.array(LateItem).describe('哪几项变了，是哪些记录'),
          }),
        )
        .describe('冻结以后又有记录变动、今天重算会不同的单位'),
    }),
    handle: async (call, { month }) => {
      const found = await ports.runs.find(call.tenant, SCHEME, month);
      if (!found)
        throw refuse({ code: 'appraisal.none', kind: 'not-found', what: '这个月还没有提交', todo: '请先提交' });
      const same = appraise(found.input).textHash === found.textHash;
      const input = await countMonth(ports, call, month);
      const today = appraise(input);
      const name = await ports.unitNames(call);
      const now = new Map(today.lines.map((each) => [each.unit, each.score]));
      const then = new Map(found.lines.map((each) => [each.unit, each.score]));
      const units = [...new Set([...now.keys(), ...then.keys()])].filter(
        (unit) => (now.get(unit) ?? null) !== (then.get(unit) ?? null),
      );
      const known = {
        month,
        handedIn: { input: found.input, knownAt: found.proposedAt + 1 },
        now: { input, knownAt: call.now + 1 },
      };
      const moved = [];
      for (const [at, unit] of units.entries())
        moved.push({
          unit: { id: unit, name: name(unit) },
          frozen: then.get(unit) ?? null,
          now: now.get(unit) ?? null,
          items: at < TOLD ? [...(await lateItems(ports, call, { ...known, unit }))] : [],
        });
      return { same, moved };
    },
  });
