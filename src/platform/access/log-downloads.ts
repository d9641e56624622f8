import type { AnyOperation, Call, FileValue, IdSource } from '#kernel';
import type { AuditLog } from './ports.ts';

/** These write what they give out themselves, with more to say. */
const SAY_THEMSELVES: ReadonlySet<string> = new Set(['matters.export', 'funds.payment-file']);

/**
 * Whatever leaves as a file is written down, with who took it: attachments, exports, documents. First the log, then the
 * file. The log holds ids and sizes; names of files may name people.
 */
export function logged(
  operation: AnyOperation,
  { audit, ids }: { readonly audit: Pick<AuditLog, 'write'>; readonly ids: IdSource },
): AnyOperation {
  const { id, produces, permission } = operation;
  if (produces !== 'file' || permission === 'public' || SAY_THEMSELVES.has(id)) return operation;
  return {
    ...operation,
    handle: async (call: Call, input: { readonly id?: unknown }) => {
      const file: FileValue = await operation.handle(call, input);
      const { tenant, actor, now: at, requestId } = call;
      await audit.write(tenant, {
        id: ids(),
        at,
        actor: actor.id,
        ...(actor.unit ? { unit: actor.unit } : {}),
        act: 'file.taken',
        ...(typeof input.id === 'string' ? { object: input.id } : {}),
        detail: { operation: id, bytes: file.bytes.length },
        requestId,
      });
      return file;
    },
  };
}
