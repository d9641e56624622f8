import type { Call, IdSource } from '#kernel';
import type { AuditLog } from '#platform/access';

type Note = { readonly act: string; readonly object: string; readonly detail: Readonly<Record<string, unknown>> };

/** Writes down who did what, as the ports of lines of work ask for it. */
export const auditNotes =
  (audit: Pick<AuditLog, 'write'>, ids: IdSource) =>
  ({ tenant, actor, now, requestId }: Call, { act, object, detail }: Note): Promise<void> =>
    audit.write(tenant, {
      id: ids(),
      at: now,
      actor: actor.id,
      act,
      object,
      detail: detail as Record<string, string>,
      requestId,
      ...(actor.unit ? { unit: actor.unit } : {}),
    });
