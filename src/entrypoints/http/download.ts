import type { FileValue } from '#kernel';

/** Types that a browser may show in the page; anything else, HTML and SVG above all, is only ever saved. */
const INLINE = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp', 'text/plain']);

const encode = (name: string): string =>
  encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * RFC 6266: the Chinese name in `filename*`, a plain one for old clients.
 * @example contentDisposition('督办单.docx', false) // 'attachment; filename="___.docx"; filename*=UTF-8\'\'%E7…'
 */
export function contentDisposition(name: string, inline: boolean): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%/]/g, '_');
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encode(name)}`;
}

export function fileResponse(file: FileValue): Response {
  const type = file.type || 'application/octet-stream';
  // An SVG diagram is shown by <img>, where scripts do not run; opened by itself the sandbox keeps them from running.
  const inline = INLINE.has(type) || type === 'image/svg+xml' || type.startsWith('text/calendar');
  const bytes = new Uint8Array(file.bytes);
  return new Response(bytes, {
    headers: {
      'content-type': /^text\/|svg/.test(type) && !type.includes('charset') ? `${type}; charset=utf-8` : type,
      'content-length': String(bytes.byteLength),
      'content-disposition': contentDisposition(file.name, inline),
      'cache-control': 'private, no-store',
      'content-security-policy': policyFor(type),
    },
  });
}

/** Chrome does not show a PDF under `sandbox`; a PDF runs no script in the page anyway. */
const policyFor = (type: string): string =>
  type === 'application/pdf' ? "frame-ancestors 'self'" : "default-src 'none'; style-src 'unsafe-inline'; sandbox";
