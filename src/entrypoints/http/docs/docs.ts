import { readFileSync } from 'node:fs';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

const FILES: Readonly<Record<string, { readonly text: string; readonly type: string }>> = {
  '/api/docs': { text: read('./docs.html'), type: 'text/html' },
  '/api/docs/docs.js': { text: read('./docs.js'), type: 'text/javascript' },
  '/api/docs/docs.css': { text: read('./docs.css'), type: 'text/css' },
};

export function docsFile(path: string): Response {
  const file = FILES[path];
  if (!file) return new Response(null, { status: 404 });
  return new Response(file.text, {
    headers: { 'content-type': `${file.type}; charset=utf-8`, 'cache-control': 'no-cache' },
  });
}
