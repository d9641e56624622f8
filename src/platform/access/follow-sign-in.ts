import { refuse } from '#kernel';
import { type AccessContext, note, throttle, type Visit } from './context.ts';
import { MINUTE } from './policy.ts';
import { FOLLOW } from './roles.ts';
import { sameText } from './secrets.ts';
import { openSession } from './sessions.ts';

const ATTEMPTS = { most: 10, ms: 15 * MINUTE, what: '查询尝试过于频繁' };

/** Follows one matter by its number and the code that its filer was given; the session reaches nothing else. */
export async function signInToFollow(
  context: AccessContext,
  visit: Visit,
  given: { readonly number: string; readonly code: string },
) {
  const number = given.number.trim().toUpperCase();
  const { windowMs: ms, perAddress: most } = context.policy.attempts;
  await throttle(context, visit.tenant, `sign-in address ${visit.address ?? 'unknown'}`, { most, ms });
  await throttle(context, visit.tenant, `follow ${number}`, ATTEMPTS);
  const found = await context.findFollowed?.(visit.tenant, number);
  if (!found || !sameText(found.codeHash, context.hashes.followCode(given.code))) {
    await note(context, visit, { actor: 'anonymous', act: 'sign-in.refused', detail: { why: 'wrong-follow-code' } });
    throw refuse({
      code: 'access.wrong-follow-code',
      kind: 'unauthenticated',
      what: '编号或查询码不正确',
      todo: '请核对提交诉求时收到的编号与查询码',
    });
  }
  return openSession(context, visit, { accountId: `${FOLLOW}${found.matterId}`, means: 'follow' });
}
