import { sha256Hasher } from '#kernel';

const SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The code by which whoever filed a matter follows it: eight signs that nobody confuses on paper. It comes from the
 * site's key and the matter, so that a retried submission is told the same code though nobody kept it in clear.
 * @example followCodeOf('key', 'quzhou', '01k…') // 'K7MP-3XQ9'
 */
export function followCodeOf(key: string | Uint8Array, tenant: string, matter: string): string {
  const digest = sha256Hasher.hmac(key, `follow-code ${tenant} ${matter}`);
  let code = '';
  // 32 bits for each sign: what is left of them after dividing by 30 favours none noticeably.
  for (let at = 0; at < 8; at += 1) {
    const word = Number.parseInt(digest.slice(at * 8, at * 8 + 8), 16);
    code += SIGNS.charAt(word % SIGNS.length);
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
