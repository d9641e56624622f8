import { z } from 'zod';
import { type AnyOperation, type Call, operation, refuse } from '#kernel';
import { eraseContents } from './erase.ts';
import { logErasure, type RetentionPorts } from './retention.ts';
import { type UnmaskPorts, unmask } from './unmask.ts';

const Id = z.string().min(1).max(64);
const Reason = z.string().trim().min(2, '请写明理由').max(200).describe('理由，记入审计；请勿填写个人信息');
const Erase = z.strictObject({
  matterId: Id,
  kinds: z
    .array(z.string().max(64))
    .min(1)
    .max(50)
    .optional()
    .describe('哪些内容，如 contact-phone、body；不填为全部和附件'),
  reason: Reason,
});

/** Personal data shown on purpose, and erased on request. */
export function privacyOperations(ports: RetentionPorts & UnmaskPorts) {
  return [
    operation({
      id: 'matters.unmask',
      method: 'POST',
      path: '/api/matters/{id}/unmask',
      title: '查看被遮盖的个人信息：须说明理由，逐次记入审计',
      permission: 'signed-in',
      input: z.strictObject({ id: Id, reason: Reason }),
      output: z.object({ fields: z.array(z.object({ name: z.string(), title: z.string(), value: z.string() })) }),
      handle: async (call, input) => ({ fields: [...(await unmask(ports, call, input))] }),
    }),
    operation({
      id: 'contents.erase',
      method: 'POST',
      path: '/api/contents/erase',
      title: '删除一件事项的内容：依申请或提前到期；事件链和统计不受影响',
      permission: 'contents.erase',
      input: Erase,
      output: z.object({ contents: z.number(), files: z.number() }),
      handle: (call, input) => eraseOnRequest(ports, call, input),
    }),
  ] satisfies readonly AnyOperation[];
}

async function eraseOnRequest(ports: RetentionPorts, call: Call, { matterId, kinds, reason }: z.infer<typeof Erase>) {
  const { tenant, now } = call;
  const found = await ports.store.remaining(tenant, matterId);
  if (!found) throw refuse({ code: 'matter.not-found', kind: 'not-found', what: '没有这件事项', todo: '请核对编号' });
  if (!found.state.closed)
    throw refuse({
      code: 'contents.in-use',
      kind: 'conflict',
      what: `“${found.state.number}”还在办理，内容不能删除`,
      why: '删除后承办单位无法继续办理',
      todo: '请在办结或撤回后删除',
    });
  const erased = await eraseContents(ports, tenant, { matter: matterId, now, kinds, files: kinds === undefined });
  await logErasure(ports, call, matterId, erased, reason);
  return { contents: erased.contents.length, files: erased.files };
}
