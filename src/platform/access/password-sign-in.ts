import { type Call, formatInstant, type Instant, refuse } from '#kernel';
import { type AccessContext, note, throttle, type Visit } from './context.ts';
import { demandStrong, hashPassword, passwordFits } from './password.ts';
import type { Account } from './ports.ts';
import { getSigned, notInUse, openSession } from './sessions.ts';

export async function signInByPassword(
  context: AccessContext,
  visit: Visit,
  given: { readonly login: string; readonly password: string },
) {
  const { tenant } = visit;
  const login = given.login.trim().toLowerCase();
  await limitAttempts(context, visit, login);
  const account = await context.stores.accounts.findByLogin(tenant, login);
  if (account?.lockedUntil && account.lockedUntil > context.clock()) {
    await note(context, visit, {
      actor: 'anonymous',
      act: 'sign-in.refused',
      object: account.id,
      detail: { why: 'locked' },
    });
    throw locked(account.lockedUntil, context.clock());
  }
  if (await passwordFits(account?.passwordHash, given.password)) {
    if (!account || account.disabled) throw notInUse();
    await context.stores.accounts.clearFailures(tenant, account.id);
    return openSession(context, visit, { accountId: account.id, account, means: 'password' });
  }
  throw await wrongPassword(context, visit, login, account);
}

async function limitAttempts(context: AccessContext, { tenant, address }: Visit, login: string): Promise<void> {
  const { windowMs: ms, perLogin, perAddress } = context.policy.attempts;
  const what = '登录尝试过于频繁';
  await throttle(context, tenant, `sign-in address ${address ?? 'unknown'}`, { most: perAddress, ms, what });
  await throttle(context, tenant, `sign-in login ${login}`, { most: perLogin, ms, what });
}

/** A login that does not exist is answered as one that does: the same words, the same lock. */
async function wrongPassword(context: AccessContext, visit: Visit, login: string, account: Account | undefined) {
  const now = context.clock();
  const { most, lockMs } = context.policy.failures;
  const { failures, lockedUntil } = account
    ? await context.stores.accounts.recordFailure(visit.tenant, account.id, { most, lockUntil: now + lockMs, now })
    : await unknownLogin(context, visit.tenant, login);
  const why = lockedUntil === undefined ? 'wrong-password' : 'locked';
  const object = account ? { object: account.id } : {};
  await note(context, visit, { actor: 'anonymous', act: 'sign-in.refused', ...object, detail: { why } });
  return lockedUntil === undefined ? wrong(most - failures) : locked(lockedUntil, now);
}

async function unknownLogin(context: AccessContext, tenant: string, login: string) {
  const { most, lockMs } = context.policy.failures;
  const key = context.hashes.throttle(`unknown login ${login}`);
  const { count, resetsAt } = await context.stores.throttles.hit(tenant, key, { ms: lockMs, now: context.clock() });
  return { failures: count, ...(count >= most ? { lockedUntil: resetsAt } : {}) };
}

const wrong = (left: number) =>
  refuse({
    code: 'access.wrong-password',
    kind: 'unauthenticated',
    what: '账号或密码不正确',
    why: `再错 ${left} 次将暂时锁定`,
    todo: '请核对后重试；忘记密码请联系本单位管理员重置',
  });

const locked = (until: number, now: number) =>
  refuse({
    code: 'access.locked',
    kind: 'too-many',
    what: '账号已暂时锁定',
    why: '密码连续输错次数过多',
    todo: `请在 ${formatInstant(until as Instant).slice(11, 16)} 后再试，或联系本单位管理员`,
    at: [{ retryAfter: Math.ceil((until - now) / 1000), lockedUntil: until }],
  });

/** Changes one's own password; every other session of the account ends. */
export async function changePassword(
  context: AccessContext,
  call: Call,
  given: { readonly old: string; readonly new: string },
): Promise<void> {
  const { account, session, actor } = await getSigned(context, call);
  if (!account?.passwordHash) {
    throw refuse({ code: 'access.no-password', kind: 'conflict', what: '此账号不用密码登录' });
  }
  await limitAttempts(context, call, account.login);
  if (!(await passwordFits(account.passwordHash, given.old)))
    throw await wrongPassword(context, call, account.login, account);
  demandStrong(given.new, account.login);
  if (given.new === given.old) {
    throw refuse({ code: 'access.same-password', kind: 'invalid', what: '新密码不能与原密码相同' });
  }
  await context.stores.accounts.setPassword(call.tenant, account.id, await hashPassword(given.new), context.clock());
  await context.stores.sessions.removeOthers(call.tenant, account.id, session.tokenHash);
  await note(context, call, { actor: actor.id, act: 'password.changed', object: account.id });
}
