import { z } from 'zod';
import { type AnyOperation, type Call, operation } from '#kernel';
import { runMigration } from './run-migrate.ts';
import type { RunPorts } from './run-ports.ts';

const Reason = z.string().trim().min(2, '请写明理由').max(200);

export type UpkeepPorts = RunPorts & {
  /** Carries the city's clocks over to the calendar in force; says how many matters moved. */
  readonly reproject: (call: Call) => Promise<number>;
};

/** What follows when the ground moves under open matters: a new calendar, a new version of a loop. */
export function upkeepOperations(ports: UpkeepPorts) {
  return [
    operation({
      id: 'calendar.reproject',
      method: 'POST',
      path: '/api/calendar/reproject',
      title: '按新公布的放假安排重新计算在办事项的时限；重复执行不再有变化',
      permission: 'loops.manage',
      input: z.object({}),
      output: z.object({ moved: z.number().describe('时限有变化的事项数') }),
      handle: async (call) => ({ moved: await ports.reproject(call) }),
    }),
    operation({
      id: 'matters.migrate',
      method: 'POST',
      path: '/api/matters/migrate',
      title: '把在办事项更新到现行的办理规则，逐件给出结果',
      permission: 'loops.manage',
      input: z.strictObject({ ids: z.array(z.string().min(1).max(64)).min(1).max(200), reason: Reason }),
      output: z.object({
        results: z.array(
          z.object({ id: z.string(), ok: z.boolean(), changed: z.boolean(), problem: z.string().optional() }),
        ),
      }),
      handle: async (call, { ids, reason }) => ({ results: [...(await runMigration(ports, call, ids, reason))] }),
    }),
  ] satisfies readonly AnyOperation[];
}
