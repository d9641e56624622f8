import { z } from 'zod';
import { shownCell } from '#engines/rules';
import { operation, refuse } from '#kernel';
import type { SimulationPorts } from '../ports.ts';
import { Asked, Name } from './asked.ts';
import { stopsOf } from './handles.ts';
import type { Keeper } from './keeper.ts';
import { openAsked } from './open-asked.ts';
import { Shown } from './shown.ts';

const POINTS = 31;

/** The cost along one number. */
export const curveOperation = (ports: SimulationPorts, keeper: Keeper) =>
  operation({
    id: 'simulations.curve',
    method: 'POST',
    path: '/api/simulations/curve',
    title: '成本曲线：一个门槛从低到高，它所在的一条单独计算，户数和金额怎样变',
    permission: 'policies.read',
    input: Asked.extend({ parameter: Name }),
    output: z.object({
      parameter: z.string(),
      clause: z.string().describe('曲线只算这一条'),
      unit: z.string(),
      guarded: z.boolean().describe('这一条含无权查看的数据，各点取整'),
      points: z.array(z.object({ x: z.number(), now: Shown, possible: Shown })),
    }),
    handle: async (call, { parameter, ...asked }) => {
      const { opened, ask } = await openAsked(ports, keeper, call, asked);
      const movable = opened.lifted.movables.find((each) => each.parameter === parameter);
      const scale = movable?.scale;
      if (!scale)
        throw refuse({
          code: 'simulation.no-curve',
          kind: 'invalid',
          what: `“${parameter}”不能画曲线`,
          todo: '请选一个数',
        });
      const stops = stopsOf(scale, POINTS);
      // Of the clause alone: among all of a policy its own movement would not be seen. A budget is for the whole set.
      const { budget: _, ...own } = ask;
      const points = await keeper.curve(
        opened,
        { ...own, only: movable.clause },
        parameter,
        stops.map((each) => each.literal),
      );
      const guarded = opened.guarded.includes(movable.clause);
      const like = points[stops.findIndex(({ x }) => x === scale.value)]?.now.count ?? 0;
      return {
        parameter,
        clause: movable.clause,
        unit: scale.unit,
        guarded,
        points: points.map(({ now, possible }, i) => ({
          x: stops[i]?.x ?? 0,
          now: shownCell(now, guarded, like),
          possible: shownCell(possible, guarded, like),
        })),
      };
    },
  });

/** Who it is, for whoever may know. */
export const firmsOperation = (ports: SimulationPorts, keeper: Keeper) =>
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
      const ids = rows.map(({ row }) => opened.idAt(row));
      const firms = new Map((await ports.population.named(call.tenant, ids)).map((each) => [each.id, each]));
      return {
        items: rows.flatMap(({ now, base }, nth) => {
          const firm = firms.get(ids[nth] ?? '');
          return firm ? [{ ...firm, now, base }] : [];
        }),
      };
    },
  });
