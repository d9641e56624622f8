import { z } from 'zod';
import { type AnyOperation, Day, operation } from '#kernel';
import { Cockpit, Line, What } from './cockpit-view.ts';
import { within } from './events/read.ts';
import { todayOf } from './events/window.ts';
import type { EvaluationPorts } from './ports.ts';
import { readCockpit } from './read-cockpit.ts';
import { standingLines } from './standing-lines.ts';

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
      handle: (call, { on }) => readCockpit(ports, call, on ?? todayOf(call.now)),
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
        region: z.string().optional(),
        unit: z.string().optional(),
        plan: z.string().optional(),
        limit: z.coerce.number().int().min(1).max(200).default(100),
      }),
      output: z.object({
        on: z.string(),
        total: z.number(),
        hidden: z.number().describe('您无权查看内容的件数'),
        items: z.array(Line),
      }),
      handle: async (call, { on, what, limit, region, ...filter }) => {
        const asked = on ?? todayOf(call.now);
        const regions = region === undefined ? undefined : [...within(ports.regions(), region)];
        const found = await standingLines(ports, call, asked, what, { ...filter, regions }, limit);
        return { on: asked, ...found };
      },
    }),
  ] satisfies readonly AnyOperation[];
}
