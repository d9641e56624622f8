import { z } from 'zod';
import { type Cell, programFor, type TrialAsk } from '#engines/rules';
import { type AnyOperation, type Call, operation, refuse } from '#kernel';
import type { ClauseSet, SimulationPorts } from '../ports.ts';
import { Asked, Id, LiteralField, Name } from './asked.ts';
import { stopsOf } from './handles.ts';
import type { Keeper, Opened } from './keeper.ts';
import { Figures, Shown, shownCell, shownFigures } from './shown.ts';

const Status = z.enum(['live', 'ended', 'draft']);
const SetRow = z.object({
  id: z.string(),
  title: z.string(),
  number: z.string().optional(),
  status: Status,
  clauses: z.number(),
});
const ScaleView = z.object({ value: z.number(), unit: z.string(), min: z.number(), max: z.number(), step: z.number() });
const MovableView = z.object({
  parameter: z.string(),
  clause: z.string(),
  part: z.enum(['condition', 'amount']),
  type: z.string(),
  list: z.boolean(),
  fact: z.string().optional(),
  value: LiteralField,
  at: z.object({ start: z.number(), end: z.number() }).optional(),
  scale: ScaleView.optional(),
});
const SetView = SetRow.omit({ clauses: true }).extend({
  version: z.string(),
  day: z.string(),
  size: z.number().describe('企业总数'),
  hidden: z.array(z.string()).describe('用到而您无权查看的数据'),
  clauses: z.array(
    z.object({
      id: z.string(),
      article: z.string(),
      title: z.string(),
      plain: z.string(),
      text: z.string(),
      budget: z.string().optional(),
      chain: z.array(z.string()),
      terms: z.array(z.string()),
    }),
  ),
  movables: z.array(MovableView),
  orders: z.array(z.string()).describe('可以用来排先后的数据'),
});

export async function setNamed(ports: SimulationPorts, { tenant, now }: Call, id: string): Promise<ClauseSet> {
  const found = await ports.set(tenant, id, now);
  if (found) return found;
  throw refuse({
    code: 'simulation.no-set',
    kind: 'not-found',
    what: '没有这组条款，或者草案还读不懂',
    todo: '请从列表里选；草案请先改到没有错误',
  });
}

const clausesOf = (set: ClauseSet, asked: readonly string[]): readonly string[] => {
  const all = set.clauses.map((each) => each.id);
  const chosen = asked.length === 0 ? all : all.filter((each) => asked.includes(each));
  if (chosen.length > 0) return chosen;
  throw refuse({ code: 'simulation.no-clause', kind: 'not-found', what: '这组里没有这些条款', todo: '请重新选择条款' });
};

export type Trying = { readonly opened: Opened; readonly set: ClauseSet; readonly ask: TrialAsk };

/** Opens what is asked about. */
export async function openAsked(
  ports: SimulationPorts,
  keeper: Keeper,
  call: Call,
  asked: z.infer<typeof Asked>,
): Promise<Trying> {
  const set = await setNamed(ports, call, asked.set);
  const opened = await keeper.open(
    { tenant: call.tenant, permissions: call.actor.permissions },
    set,
    clausesOf(set, asked.clauses),
  );
  const known = new Set(opened.lifted.movables.map((each) => each.parameter));
  const strange = Object.keys(asked.values).find((name) => !known.has(name));
  if (strange !== undefined)
    throw refuse({
      code: 'simulation.no-parameter',
      kind: 'invalid',
      what: `没有“${strange}”这个可调的数`,
      todo: '请刷新页面后再试',
    });
  const fact = asked.budget?.how.by === 'fact' ? asked.budget.how.fact : undefined;
  if (fact !== undefined && !ordersOf(ports, opened).includes(fact))
    throw refuse({
      code: 'simulation.no-order',
      kind: 'invalid',
      what: `不能按“${fact}”排先后`,
      todo: '请从可选的数据里选',
    });
  const { values, budget } = asked;
  mustFit(set, opened, values);
  return { set, opened, ask: { values, ...(budget ? { budget } : {}) } };
}

const NUMERIC = new Set(['money', 'number', 'percent', 'date']);

/** Facts in memory by which one may be served before another; nothing that the reader may not see. */
const ordersOf = (ports: SimulationPorts, { lifted, hidden }: Opened): readonly string[] =>
  ports
    .facts()
    .filter(
      ({ name, type, list }) => NUMERIC.has(type) && !list && lifted.reads.includes(name) && !hidden.includes(name),
    )
    .map((each) => each.name);

/** A value that does not fit its parameter (3 人 for a share) is the asker's mistake, and told in the language's words. */
function mustFit({ set, day }: ClauseSet, { lifted }: Opened, values: z.infer<typeof Asked>['values']): void {
  try {
    programFor(lifted.book, { rulesAsOf: day }, { values: { [set.id]: values } });
  } catch (error) {
    const what = error instanceof Error ? error.message : '这个数不能用';
    throw refuse({ code: 'simulation.bad-value', kind: 'invalid', what, todo: '请改成同样单位的数' });
  }
}

export const labelsOf = (ports: SimulationPorts) => new Map(ports.dimensions().map((each) => [each.name, each]));

