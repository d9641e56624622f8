import { type Actor, type Call, refuse } from '#kernel';
import { type AccessContext, note, type Visit } from './context.ts';
import type { SessionLength } from './policy.ts';
import type { Account } from './ports.ts';
import { type Signed, signedFrom } from './profile.ts';
import { ANONYMOUS, FOLLOW } from './roles.ts';
import { hashToken, newToken } from './secrets.ts';

/** Written at most this often, so that reading does not become writing. */
const EXTEND_EVERY = 5 * 60_000;

const lengthFor = (context: AccessContext, accountId: string, account: Account | undefined): SessionLength =>
  context.policy.sessions[accountId.startsWith(FOLLOW) ? 'follow' : (account?.kind ?? 'official')];

/** Opens a session and says its secret, which is kept nowhere. */
export async function openSession(
  context: AccessContext,
  visit: Visit,
  who: { readonly accountId: string; readonly account?: Account; readonly means: string },
): Promise<{ readonly token: string; readonly signed: Signed }> {
  const now = context.clock();
  const token = newToken(context.random);
  const { idle } = lengthFor(context, who.accountId, who.account);
  const session = { tokenHash: hashToken(token), accountId: who.accountId, createdAt: now, expiresAt: now + idle };
  const signed = await signedFrom(context, visit.tenant, session);
  if (!signed) throw notInUse();
  await context.stores.sessions.add(visit.tenant, { ...session, ...(signed.post ? { postId: signed.post.id } : {}) });
  await note(context, visit, {
    actor: signed.actor.id,
    act: 'sign-in',
    object: who.accountId,
    detail: { means: who.means },
  });
  return { token, signed };
}

export const notInUse = () =>
  refuse({ code: 'access.disabled', kind: 'forbidden', what: '账号已停用', todo: '请联系本单位管理员' });

/** The session of a token if it still holds; using it keeps it alive, up to its longest life. */
export async function findSigned(
  context: AccessContext,
  tenant: string,
  token: string | undefined,
): Promise<Signed | undefined> {
  if (!token) return undefined;
  const tokenHash = hashToken(token);
  const session = await context.stores.sessions.find(tenant, tokenHash);
  const now = context.clock();
  if (!session || session.expiresAt <= now) return undefined;
  const signed = await signedFrom(context, tenant, session);
  if (!signed) return undefined;
  const { idle, most } = lengthFor(context, session.accountId, signed.account);
  const expiresAt = Math.min(now + idle, session.createdAt + most);
  if (expiresAt - session.expiresAt >= Math.min(EXTEND_EVERY, idle / 4)) {
    await context.stores.sessions.extend(tenant, tokenHash, expiresAt);
  }
  return signed;
}

export async function resolveActor(context: AccessContext, tenant: string, token: string | undefined): Promise<Actor> {
  return (await findSigned(context, tenant, token))?.actor ?? ANONYMOUS;
}

/** @throws Refusal when the call has no live session */
export async function getSigned(context: AccessContext, call: Pick<Call, 'tenant' | 'token'>): Promise<Signed> {
  const signed = await findSigned(context, call.tenant, call.token);
  if (signed) return signed;
  throw refuse({ code: 'access.sign-in-needed', kind: 'unauthenticated', what: '请先登录', why: '未登录或登录已过期' });
}

export async function endSession(context: AccessContext, call: Call): Promise<void> {
  if (!call.token) return;
  await context.stores.sessions.remove(call.tenant, hashToken(call.token));
  await note(context, call, { actor: call.actor.id, act: 'sign-out' });
}

/** Acts from now on in another of one's own posts. */
export async function choosePost(context: AccessContext, call: Call, postId: string): Promise<Signed> {
  const signed = await getSigned(context, call);
  if (!signed.holder.posts.some((each) => each.id === postId)) {
    throw refuse({
      code: 'access.not-your-post',
      kind: 'forbidden',
      what: '您不担任这个岗位',
      why: '岗位不存在、已到期或属于他人',
    });
  }
  await context.stores.sessions.setPost(call.tenant, signed.session.tokenHash, postId);
  await note(context, call, { actor: signed.actor.id, act: 'post.chosen', object: postId });
  return getSigned(context, call);
}
