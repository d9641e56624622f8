import type { Actor, AnyOperation, Call, FileValue, IdSource } from '#kernel';
import type { AuditLog } from './ports.ts';

/** These write what they give out themselves, with more to say. */
const SAY_THEMSELVES: ReadonlySet<string> = new Set(['matters.export', 'funds.payment-file']);

/** What only administrators and auditors see; an auditor's look at it is written down, for he answers for it too. */
const LOOKS: ReadonlySet<string> = new Set([
  'accounts.list',
  'webhooks.list',
  'webhooks.deliveries',
  'fact-imports.list',
  'fact-imports.get',
]);

type Log = { readonly audit: Pick<AuditLog, 'write'>; readonly ids: IdSource };
type Input = { readonly id?: unknown };

/**
 * Whatever leaves as a file is written down, with who took it: attachments, exports, documents; so is what an auditor
 * looks at of the administration. First the log, then the answer. The log holds ids and sizes; names of files may name
 * people.
 */
export function logged(operation: AnyOperation, log: Log): AnyOperation {
  const { id, produces, permission } = operation;
  if (LOOKS.has(id)) return lookedAt(operation, log);
  if (produces !== 'file' || permission === 'public' || SAY_THEMSELVES.has(id)) return operation;
  return {
    ...operation,
    handle: async (call: Call, input: Input) => {
      const file: FileValue = await operation.handle(call, input);
      await note(log, call, input, 'file.taken', { operation: id, bytes: file.bytes.length });
      return file;
    },
  };
}

const isAuditor = ({ roles }: Actor): boolean => roles.includes('auditor');

const lookedAt = (operation: AnyOperation, log: Log): AnyOperation => ({
  ...operation,
  handle: async (call: Call, input: Input) => {
    if (isAuditor(call.actor)) await note(log, call, input, 'record.read', { operation: operation.id });
    return operation.handle(call, input);
  },
});

const note = (
  { audit, ids }: Log,
  { tenant, actor, now: at, requestId }: Call,
  input: Input,
  act: string,
  detail: Readonly<Record<string, string | number>>,
): Promise<void> =>
  audit.write(tenant, {
    id: ids(),
    at,
    actor: actor.id,
    ...(actor.unit ? { unit: actor.unit } : {}),
    act,
    ...(typeof input.id === 'string' ? { object: input.id } : {}),
    detail,
    requestId,
  });
