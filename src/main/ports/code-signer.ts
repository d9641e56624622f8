import { createHmac, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** RFC 8410: what stands before the 32 bytes of an Ed25519 private key. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

type Pair = { readonly secret: KeyObject; readonly open: KeyObject };

/**
 * Signs enterprises' codes with keys derived from the content key, one for each city and number: nothing more to keep,
 * to back up or to lose, and a new number is a new key.
 */
export function codeSigner(contentKey: Uint8Array) {
  const pairs = new Map<string, Pair>();
  const pairOf = (tenant: string, key: number): Pair => {
    const name = `${tenant} ${key}`;
    const known = pairs.get(name);
    if (known) return known;
    const seed = createHmac('sha256', contentKey).update(`one-code ${name}`).digest();
    const secret = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
    const made = { secret, open: createPublicKey(secret) };
    // A forged code may name any of 65,536 numbers; keys in use are few.
    if (pairs.size < 64) pairs.set(name, made);
    return made;
  };
  return {
    sign: (tenant: string, key: number, text: Uint8Array): Uint8Array => sign(null, text, pairOf(tenant, key).secret),
    verify: (tenant: string, key: number, text: Uint8Array, signature: Uint8Array): boolean =>
      verify(null, text, pairOf(tenant, key).open, signature),
    publicKey: (tenant: string, key: number): string =>
      pairOf(tenant, key).open.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex'),
  };
}
