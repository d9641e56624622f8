import { refuse } from '#kernel';
import { type AccessContext, note, throttle, type Visit } from './context.ts';
import { DAY, HOUR, MINUTE } from './policy.ts';
import type { Account } from './ports.ts';
import { sameText, sixDigits } from './secrets.ts';
import { openSession } from './sessions.ts';

/** The answer is the same for every phone, so that nobody learns which ones are known here. */
export async function sendSmsCode(
  context: AccessContext,
  visit: Visit,
  phone: string,
): Promise<{ readonly demoCode?: string }> {
  const { policy, hashes, random, stores } = context;
  const { tenant, address } = visit;
  const phoneHash = hashes.phone(phone);
  const what = '验证码获取过于频繁';
  await throttle(context, tenant, `sms address ${address ?? 'unknown'}`, {
    most: policy.sms.perAddressAnHour,
    ms: HOUR,
    what,
  });
  await throttle(context, tenant, `sms pause ${phoneHash}`, { most: 1, ms: policy.sms.pauseMs, what });
  await throttle(context, tenant, `sms day ${phoneHash}`, { most: policy.sms.perPhoneADay, ms: DAY, what });
  const code = sixDigits(random);
  const expiresAt = context.clock() + policy.sms.validMs;
  await stores.smsCodes.put(tenant, phoneHash, { hash: hashes.smsCode(phone, code), expiresAt });
  if (await context.isDemo(tenant)) return { demoCode: code };
  await context.sms.send({ phone, code, minutes: Math.round(policy.sms.validMs / MINUTE) });
  return {};
}

export async function signInByPhone(
  context: AccessContext,
  visit: Visit,
  given: { readonly phone: string; readonly code: string },
) {
  const { policy, hashes, stores } = context;
  const { windowMs: ms, perAddress: most } = policy.attempts;
  await throttle(context, visit.tenant, `sign-in address ${visit.address ?? 'unknown'}`, { most, ms });
  const phoneHash = hashes.phone(given.phone);
  const sent = await stores.smsCodes.attempt(visit.tenant, phoneHash);
  const inTime = sent !== undefined && sent.expiresAt > context.clock() && sent.attempts <= policy.sms.attempts;
  if (!inTime || !sameText(sent.hash, hashes.smsCode(given.phone, given.code.trim()))) {
    await note(context, visit, { actor: 'anonymous', act: 'sign-in.refused', detail: { why: 'wrong-sms-code' } });
    throw refuse({
      code: 'access.wrong-sms-code',
      kind: 'unauthenticated',
      what: '验证码不正确或已失效',
      todo: sent && !inTime ? '请重新获取验证码' : '请核对短信中的 6 位数字',
    });
  }
  await stores.smsCodes.remove(visit.tenant, phoneHash);
  const account =
    (await stores.accounts.findByPhone(visit.tenant, phoneHash)) ?? (await register(context, visit, phoneHash));
  return openSession(context, visit, { accountId: account.id, account, means: 'sms' });
}

/** Whoever proves a phone may file; speaking for an enterprise needs a link that somebody checks. */
async function register(context: AccessContext, visit: Visit, phoneHash: string): Promise<Account> {
  const id = context.ids();
  const account = { id, kind: 'enterprise', login: `phone:${id}` } as const;
  await context.stores.accounts.add(visit.tenant, { ...account, phoneHash }, context.clock());
  await note(context, visit, { actor: id, act: 'account.registered', object: id });
  return { ...account, disabled: false };
}
