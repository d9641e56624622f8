import { type Call, type IdSource, refuse } from '#kernel';
import type { AuditWords } from './audit-words.ts';
import type { AccessPolicy } from './policy.ts';
import type { AccessStores, AuditEntry, FollowLookup, SmsSender, WorkApp } from './ports.ts';
import type { Grants, Roles } from './roles.ts';
import type { KeyedHashes, RandomBytes } from './secrets.ts';

/** What every part of access works with. */
export type AccessContext = {
  readonly stores: AccessStores;
  readonly rolesOf: (tenant: string) => Roles;
  /** What everybody with a post in a unit may do beside what his role lets him. */
  readonly grantsOf?: (tenant: string) => Grants;
  /** A permission in words. */
  readonly permissionTitle?: (tenant: string, permission: string) => string | undefined;
  /** What the audit log's names are called. */
  readonly auditWords?: (tenant: string, now: number) => Promise<AuditWords>;
  readonly policy: AccessPolicy;
  readonly hashes: KeyedHashes;
  /** The wall clock: sessions and locks do not follow a demo tenant's clock. */
  readonly clock: () => number;
  /** The tenant's own clock, by which the audit log is read beside everything else; else the wall clock. */
  readonly siteClock?: (tenant: string) => number | Promise<number>;
  readonly ids: IdSource;
  readonly random: RandomBytes;
  readonly sms: SmsSender;
  readonly isDemo: (tenant: string) => Promise<boolean> | boolean;
  readonly findFollowed?: FollowLookup;
  readonly workApp?: WorkApp;
};

/** Where a sign-in comes from. */
export type Visit = Pick<Call, 'tenant' | 'requestId' | 'address'>;

type Note = Omit<AuditEntry, 'id' | 'at' | 'requestId'>;

export const note = async (
  context: AccessContext,
  { tenant, requestId }: Pick<Visit, 'tenant' | 'requestId'>,
  entry: Note,
): Promise<void> => {
  const at = await (context.siteClock?.(tenant) ?? context.clock());
  await context.stores.audit.write(tenant, { ...entry, id: context.ids(), at, requestId });
};

/** @throws Refusal `access.too-many` once `most` is passed within the window */
export async function throttle(
  context: AccessContext,
  tenant: string,
  key: string,
  { most, ms, what = '操作过于频繁' }: { readonly most: number; readonly ms: number; readonly what?: string },
): Promise<void> {
  const now = context.clock();
  const { count, resetsAt } = await context.stores.throttles.hit(tenant, context.hashes.throttle(key), { ms, now });
  if (count <= most) return;
  const seconds = Math.max(1, Math.ceil((resetsAt - now) / 1000));
  throw refuse({
    code: 'access.too-many',
    kind: 'too-many',
    what,
    todo: `请在 ${seconds >= 120 ? `${Math.ceil(seconds / 60)} 分钟` : `${seconds} 秒`}后再试`,
    at: [{ retryAfter: seconds }],
  });
}
