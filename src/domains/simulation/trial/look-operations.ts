import { z } from 'zod';
import { type Cell, shownCell } from '#engines/rules';
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
