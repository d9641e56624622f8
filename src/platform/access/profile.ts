import type { Actor } from '#kernel';
import type { AccessContext } from './context.ts';
import { DAY } from './policy.ts';
import type { Account, Holder, Post, SessionRow } from './ports.ts';
import { ENTERPRISE_ROLE, FOLLOW, FOLLOWER_ROLE, permissionsOf, type Roles } from './roles.ts';

/** A live session with whoever stands behind it today. */
export type Signed = {
  readonly session: SessionRow;
  readonly account?: Account;
  readonly holder: Holder;
  readonly post?: Post;
  readonly actor: Actor;
  /** An expired password may only be changed; until then nothing else is permitted. */
  readonly mustChangePassword: boolean;
};

/** The chosen post while it lasts, else the first that does. */
const currentPost = (holder: Holder, chosen: string | undefined): Post | undefined =>
  holder.posts.find((each) => each.id === chosen) ?? holder.posts[0];

function rolesIn(holder: Holder, post: Post | undefined): readonly string[] {
  return [...new Set(holder.posts.filter((each) => each.unit.id === post?.unit.id).map((each) => each.role))];
}

function passwordExpired(account: Account, now: number, days: number): boolean {
  if (account.passwordHash === undefined) return false;
  return account.passwordChangedAt === undefined || now - account.passwordChangedAt > days * DAY;
}

/** Posts and roles are read anew at every request, so that a term that ended ends the permission at once. */
export async function signedFrom(
  context: AccessContext,
  tenant: string,
  session: SessionRow,
): Promise<Signed | undefined> {
  const roles = context.rolesOf(tenant);
  if (session.accountId.startsWith(FOLLOW)) return followed(session, roles);
  const account = await context.stores.accounts.findById(tenant, session.accountId);
  if (!account || account.disabled) return undefined;
  const now = context.clock();
  const holder = await context.stores.accounts.holderOf(tenant, account, now);
  const post = account.kind === 'official' ? currentPost(holder, session.postId) : undefined;
  const mustChangePassword = passwordExpired(account, now, context.policy.passwordDays);
  const held = account.kind === 'official' ? rolesIn(holder, post) : [ENTERPRISE_ROLE];
  const granted = (post && context.grantsOf?.(tenant)[post.unit.id]) ?? [];
  const actor: Actor = {
    kind: account.kind,
    id: account.personId ?? account.id,
    roles: mustChangePassword ? [] : held,
    permissions: mustChangePassword ? [] : [...new Set([...permissionsOf(roles, held), ...granted])],
    ...(post ? { unit: post.unit.id } : {}),
    ...(post?.section ? { section: post.section } : {}),
    ...(account.kind === 'enterprise' && account.enterpriseId ? { enterprise: account.enterpriseId } : {}),
  };
  return { session, account, holder, actor, mustChangePassword, ...(post ? { post } : {}) };
}

function followed(session: SessionRow, roles: Roles): Signed {
  const held = [FOLLOWER_ROLE];
  const actor: Actor = {
    kind: 'enterprise',
    id: session.accountId,
    roles: held,
    permissions: permissionsOf(roles, held),
  };
  return { session, actor, holder: { posts: [] }, mustChangePassword: false };
}

/** What the site shows of the one signed in. */
export function accountView(
  context: AccessContext,
  tenant: string,
  { account, actor, holder, post, mustChangePassword }: Signed,
) {
  const roles = context.rolesOf(tenant);
  const fallback = account?.kind === 'official' ? '工作人员' : account ? '企业用户' : '事项查询人';
  return {
    id: actor.id,
    kind: actor.kind === 'official' ? ('official' as const) : ('enterprise' as const),
    name: holder.name ?? fallback,
    roles: [...actor.roles],
    permissions: [...actor.permissions],
    posts: holder.posts.map((each) => ({
      id: each.id,
      unit: each.unit,
      role: each.role,
      title: each.title ?? roles[each.role]?.title ?? each.role,
      ...(each.section ? { section: each.section } : {}),
    })),
    ...(post ? { unit: post.unit, postId: post.id } : {}),
    ...(holder.enterprise ? { enterprise: holder.enterprise } : {}),
    ...(actor.id.startsWith(FOLLOW) ? { matterId: actor.id.slice(FOLLOW.length) } : {}),
    ...(mustChangePassword ? { mustChangePassword } : {}),
  };
}
