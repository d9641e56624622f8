import { cellsOf } from '#engines/registry';
import { refuse } from '#kernel';
import type { EnterprisePorts } from './enterprise-ports.ts';
import type { FactImport, ImportColumn } from './ports.ts';

const HEAD = 4;

/** The headings and the first rows; the rest of the file stays unread. */
export async function headOf({ imports, readTable }: EnterprisePorts, tenant: string, entry: FactImport) {
  const first: (readonly string[])[] = [];
  for await (const lines of readTable({ name: entry.name, bytes: imports.bytes(tenant, entry.id) })) {
    first.push(...lines.slice(0, HEAD - first.length).map(cellsOf));
    if (first.length >= HEAD) break;
  }
  const [headings, ...samples] = first;
  if (headings) return { headings, samples };
  throw refuse({ code: 'facts.empty', kind: 'invalid', what: '文件是空的', todo: '请检查文件内容' });
}

export const withSamples = (columns: readonly ImportColumn[], samples: readonly (readonly string[])[]) =>
  columns.map((each, at) => ({ ...each, samples: samples.map((row) => row[at] ?? '').filter((cell) => cell !== '') }));
