/** Names and unpacked size in a zip file, read from its directory without unpacking anything. */
export type ZipHead = { readonly names: readonly string[]; readonly unpacked: number };

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** Null when the directory is missing or broken, as in a file that was cut off. */
export function readZipHead(bytes: Uint8Array): ZipHead | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  const lowest = Math.max(0, end - 65_536);
  while (end >= lowest && view.getUint32(end, true) !== END) end--;
  if (end < lowest || end < 0) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const names: string[] = [];
  let unpacked = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) return null;
    const nameLength = view.getUint16(at + 28, true);
    unpacked += view.getUint32(at + 24, true);
    names.push(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return { names, unpacked };
}
