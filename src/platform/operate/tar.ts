import { Header } from 'tar';
import { notABackup } from './refusals.ts';

const BLOCK = 512;

/** One file of a tar stream. Read `bytes` to its end before asking for the next entry. */
export type TarEntry = { readonly path: string; readonly size: number; readonly bytes: AsyncIterable<Uint8Array> };

export function* tarFile(path: string, bytes: Uint8Array, mtime: Date): Generator<Uint8Array> {
  const header = new Header({ path, size: bytes.length, mode: 0o600, mtime, uid: 0, gid: 0, type: 'File' });
  const block = Buffer.alloc(BLOCK);
  header.encode(block, 0);
  yield block;
  yield bytes;
  const rest = bytes.length % BLOCK;
  if (rest > 0) yield Buffer.alloc(BLOCK - rest);
}

export const tarEnd = (): Uint8Array => Buffer.alloc(2 * BLOCK);

/** Reads entries one after another, never more than a chunk of the source at a time. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const reader = createReader(source);
  for (;;) {
    const block = await reader.exactly(BLOCK);
    if (!block) throw notABackup('文件不完整：没有结尾');
    const header = new Header(block, 0);
    if (header.nullBlock) return;
    if (!header.cksumValid || header.path === undefined || header.size === undefined)
      throw notABackup('文件已损坏：归档头不对');
    const { size } = header;
    let left = size;
    const bytes = (async function* () {
      while (left > 0) {
        const chunk = await reader.upTo(left);
        if (!chunk) throw notABackup('文件不完整：中途断了');
        left -= chunk.length;
        yield chunk;
      }
    })();
    yield { path: header.path, size, bytes };
    // Whoever does not want an entry need not read it.
    for await (const _ of bytes);
    await reader.exactly((BLOCK - (size % BLOCK)) % BLOCK);
  }
}

function createReader(source: AsyncIterable<Uint8Array>) {
  const chunks = source[Symbol.asyncIterator]();
  let held: Uint8Array = new Uint8Array();
  const upTo = async (most: number): Promise<Uint8Array | undefined> => {
    while (held.length === 0) {
      const next = await chunks.next();
      if (next.done) return undefined;
      held = next.value;
    }
    const taken = held.subarray(0, most);
    held = held.subarray(taken.length);
    return taken;
  };
  const exactly = async (size: number): Promise<Buffer | undefined> => {
    const parts: Uint8Array[] = [];
    for (let left = size; left > 0; ) {
      const part = await upTo(left);
      if (!part) return undefined;
      parts.push(part);
      left -= part.length;
    }
    return Buffer.concat(parts);
  };
  return { upTo, exactly };
}
