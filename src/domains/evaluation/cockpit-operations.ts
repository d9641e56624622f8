import { z } from 'zod';
import { type AnyOperation, Day, operation } from '#kernel';
import { notAhead } from './asked.ts';
import { Cockpit, Line, OutlineView, What } from './cockpit-view.ts';
import { within } from './events/read.ts';
import { moneyOperation } from './money-operation.ts';
import type { EvaluationPorts, MarkFilter, StoodAfter } from './ports.ts';
import { readCockpit } from './read-cockpit.ts';
import { linesOf, stoodOn } from './standing-lines.ts';

export function cockpitOperations(ports: EvaluationPorts) {
  return [
    operation({
      id: 'cockpit.get',
      method: 'GET',
      path: '/api/cockpit',
      title: '驾驶舱：全市一张图，任何一天',
      permission: 'cockpit.read',
      input: z.object({ on: Day.optional().describe('看哪一天，默认今天') }),
      output: Cockpit,
      handle: (call, { on }) => readCockpit(ports, call, notAhead(on, call.now)),
    }),
    operation({
      id: 'cockpit.records',
      method: 'GET',
      path: '/api/cockpit/records',
      title: '驾驶舱上一个数背后的事项',
      permission: 'cockpit.read',
      input: z.object({
        on: Day.optional(),
        what: What,
        region: z.string().max(64).optional().describe('区域代码；rest 为不属于图上任何一格的'),
        unit: z.string().max(64).optional(),
        plan: z.string().max(64).optional(),
        after: z
          .string()
          .max(90)
          .regex(/^\d{0,15} \S{1,64}$/)
          .optional()
          .describe('上一页的 next'),
        limit: z.coerce.number().int().min(1).max(200).default(100),
      }),
      output: z.object({
        on: z.string(),
        total: z.number(),
        hidden: z.number().describe('您无权查看内容的件数'),
        items: z.array(Line),
        next: z.string().optional(),
      }),
      handle: async (call, { on, what, limit, region, after, ...filter }) => {
        const asked = notAhead(on, call.now);
        const place = region === undefined ? {} : placeOf(ports, region);
        const stood = { on: asked, what, filter: { ...filter, ...place }, limit, after: afterOf(after) };
        return { on: asked, ...(await linesOf(ports, call, await stoodOn(ports, call, stood), limit)) };
      },
    }),
    operation({
      id: 'cockpit.outline',
      method: 'GET',
      path: '/api/cockpit/outline',
      title: '本市自己的地图轮廓；没有配置的用格子地图',
      permission: 'cockpit.read',
      input: z.object({}),
      output: z.object({ outline: OutlineView.nullable() }),
      handle: async () => ({ outline: ports.outline() ?? null }),
    }),
    moneyOperation(ports),
  ] satisfies readonly AnyOperation[];
}

/** Everything that the map shows, for what is none of it. */
const onTheMap = (ports: EvaluationPorts): readonly string[] =>
  ports.tiles().flatMap((tile) => [...within(ports.regions(), tile.region)]);

const placeOf = (ports: EvaluationPorts, region: string): MarkFilter =>
  region === 'rest' ? { outside: onTheMap(ports) } : { regions: [...within(ports.regions(), region)] };

function afterOf(text: string | undefined): StoodAfter | undefined {
  const [dueAt, record] = text?.split(' ') ?? [];
  return record === undefined ? undefined : { dueAt: dueAt ? Number(dueAt) : null, record };
}
