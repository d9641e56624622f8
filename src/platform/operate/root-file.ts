import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { refuse } from '#kernel';

/** What leaves the database: one line for every chain of events, and the root over them. */
export const RootFile = z.object({
  tenant: z.string(),
  day: z.string(),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  chains: z.number().int(),
  events: z.number().int(),
  heads: z.array(z.tuple([z.string(), z.number().int(), z.string()]).readonly()).readonly(),
});
export type RootFile = z.infer<typeof RootFile>;

/** Whole or not at all, and on the disk when this returns. */
export async function writeRootFile(file: string, root: RootFile): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const partial = `${file}.part-${randomUUID()}`;
  const handle = await open(partial, 'w', 0o644);
  const { heads, ...rest } = root;
  // One head to a line, so that two days compare with ordinary tools.
  await handle.write(`${JSON.stringify(rest).slice(0, -1)},"heads":[\n`);
  for (let at = 0; at < heads.length; at += 5_000) {
    const lines = heads.slice(at, at + 5_000).map((each) => JSON.stringify(each));
    await handle.write(`${lines.join(',\n')}${at + 5_000 < heads.length ? ',' : ''}\n`);
  }
  await handle.write(']}\n');
  await handle.sync();
  await handle.close();
  await rename(partial, file);
}

export async function readRootFile(file: string): Promise<RootFile> {
  const wrong = (why: string) =>
    refuse({ code: 'audit.root-file', kind: 'invalid', what: `存根文件 ${file} 不能用`, why, todo: '请核对文件' });
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw wrong(error.code === 'ENOENT' ? '没有这个文件' : String(error.code));
  });
  try {
    return RootFile.parse(JSON.parse(text));
  } catch {
    throw wrong('不是 clearway audit root 写出的内容');
  }
}
