import type { Actor, IdSource } from '#kernel';
import { accountOperations } from './account-operations.ts';
import { type AccessContext, note } from './context.ts';
import { createOidcSignIn, type OidcSettings, type OidcSignIn } from './oidc-sign-in.ts';
import { accessOperations } from './operations.ts';
import { hashPassword } from './password.ts';
import { type AccessPolicy, DEFAULT_POLICY } from './policy.ts';
import type { AccessStores, FollowLookup, NewAccount, SmsSender, WorkApp } from './ports.ts';
import type { Grants, Roles } from './roles.ts';
import { followCode, keyedHashes, type RandomBytes } from './secrets.ts';
import { resolveActor } from './sessions.ts';

export type AccessOptions = {
  readonly stores: AccessStores;
  readonly rolesOf: (tenant: string) => Roles;
  readonly grantsOf?: (tenant: string) => Grants;
  readonly permissionTitle?: (tenant: string, permission: string) => string | undefined;
  readonly auditWords?: NonNullable<AccessContext['auditWords']>;
  readonly siteClock?: NonNullable<AccessContext['siteClock']>;
  readonly policy?: Partial<AccessPolicy>;
  /** For the hashes of phones and codes; losing it makes phones unknown, so keep it with the content key. */
  readonly hashKey: string | Uint8Array;
  /** The wall clock. */
  readonly clock: () => number;
  readonly ids: IdSource;
  readonly random: RandomBytes;
  readonly sms: SmsSender;
  readonly isDemo: (tenant: string) => Promise<boolean> | boolean;
  readonly findFollowed?: FollowLookup;
  readonly workApp?: WorkApp;
  readonly oidc?: OidcSettings;
};

type Register = Omit<NewAccount, 'passwordHash' | 'passwordChangedAt' | 'phoneHash'> & {
  readonly password?: string;
  /** The holder chose it; otherwise it must be changed at the first sign-in. */
  readonly passwordIsOwn?: boolean;
  readonly phone?: string;
};

export type RefusedCall = {
  readonly tenant: string;
  readonly actor: Actor;
  readonly operation: string;
  readonly permission: string;
  readonly requestId: string;
};

export type Access = {
  readonly operations: readonly (
    | ReturnType<typeof accessOperations>[number]
    | ReturnType<typeof accountOperations>[number]
  )[];
  readonly sessionOperations: { readonly open: readonly string[]; readonly end: readonly string[] };
  readonly resolveActor: (tenant: string, token: string | undefined) => Promise<Actor>;
  readonly oidc?: OidcSignIn;
  readonly auditRefusal: (refused: RefusedCall) => Promise<void>;
  /** Makes an account; for offices' administration, imports and the demo. */
  readonly register: (tenant: string, account: Register) => Promise<void>;
  /** A new follow code and what to store of it. */
  readonly newFollowCode: () => { readonly code: string; readonly hash: string };
  readonly hashPhone: (phone: string) => string;
  readonly removeExpired: () => Promise<number>;
};

/** Accounts, sessions and permissions of every site; `main` gives it its stores. */
export function createAccess(options: AccessOptions): Access {
  const { hashKey, policy, oidc, ...rest } = options;
  const context: AccessContext = { ...rest, policy: { ...DEFAULT_POLICY, ...policy }, hashes: keyedHashes(hashKey) };
  const { stores, clock, random, hashes } = context;
  return {
    operations: [...accessOperations(context), ...accountOperations(context)],
    sessionOperations: { open: ['sessions.open'], end: ['sessions.end'] },
    resolveActor: (tenant, token) => resolveActor(context, tenant, token),
    ...(oidc ? { oidc: createOidcSignIn(context, oidc) } : {}),
    auditRefusal: ({ tenant, actor, operation, permission, requestId }) =>
      note(
        context,
        { tenant, requestId },
        {
          actor: actor.id,
          ...(actor.unit ? { unit: actor.unit } : {}),
          act: 'permission.refused',
          object: operation,
          detail: { permission },
        },
      ),
    register: async (tenant, { password, passwordIsOwn = false, phone, ...account }) => {
      const secret = password === undefined ? {} : { passwordHash: await hashPassword(password) };
      const since = password !== undefined && passwordIsOwn ? { passwordChangedAt: clock() } : {};
      const reached = phone === undefined ? {} : { phoneHash: hashes.phone(phone) };
      await stores.accounts.add(
        tenant,
        { ...account, login: account.login.toLowerCase(), ...secret, ...since, ...reached },
        clock(),
      );
    },
    newFollowCode: () => {
      const code = followCode(random);
      return { code, hash: hashes.followCode(code) };
    },
    hashPhone: hashes.phone,
    removeExpired: () => stores.removeExpired(clock()),
  };
}
