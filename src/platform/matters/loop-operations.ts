import { z } from 'zod';
import { type AnyOperation, operation } from '#kernel';
import type { ReadPorts } from './reading.ts';

const LoopName = z.object({ loop: z.string().max(64) });
const Field = z.object({
  name: z.string(),
  title: z.string(),
  type: z.string(),
  required: z.boolean(),
  list: z.string().optional(),
  hint: z.string().optional(),
});
const LoopView = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  version: z.string(),
  help: z.string(),
  fields: z.array(Field),
});

/** The kinds of matters there are: what they ask for, how they go, and their picture. */
export function loopOperations({ book, help }: Pick<ReadPorts, 'book' | 'help'>) {
  const view = (tenant: string, loop: string): z.infer<typeof LoopView> => {
    const { definition, version } = book.active(tenant, loop);
    const fields = definition.fields.map(({ name, title, type, required, list, hint }) => ({
      name,
      title,
      type,
      required,
      ...(list ? { list } : {}),
      ...(hint ? { hint } : {}),
    }));
    return { id: loop, title: definition.title, summary: definition.summary, version, help: help(loop), fields };
  };
  return [
    operation({
      id: 'loops.list',
      method: 'GET',
      path: '/api/loops',
      title: '事项类型',
      permission: 'public',
      input: z.object({}),
      output: z.object({ items: z.array(LoopView) }),
      handle: async ({ tenant }) => ({
        items: book.loops(tenant).map(({ definition }) => view(tenant, definition.loop)),
      }),
    }),
    operation({
      id: 'loops.get',
      method: 'GET',
      path: '/api/loops/{loop}',
      title: '一种事项：字段、办理说明',
      permission: 'public',
      input: LoopName,
      output: LoopView,
      handle: async ({ tenant }, { loop }) => view(tenant, loop),
    }),
  ] satisfies readonly AnyOperation[];
}
