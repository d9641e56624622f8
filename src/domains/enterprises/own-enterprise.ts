import { type Call, refuse } from '#kernel';

/** @throws Refusal for whoever does not speak for an enterprise */
export function ownEnterprise({ actor }: Call): string {
  if (actor.enterprise !== undefined) return actor.enterprise;
  throw refuse({
    code: 'enterprises.not-own',
    kind: 'forbidden',
    what: '只有企业账号能这样做',
    todo: '请用企业经办人的手机号登录',
  });
}
