import { type Call, hashOf, refuse } from '#kernel';
import type { PolicyPorts } from '../ports.ts';

const MINUTE = 60_000;
/** A code is good for a day and for five tries; a new one can be had after a minute. */
export const CODE = { goodFor: 24 * 60 * MINUTE, tries: 5, again: MINUTE };

const hashed = (enterprise: string, email: string, code: string): string => hashOf(['email', enterprise, email, code]);

/** Sends a code to an address that somebody says is his; nothing else goes there before the code came back. */
export async function askEmail(
  { matches, mails, codes }: Pick<PolicyPorts, 'matches' | 'mails' | 'codes'>,
  { tenant, now }: Call,
  enterprise: string,
  email: string,
): Promise<void> {
  const code = codes();
  const asked = { email, hash: hashed(enterprise, email, code), at: now };
  if (!(await matches.askEmail(tenant, enterprise, asked, now - CODE.again)))
    throw refuse({
      code: 'policies.code-just-sent',
      kind: 'conflict',
      what: '验证码刚发过',
      todo: '请一分钟后再试，并看看垃圾邮件箱',
    });
  const letter = {
    key: `confirm ${enterprise} ${asked.hash.slice(0, 24)}`,
    enterprise,
    to: email,
    subject: `邮箱验证码 ${code}`,
    text: `验证码：${code}，24 小时内有效。请登录后在“我的政策”最下面填写，之后符合条件的政策会发到这个邮箱。\n\n不是您本人填写的，不必理会：不填验证码，就不会再收到邮件。`,
  };
  await mails.queue(tenant, letter, now);
}

/** @throws Refusal `policies.code` when it is wrong, too old, or tried too often */
export async function confirmEmail(
  { matches }: Pick<PolicyPorts, 'matches'>,
  { tenant, now }: Call,
  enterprise: string,
  code: string,
): Promise<void> {
  const { pending } = await matches.wish(tenant, enterprise);
  const hash = hashed(enterprise, pending ?? '', code);
  if (pending && (await matches.confirmEmail(tenant, enterprise, hash, now - CODE.goodFor, CODE.tries))) return;
  throw refuse({
    code: 'policies.code',
    kind: 'invalid',
    what: pending ? '验证码不对或已失效' : '没有待验证的邮箱',
    why: `验证码 24 小时内有效，最多试 ${CODE.tries} 次`,
    todo: '请核对邮件里最近一次的六位数字，或重新发送',
  });
}
