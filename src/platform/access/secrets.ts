import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export type RandomBytes = (size: number) => Uint8Array;

/** 256 bits, safe in a header and a cookie. */
export const newToken = (random: RandomBytes): string => Buffer.from(random(32)).toString('base64url');
/** A token is random enough that a plain hash keeps it secret. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

export function sixDigits(random: RandomBytes): string {
  const n = random(4).reduce((sum, byte) => sum * 256 + byte, 0);
  return String(n % 1_000_000).padStart(6, '0');
}

const SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Eight signs that nobody confuses on paper, `K7MP-3XQ9`. */
export function followCode(random: RandomBytes): string {
  const signs = [...random(8)].map((byte) => SIGNS.charAt(byte % SIGNS.length)).join('');
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
}

/** A password to be read out once: every class of sign, none that look alike. */
export function initialPassword(random: RandomBytes): string {
  const signs = [...random(10)].map((byte) => SIGNS.charAt(byte % SIGNS.length));
  return `${signs.slice(0, 5).join('')}-${signs.slice(5).join('').toLowerCase()}7`;
}

/** Hashes of short things (phones, codes) need a key: without it all can be tried. */
export type KeyedHashes = {
  readonly phone: (phone: string) => string;
  readonly smsCode: (phone: string, code: string) => string;
  readonly followCode: (code: string) => string;
  readonly throttle: (key: string) => string;
  readonly bankAccount: (number: string) => string;
};

export function keyedHashes(key: string | Uint8Array): KeyedHashes {
  const hash = (purpose: string, text: string): string =>
    createHmac('sha256', key).update(`${purpose} ${text}`).digest('hex');
  return {
    phone: (phone) => hash('phone', plainPhone(phone)),
    smsCode: (phone, code) => hash('sms-code', `${plainPhone(phone)} ${code}`),
    followCode: (code) => hash('follow-code', code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')),
    throttle: (text) => hash('throttle', text),
    bankAccount: (number) => hash('bank-account', number),
  };
}

/** `+86 138-0000-0000` is 13800000000. */
export const plainPhone = (phone: string): string => phone.replaceAll(/[\s-]/g, '').replace(/^(\+?86)(?=1\d{10}$)/, '');

export const sameText = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
