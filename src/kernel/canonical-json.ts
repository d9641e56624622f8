/** Plain JSON, as read from a file or stored in a row. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * One text for one value (in the manner of RFC 8785): keys sorted by UTF-16 code units, no spaces, absent members
 * left out, numbers as ECMAScript prints them. Hash this, never `JSON.stringify`.
 *
 * @throws Error for what JSON cannot say (NaN, bigint, a Date, a hole or undefined in a list): that is a bug, not a "no"
 * @example canonicalJson({ b: 1, a: [true, null] }) // '{"a":[true,null],"b":1}'
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`canonical JSON cannot say ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  if (typeof value === 'object' && isPlain(value)) return `{${members(value).join(',')}}`;
  throw new Error(`canonical JSON cannot say a ${typeof value === 'object' ? value.constructor?.name : typeof value}`);
}

function members(value: object): string[] {
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
