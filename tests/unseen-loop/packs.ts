import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PACKS } from '../../src/main/city.ts';

const NEW = fileURLToPath(new URL('pack', import.meta.url));
export const LOOP_FILE = 'quzhou/loops/joint-acceptance.yaml';

export type TemporaryPacks = {
  readonly folder: string;
  /** Replaces the one place that says `before`, and tells on which line that was. */
  readonly change: (before: string, after: string) => Promise<number>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** The shipped packs without the demo, plus a loop and a code list that no code knows. */
export async function packsWithNewLoop(): Promise<TemporaryPacks> {
  const folder = await mkdtemp(join(tmpdir(), 'clearway-unseen-'));
  await cp(PACKS, folder, { recursive: true, filter: (source) => !source.startsWith(join(PACKS, 'demo')) });
  await cp(NEW, join(folder, 'quzhou'), { recursive: true });
  const file = join(folder, LOOP_FILE);
  return {
    folder,
    change: async (before, after) => {
      const text = await readFile(file, 'utf8');
      const [head, ...rest] = text.split(before);
      if (head === undefined || rest.length !== 1) throw new Error(`“${before}” stands ${rest.length} times`);
      await writeFile(file, text.replace(before, after));
      return head.split('\n').length;
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
