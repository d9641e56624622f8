import { z } from 'zod';
import { operation } from '#kernel';
import { ACT_WORDS, actTitle } from './act-words.ts';
import { inWords } from './audit-words.ts';
import type { AccessContext } from './context.ts';

const Act = z.object({ act: z.string(), title: z.string().describe('做了什么') });

export function auditOperations({ stores: { audit }, auditWords }: Pick<AccessContext, 'stores' | 'auditWords'>) {
  return [
    operation({
      id: 'auditLog.acts',
      method: 'GET',
      path: '/api/audit-log/acts',
      title: '审计记录里有哪些动作',
      permission: 'audit.read',
      input: z.object({}),
      output: z.object({ items: z.array(Act) }),
      handle: async () => ({ items: Object.entries(ACT_WORDS).map(([act, title]) => ({ act, title })) }),
    }),
    operation({
      id: 'auditLog.list',
      method: 'GET',
      path: '/api/audit-log',
      title: '登录、越权、查看敏感内容等审计记录',
      permission: 'audit.read',
      input: z.object({
        act: z.string().max(64).optional(),
        actor: z.string().max(100).optional(),
        after: z.string().max(64).optional(),
        limit: z.int().min(1).max(200).default(50),
      }),
      output: z.object({
        items: z.array(
          z.object({
            id: z.string(),
            at: z.number(),
            actor: z.string(),
            actorName: z.string().optional(),
            unit: z.string().optional(),
            unitName: z.string().optional(),
            act: z.string(),
            actTitle: z.string().describe('做了什么'),
            object: z.string().optional(),
            objectName: z.string().optional(),
            detail: z.record(z.string(), z.unknown()).optional(),
            requestId: z.string().optional(),
          }),
        ),
        next: z.string().optional(),
      }),
      handle: async (call, page) => {
        const items = await audit.list(call.tenant, page);
        const last = items.at(-1);
        const words = await auditWords?.(call.tenant, call.now);
        const said = items.map((each) => ({ ...(words ? inWords(each, words) : each), actTitle: actTitle(each.act) }));
        return { items: said, ...(items.length === page.limit && last ? { next: last.id } : {}) };
      },
    }),
  ];
}
