/** Text of a .txt file and the encoding it was written in. The byte-order mark stays, so that offsets fit the file. */
export type Decoded = { readonly text: string; readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' };

const starts = (bytes: Uint8Array, ...signs: number[]): boolean => signs.every((sign, i) => bytes[i] === sign);

const decodeAs = (bytes: Uint8Array, encoding: Decoded['encoding'], fatal: boolean): string =>
  new TextDecoder(encoding, { fatal, ignoreBOM: true }).decode(bytes);

/** UTF-8 unless the bytes say otherwise; older office files are GB 18030. Null when it is no text at all. */
export function decodeText(bytes: Uint8Array): Decoded | null {
  if (starts(bytes, 0xff, 0xfe)) return { text: decodeAs(bytes, 'utf-16le', false), encoding: 'utf-16le' };
  if (starts(bytes, 0xfe, 0xff)) return { text: decodeAs(bytes, 'utf-16be', false), encoding: 'utf-16be' };
  if (bytes.includes(0)) return null;
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      return { text: decodeAs(bytes, encoding, true), encoding };
    } catch {
      // Not this encoding: the next one is tried.
    }
  }
  return { text: decodeAs(bytes, 'gb18030', false), encoding: 'gb18030' };
}
