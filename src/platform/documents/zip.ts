import PizZip from 'pizzip';
import type { FileValue } from '#kernel';

/** Several files as one; folders come from the paths. */
export function writeZip(
  name: string,
  files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
): FileValue {
  const zip = new PizZip();
  for (const { path, bytes } of files) zip.file(path, bytes, { binary: true });
  const bytes: Uint8Array = zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
  return { name: `${name}.zip`, type: 'application/zip', bytes };
}
