import { z } from 'zod';
import { indicatorOf, leavesOf } from '#engines/indicators';
import { type AnyOperation, Day, operation, refuse } from '#kernel';
import { askForCorrection, askForValues } from './ask.ts';
import { fillBoard } from './board.ts';
import { collectedByCode, subjectNames } from './collected-leaves.ts';
import { text } from './evidence.ts';
import { PERIOD, periodWords } from './periods.ts';
import type { CollectPorts } from './ports.ts';
import { scheduleOperations } from './schedule-operations.ts';
import { sheetOperations } from './sheet-operations.ts';
import { MISSING_WORDS, type StatedMissing, stateValue } from './submit.ts';
import { CellInput, valueOperation } from './value-operation.ts';

const Id = z.string().min(1).max(64);
const Period = z.string().max(10).regex(PERIOD, '期间写作 2026、2026-H1、2026-Q3 或 2026-09');
const Named = z.object({ id: z.string(), name: z.string() });
const Missing = z.enum(Object.keys(MISSING_WORDS) as [StatedMissing, ...StatedMissing[]]);

const Cell = z.object({
  indicator: z.string(),
  title: z.string(),
  unit: z.string(),
  subject: Named,
  status: z.enum(['unasked', 'filed', 'filling', 'claimed', 'published', 'stopped']),
  overdue: z.boolean(),
  matter: z.string().optional(),
  number: z.string().optional(),
  holder: Named.optional(),
  dueAt: z.number().optional(),
  corrections: z.number().describe('入库后更正过几次'),
  feeds: z.array(z.object({ id: z.string(), title: z.string() })).describe('由它算出的指标'),
  value: z.number().nullable(),
  missing: z.string().nullable(),
});

/** 指标填报: asking, filling, checking, correcting; every value opens what it rests on. */
export function collectOperations(ports: CollectPorts) {
  return [
    boardOperation(ports),
    indicatorsOperation(ports),
    operation({
      id: 'collect.ask',
      method: 'POST',
      path: '/api/collect/ask',
      title: '布置填报：一个方案一个期间，每个数一件事',
      permission: 'collect.manage',
      input: z.strictObject({
        scheme: Id,
        period: Period,
        due: Day,
        indicators: z.array(Id).max(600).optional().describe('只布置这几项'),
        unit: Id.optional().describe('方案没写来源单位的，交给谁'),
      }),
      output: z.object({ opened: z.number(), kept: z.number(), unassigned: z.array(z.string()) }),
      handle: async (call, asked) => {
        const { unassigned, ...rest } = await askForValues(ports, call, asked);
        return { ...rest, unassigned: [...unassigned] };
      },
    }),
    mineOperation(ports),
    operation({
      id: 'collect.fill',
      method: 'POST',
      path: '/api/collect/fills/{id}',
      title: '报一个数，或说明为什么没有数',
      permission: 'matters.handle',
      input: z.strictObject({
        id: Id,
        value: z.number().min(-1e15).max(1e15).optional(),
        missing: Missing.optional(),
        reply: z.string().trim().min(2).max(2000).describe('来源和口径说明'),
        files: z.array(Id).max(9).optional(),
        unproven: z.string().trim().max(200).optional().describe('没有佐证的理由'),
      }),
      output: z.object({ id: z.string() }),
      handle: async (call, { id, ...said }) => {
        const state = await ports.fillState(call, id);
        if (!state) throw noTask();
        const leaf = collectedByCode(ports).get(text(state.fields.indicator));
        await stateValue(ports, call, state, leaf, said);
        return { id };
      },
    }),
    ...sheetOperations(ports),
    ...scheduleOperations(ports),
    valueOperation(ports),
    correctOperation(ports),
  ] satisfies readonly AnyOperation[];
}

const noTask = () =>
  refuse({
    code: 'collect.no-task',
    kind: 'not-found',
    what: '没有这件填报，或不归本单位填',
    todo: '请从填报清单里打开',
  });

