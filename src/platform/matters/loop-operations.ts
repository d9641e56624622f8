import { z } from 'zod';
import { canOpen, diagramSvg, type Field, printedFields } from '#engines/matters';
import { type AnyOperation, type Call, type FileValue, operation } from '#kernel';
import type { ReadPorts } from './reading.ts';
import { NeedView } from './view-schema.ts';

const LoopName = z.object({ loop: z.string().max(64) });
const LoopView = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  version: z.string(),
  help: z.string(),
  subject: z.enum(['enterprise', 'optional', 'none']).describe('是否涉及企业：必填、可填、不涉及'),
  canOpen: z.boolean().describe('当前登录者能否新建'),
  fields: z.array(NeedView).describe('新建时要填的'),
});

/** A short list comes along, so that a form shows all of it at once; long ones are read from the site's lists. */
const SHORT = 8;

/** The kinds of matters there are: what they ask for, who may open them, how they go. */
export function loopOperations({ book, help, lists }: Pick<ReadPorts, 'book' | 'help' | 'lists'>) {
  const optionsOf = (tenant: string, { list }: Field) => {
    const items = list ? lists(tenant, list) : undefined;
    if (!items || items.size > SHORT) return {};
    return { options: [...items].map(([code, title]) => ({ code, title })) };
  };
  const fieldOf = (tenant: string, field: Field): z.infer<typeof NeedView> => ({
    name: field.name,
    title: field.title,
    type: field.type,
    required: field.required,
    ...(field.list ? { list: field.list } : {}),
    ...(field.hint ? { hint: field.hint } : {}),
    ...optionsOf(tenant, field),
  });
  const view = ({ tenant, actor }: Call, loop: string): z.infer<typeof LoopView> => {
    const { definition, version } = book.active(tenant, loop);
    const words = printedFields(definition);
    return {
      id: loop,
      title: definition.title,
      summary: definition.summary,
      version,
      help: help(loop),
      subject: definition.subject,
      canOpen: canOpen(definition, actor),
      fields: definition.fields
        .filter((each) => !each.late && !words.has(each.name))
        .map((each) => fieldOf(tenant, each)),
    };
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
      handle: async (call) => ({
        items: book.loops(call.tenant).map(({ definition }) => view(call, definition.loop)),
      }),
    }),
    operation({
      id: 'loops.get',
      method: 'GET',
      path: '/api/loops/{loop}',
      title: '一种事项：要填什么、谁能新建、办理说明',
      permission: 'public',
      input: LoopName,
      output: LoopView,
      handle: async (call, { loop }) => view(call, loop),
    }),
    operation({
      id: 'loops.diagram',
      method: 'GET',
      path: '/api/loops/{loop}/diagram.svg',
      title: '一种事项的流程图',
      permission: 'public',
      produces: 'file',
      input: LoopName,
      output: z.custom<FileValue>(),
      handle: async ({ tenant }, { loop }) => {
        const { definition } = book.active(tenant, loop);
        const bytes = new TextEncoder().encode(diagramSvg(definition));
        return { name: `${definition.title}.svg`, type: 'image/svg+xml', bytes };
      },
    }),
  ] satisfies readonly AnyOperation[];
}
