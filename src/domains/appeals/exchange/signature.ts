import { canonicalJson, refuse, sha256Hasher } from '#kernel';

const TOLERANCE_SECONDS = 300;

/**
 * The signature of a message between us and a peer, in both directions:
 * `Authorization: Bearer <seconds>.<hex of HMAC-SHA-256(secret, seconds + "." + canonical JSON of the message)>`.
 * Canonical: keys sorted, no spaces, absent members left out (RFC 8785), so that neither side depends on the other's
 * way of writing JSON. For a message to a path, the path's fields are part of it.
 */
export const signMessage = (secret: string, seconds: number, message: unknown): string =>
  `${seconds}.${sha256Hasher.hmac(secret, `${seconds}.${canonicalJson(message)}`)}`;

/** @throws Refusal `exchange.signature` when it is missing, wrong, or older or newer than five minutes */
export function checkSignature(
  peer: string,
  secret: string | undefined,
  token: string | undefined,
  message: unknown,
  now: number,
): void {
  const seconds = Number(/^(\d{9,12})\./.exec(token ?? '')?.[1] ?? Number.NaN);
  if (secret === undefined) throw noSecret(peer);
  const isFresh = Math.abs(now / 1000 - seconds) <= TOLERANCE_SECONDS;
  if (isFresh && isSame(signMessage(secret, seconds, message), token ?? '')) return;
  throw refuse({
    code: 'exchange.signature',
    kind: 'unauthenticated',
    what: '签名无效',
    why: Number.isNaN(seconds) || isFresh ? '没有签名，或签名与内容、密钥不符' : '签名时间与本机相差超过 5 分钟',
    todo: '请按接口文档签名，并校准时钟',
  });
}

const noSecret = (peer: string) =>
  refuse({
    code: 'exchange.signature',
    kind: 'unauthenticated',
    what: '签名无效',
    why: `对端 ${peer} 还没有登记对接密钥`,
    todo: '请系统管理员在环境变量 EXCHANGE_12345_SECRET、EXCHANGE_110_SECRET 里填写与对端约定的密钥（至少 16 位）后重启；Excel 导入不需要密钥',
  });

/** Compares in a time that tells nothing of where they differ. */
function isSame(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at += 1) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference === 0;
}
