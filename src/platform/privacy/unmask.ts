import type { MatterState } from '#engines/matters';
import { type Call, refuse } from '#kernel';
import { type ReadPorts, relationTo, withoutOwnComplaints } from '#platform/matters';
import type { WriteAudit } from './retention.ts';

export type UnmaskPorts = { readonly matters: ReadPorts; readonly audit: WriteAudit };
export type Unmasked = { readonly name: string; readonly title: string; readonly value: string };

/** Personal fields in clear, for whoever handles the matter now or may by his post; each time with a reason, and logged. */
export async function unmask(
  { matters, audit }: UnmaskPorts,
  call: Call,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<readonly Unmasked[]> {
  const reading = { tenant: call.tenant, principals: matters.principalsOf(call.actor) };
  const found = await matters.reader.get(reading, id);
  const [seen] = found ? await withoutOwnComplaints(matters, call, [found]) : [];
  if (!seen)
    throw refuse({
      code: 'matter.not-found',
      kind: 'not-found',
      what: '没有这件事项，或您无权查看',
      todo: '请核对编号',
    });
  const { state } = seen;
  await mayUnmask(matters, call, state);
  const sealed = await matters.reader.contents(reading, id);
  const { fields } = matters.book.at(call.tenant, state.loop, state.version);
  const shown = fields.flatMap(({ name, title, personal }) => {
    if (!personal) return [];
    const cipher = sealed.get(state.contents[name]?.ref ?? '');
    const plain = state.fields[name];
    const value = cipher ? matters.vault.open(cipher) : typeof plain === 'string' ? plain : undefined;
    return value === undefined ? [] : [{ name, title, value }];
  });
  const { actor, tenant, now, requestId } = call;
  const who = { actor: actor.id, ...(actor.unit ? { unit: actor.unit } : {}) };
  const detail = { fields: shown.map((each) => each.name).join(','), reason };
  // First the log, then the answer: nothing is shown that was not written down.
  await audit(tenant, { id: matters.ids(), at: now, ...who, act: 'contents.unmask', object: id, detail, requestId });
  return shown;
}

async function mayUnmask(matters: ReadPorts, call: Call, state: MatterState): Promise<void> {
  const { actor } = call;
  const directory = await matters.directory(call.tenant, call.now);
  const { showsSubject, isSubject } = relationTo(state, call, directory);
  const held = state.closed ? undefined : state.custody.at(-1);
  const holds = held !== undefined && actor.unit === held.unit && (!held.person || held.person === actor.id);
  if (isSubject || (showsSubject && (holds || actor.permissions.includes('contents.unmask')))) return;
  throw refuse({
    code: 'contents.may-not-unmask',
    kind: 'forbidden',
    what: showsSubject ? '您不能查看被遮盖的个人信息' : '反映人要求对办理单位隐去身份',
    why: '只有当前承办人，或岗位有此权限的人可以查看',
    todo: showsSubject ? '请由当前承办人联系，或向营商办申请' : '请通过营商办与反映人联系',
  });
}