const boardOperation = (ports: CollectPorts) =>
  operation({
    id: 'collect.board',
    method: 'GET',
    path: '/api/collect',
    title: '填报进度：一个方案一个期间的每个数在谁手里',
    permission: 'collect.read',
    input: z.object({ scheme: Id, period: Period.optional() }),
    output: z.object({
      scheme: z.object({ id: z.string(), title: z.string(), caution: z.string().optional() }),
      period: z.object({ code: z.string(), title: z.string() }),
      periods: z.array(z.object({ code: z.string(), title: z.string() })),
      cells: z.array(Cell),
    }),
    handle: async (call, asked) => {
      const { scheme, period, periods, cells } = await fillBoard(ports, call, asked);
      const { scheme: id, title, caution } = scheme;
      return {
        scheme: { id, title, ...(caution ? { caution } : {}) },
        period: { code: period, title: periodWords(period) },
        periods,
        cells,
      };
    },
  });

const indicatorsOperation = (ports: CollectPorts) =>
  operation({
    id: 'collect.indicators',
    method: 'GET',
    path: '/api/collect/indicators',
    title: '各方案的指标名称：选指标用',
    permission: 'collect.read',
    input: z.object({}),
    output: z.object({
      items: z.array(z.object({ id: z.string(), title: z.string(), indicators: z.array(Named) })),
    }),
    handle: async () => ({
      items: ports.schemes().map(({ scheme, title, root }) => ({
        ...{ id: scheme, title },
        indicators: leavesOf(root).map((each) => ({ id: indicatorOf(each), name: each.title })),
      })),
    }),
  });

const mineOperation = (ports: CollectPorts) =>
  operation({
    id: 'collect.mine',
    method: 'GET',
    path: '/api/collect/mine',
    title: '本单位待填报的指标',
    permission: 'collect.read',
    input: z.object({
      after: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    output: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          number: z.string(),
          title: z.string(),
          indicator: z.string(),
          subject: Named,
          period: z.string(),
          unit: z.string(),
          definition: z.string(),
          why: z.string().optional(),
          status: z.string(),
          dueAt: z.number().optional(),
          overdue: z.boolean(),
        }),
      ),
      next: z.string().optional(),
    }),
    handle: async (call, { after, limit }) => {
      const units = call.actor.unit ? [call.actor.unit] : [];
      const { states, next } = await ports.fillsWith(call, { units, after, limit });
      const name = subjectNames(ports);
      return {
        items: states.map(({ id, number, fields, status, clocks }) => ({
          ...{ id, number, status },
          title: text(fields.title),
          indicator: text(fields.indicator),
          subject: { id: text(fields.target), name: name(text(fields.target)) },
          period: periodWords(text(fields.period)),
          unit: text(fields.measure),
          definition: text(fields.definition),
          ...(text(fields.why) ? { why: text(fields.why) } : {}),
          ...(clocks.fill?.state.fireAt == null ? {} : { dueAt: clocks.fill.state.fireAt }),
          overdue: clocks.fill?.breachedAt !== undefined,
        })),
        ...(next ? { next } : {}),
      };
    },
  });

const correctOperation = (ports: CollectPorts) =>
  operation({
    id: 'collect.correct',
    method: 'POST',
    path: '/api/collect/correct',
    title: '更正已入库的数：写明理由，另立一件，原来的数留着',
    permission: 'collect.manage',
    input: z.strictObject({
      ...CellInput.shape,
      why: z.string().trim().min(4, '请写明为什么要更正').max(500),
      due: Day,
    }),
    output: z.object({ id: z.string() }),
    handle: async (call, { why, due, ...cell }) => {
      const leaf = collectedByCode(ports).get(cell.indicator);
      if (!leaf)
        throw refuse({
          code: 'collect.not-collected',
          kind: 'invalid',
          what: '这个指标不是填报的',
          todo: '由办理记录算出的数，请更正记录',
        });
      return askForCorrection(ports, call, cell, { why, due, leaf });
    },
  });
