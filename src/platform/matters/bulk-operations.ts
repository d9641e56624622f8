import { z } from 'zod';
import { type AnyOperation, type Call, isRefusal, operation } from '#kernel';
import { bulkMoves } from './bulk-moves.ts';
import type { ReadPorts } from './reading.ts';
import { runMove } from './run-move.ts';
import { BulkMove } from './view-schema.ts';

const MOST = 200;
const Ids = z.array(z.string().min(1).max(64)).min(1).max(MOST);

/** The same for many: what can be done with all of them, and doing it, each with its own result. */
export function bulkOperations(ports: ReadPorts) {
  return [
    operation({
      id: 'matters.bulk-moves',
      method: 'GET',
      path: '/api/matters/bulk',
      title: '所选的多件事项现在能一并办什么，各有几件能办',
      permission: 'signed-in',
      input: z.object({ ids: Ids }),
      output: z.object({ moves: z.array(BulkMove) }),
      handle: async (call, { ids }) => ({ moves: [...(await bulkMoves(ports, call, ids))] }),
    }),
    operation({
      id: 'matters.bulk',
      method: 'POST',
      path: '/api/matters/bulk',
      title: '批量办理：对多件事项执行同一个动作，逐件给出结果',
      permission: 'signed-in',
      input: z.object({
        ids: Ids,
        move: z.string().max(64),
        input: z.record(z.string(), z.unknown()).default({}),
      }),
      output: z.object({
        results: z.array(z.object({ id: z.string(), ok: z.boolean(), problem: z.string().optional() })),
      }),
      handle: async (call, given) => ({ results: await bulk(ports, call, given) }),
    }),
  ] satisfies readonly AnyOperation[];
}

/** Each on its own: one refusal does not stop the rest, and the caller is told which. */
async function bulk(
  ports: ReadPorts,
  call: Call,
  { ids, move, input }: { ids: readonly string[]; move: string; input: Record<string, unknown> },
) {
  const results: { id: string; ok: boolean; problem?: string }[] = [];
  for (const id of ids) {
    const own = call.idempotencyKey ? { ...call, idempotencyKey: `${call.idempotencyKey}/${id}` } : call;
    try {
      await runMove(ports, own, { id, move, input });
      results.push({ id, ok: true });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      results.push({ id, ok: false, problem: error.message });
    }
  }
  return results;
}
