/**
 * Makes sortable ids from a time and random bytes, so that engines need neither a clock nor a random source.
 * Shape: 10 signs of time + 16 of chance, Crockford base 32, like a ULID.
 *
 * @example
 * const ids = idSource(() => 0, (n) => new Uint8Array(n));
 * ids() // '00000000000000000000000000'
 */
export type IdSource = () => string;

const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz';

export function idSource(now: () => number, randomBytes: (size: number) => Uint8Array): IdSource {
  return () => {
    let time = '';
    for (let rest = now(), i = 0; i < 10; i += 1, rest = Math.floor(rest / 32)) time = SIGNS.charAt(rest % 32) + time;
    let chance = '';
    for (const byte of randomBytes(16)) chance += SIGNS.charAt(byte % 32);
    return time + chance;
  };
}
