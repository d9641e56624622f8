/** What a code says of itself. Everything here can be read by anybody; that it is true is what the signature says. */
export type CodeClaim = {
  /** 统一社会信用代码 */
  readonly enterprise: string;
  /** `live` renews itself on a phone; `printed` hangs on a wall and is in the register. */
  readonly kind: CodeKind;
  /** The number of the key that signed it. */
  readonly key: number;
  /** 16 hex digits, different for each code. */
  readonly serial: string;
  /** Epoch milliseconds, whole seconds. */
  readonly expiresAt: number;
};
export type CodeKind = 'live' | 'printed';

const KINDS: readonly CodeKind[] = ['live', 'printed'];
const VERSION = 1;
const BODY = 34;
const SIGNATURE = 64;
const ENTERPRISE = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

/** Version, kind, key (2), second of expiry (4), serial (8), code (18). */
function bodyOf({ enterprise, kind, key, serial, expiresAt }: CodeClaim): Uint8Array {
  const body = Buffer.alloc(BODY);
  body.writeUInt8(VERSION, 0);
  body.writeUInt8(KINDS.indexOf(kind), 1);
  body.writeUInt16BE(key, 2);
  body.writeUInt32BE(Math.floor(expiresAt / 1000), 4);
  body.write(serial, 8, 8, 'hex');
  body.write(enterprise, 16, 18, 'ascii');
  return body;
}

/** A signature of one city says nothing in another. */
export const signedText = (tenant: string, body: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(`clearway-code ${tenant}\n`), body]);

/** The text of the code: 131 signs of base64url. `sign` is Ed25519. */
export function sealCode(tenant: string, claim: CodeClaim, sign: (text: Uint8Array) => Uint8Array): string {
  const body = bodyOf(claim);
  return Buffer.concat([body, sign(signedText(tenant, body))]).toString('base64url');
}

export type ReadCode = { readonly claim: CodeClaim; readonly signed: Uint8Array; readonly signature: Uint8Array };

/** What a text claims, not yet whether it is true; undefined when it cannot be a code. One code has one spelling. */
export function readCode(tenant: string, text: string): ReadCode | undefined {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== BODY + SIGNATURE || bytes.toString('base64url') !== text) return undefined;
  const body = bytes.subarray(0, BODY);
  const kind = KINDS[body.readUInt8(1)];
  const enterprise = body.toString('latin1', 16, BODY);
  if (body.readUInt8(0) !== VERSION || kind === undefined || !ENTERPRISE.test(enterprise)) return undefined;
  return {
    claim: {
      enterprise,
      kind,
      key: body.readUInt16BE(2),
      serial: body.toString('hex', 8, 16),
      expiresAt: body.readUInt32BE(4) * 1000,
    },
    signed: signedText(tenant, body),
    signature: bytes.subarray(BODY),
  };
}
