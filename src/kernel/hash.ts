import { createHash, createHmac } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** The port behind which a site that must use national algorithms puts SM3. Pure: same text, same hex. */
export type Hasher = {
  readonly name: 'sha256' | 'sm3';
  /** 64 hex digits of the UTF-8 text or bytes. */
  readonly hash: (content: string | Uint8Array) => string;
  readonly hmac: (key: string | Uint8Array, content: string) => string;
};

const hasher = (name: Hasher['name']): Hasher => ({
  name,
  hash: (content) => createHash(name).update(content).digest('hex'),
  hmac: (key, content) => createHmac(name, key).update(content).digest('hex'),
});

export const sha256Hasher: Hasher = hasher('sha256');
/** GB/T 32905-2016, through OpenSSL. */
export const sm3Hasher: Hasher = hasher('sm3');

/** @example sha256('abc').slice(0, 8) // 'ba7816bf' */
export const sha256 = (content: string | Uint8Array): string => sha256Hasher.hash(content);

/** The identity of a piece of data, whatever the order of its keys. */
export const hashOf = (value: unknown, using: Hasher = sha256Hasher): string => using.hash(canonicalJson(value));