/** 沙盘推演: what can be tried, and what comes of other numbers. */
export function trialOperations(ports: SimulationPorts, keeper: Keeper) {
  return [
    operation({
      id: 'simulations.sets',
      method: 'GET',
      path: '/api/simulations/sets',
      title: '可以推演的条款：现行政策和草案',
      permission: 'policies.read',
      input: z.strictObject({ q: z.string().trim().max(100).optional(), status: Status.optional() }),
      output: z.object({ items: z.array(SetRow) }),
      handle: async ({ tenant, now }, { q, status }) => ({
        items: (await ports.sets(tenant, now))
          .filter((each) => status === undefined || each.status === status)
          .filter((each) => !q || `${each.title} ${each.number ?? ''}`.includes(q))
          .map((each) => ({ ...each })),
      }),
    }),
    operation({
      id: 'simulations.set',
      method: 'GET',
      path: '/api/simulations/sets/{id}',
      title: '一组条款：原文、句子里可以调的数、合计企业数',
      permission: 'policies.read',
      input: z.strictObject({ id: Id }),
      output: SetView,
      handle: async (call, { id }) => {
        const { opened, set } = await openAsked(ports, keeper, call, { set: id, clauses: [], values: {} });
        return {
          id: set.id,
          title: set.title,
          status: set.status,
          ...(set.number ? { number: set.number } : {}),
          version: set.version.slice(0, 12),
          day: set.day,
          size: opened.size,
          hidden: [...opened.hidden],
          clauses: set.clauses.map(({ spans: _, ...each }) => ({
            ...each,
            chain: [...each.chain],
            terms: [...each.terms],
          })),
          movables: opened.lifted.movables.map((each) => ({
            ...each,
            value: each.value as z.infer<typeof LiteralField>,
          })),
          orders: [...ordersOf(ports, opened)],
        };
      },
    }),
    operation({
      id: 'simulations.try',
      method: 'POST',
      path: '/api/simulations/try',
      title: '试一组数：多少企业、多少钱、谁得谁失',
      permission: 'policies.read',
      input: Asked,
      output: Figures,
      handle: async (call, asked) => {
        const { opened, ask } = await openAsked(ports, keeper, call, asked);
        const answer = await keeper.ask(opened, ask);
        return shownFigures(answer, opened.hidden.length > 0, labelsOf(ports));
      },
    }),
    curveOperation(ports, keeper),
    firmsOperation(ports, keeper),
  ] satisfies readonly AnyOperation[];
}

const POINTS = 31;

const curveOperation = (ports: SimulationPorts, keeper: Keeper) =>
  operation({
    id: 'simulations.curve',
    method: 'POST',
    path: '/api/simulations/curve',
    title: '成本曲线：一个门槛从低到高，户数和金额怎样变',
    permission: 'policies.read',
    input: Asked.extend({ parameter: Name }),
    output: z.object({
      parameter: z.string(),
      unit: z.string(),
      points: z.array(z.object({ x: z.number(), now: Shown, possible: Shown })),
    }),
    handle: async (call, { parameter, ...asked }) => {
      const { opened, ask } = await openAsked(ports, keeper, call, asked);
      const scale = opened.lifted.movables.find((each) => each.parameter === parameter)?.scale;
      if (!scale)
        throw refuse({
          code: 'simulation.no-curve',
          kind: 'invalid',
          what: `“${parameter}”不能画曲线`,
          todo: '请选一个数',
        });
      const stops = stopsOf(scale, POINTS);
      const points = await keeper.curve(
        opened,
        ask,
        parameter,
        stops.map((each) => each.literal),
      );
      const guarded = opened.hidden.length > 0;
      const show = (cell: Cell) => shownCell(cell, guarded);
      return {
        parameter,
        unit: scale.unit,
        points: points.map(({ now, possible }, i) => ({
          x: stops[i]?.x ?? 0,
          now: show(now),
          possible: show(possible),
        })),
      };
    },
  });

const firmsOperation = (ports: SimulationPorts, keeper: Keeper) =>
  operation({
    id: 'simulations.firms',
    method: 'POST',
    path: '/api/simulations/firms',
    title: '得失名单：新增的、退出的、增加的、减少的，差额大的在前',
    permission: 'policies.read',
    input: Asked.extend({
      which: z.enum(['now', 'gained', 'lost', 'more', 'less']),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({
      items: z.array(
        z.object({ id: z.string(), name: z.string(), now: z.number().nullable(), base: z.number().nullable() }),
      ),
    }),
    handle: async (call, { which, limit, ...asked }) => {
      const { opened, ask } = await openAsked(ports, keeper, call, asked);
      if (opened.hidden.length > 0 || !call.actor.permissions.includes('facts.read'))
        throw refuse({
          code: 'simulation.guarded',
          kind: 'forbidden',
          what: '这组条款用到您无权查看的数据，不能列出企业名单',
          why: `用到：${opened.hidden.join('、') || '企业数据'}`,
          todo: '请看按区域、行业、规模的汇总',
        });
      const rows = await keeper.rows(opened, ask, which, limit);
      const firms = await ports.population.firms(
        call.tenant,
        rows.map((each) => each.row),
      );
      return {
        items: rows.flatMap(({ row, now, base }) => {
          const firm = firms.get(row);
          return firm ? [{ ...firm, now, base }] : [];
        }),
      };
    },
  });
