import { readFile, stat } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

type Packed = { readonly modified: number; readonly bytes: Uint8Array<ArrayBuffer> };
const shrink = promisify(gzip);

export type StaticFiles = (path: string, acceptEncoding: string | undefined) => Promise<Response | undefined>;

/** The built site: hashed assets are kept for a year, the page itself is always asked for anew. */
export function staticFiles(folder: string): StaticFiles {
  const root = resolve(folder);
  const packed = new Map<string, Packed>();
  const find = async (path: string) => {
    const file = resolve(root, `.${path}`);
    if (!file.startsWith(root + sep)) return undefined;
    const seen = await stat(file).catch(() => undefined);
    return seen?.isFile() ? { file, modified: seen.mtimeMs } : undefined;
  };
  return async (path, acceptEncoding) => {
    const asset = path.startsWith('/assets/');
    const found =
      (await find(decoded(path))) ?? (asset || extname(path) !== '' ? undefined : await find('/index.html'));
    if (!found) return undefined;
    const type = TYPES[extname(found.file)] ?? 'application/octet-stream';
    const headers = { 'content-type': type, vary: 'accept-encoding', 'cache-control': cacheFor(asset) };
    const bytes = new Uint8Array(await readFile(found.file));
    if (!type.includes('charset') || bytes.length < 1024 || !/\bgzip\b/.test(acceptEncoding ?? '')) {
      return new Response(bytes, { headers });
    }
    const known = packed.get(found.file);
    const fresh =
      known?.modified === found.modified
        ? known
        : { modified: found.modified, bytes: new Uint8Array(await shrink(bytes)) };
    packed.set(found.file, fresh);
    return new Response(fresh.bytes, { headers: { ...headers, 'content-encoding': 'gzip' } });
  };
}

const cacheFor = (asset: boolean): string => (asset ? 'public, max-age=31536000, immutable' : 'no-cache');

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
