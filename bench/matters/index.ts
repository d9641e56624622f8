import { newDatabase, startServer } from './bench-site.ts';
import { benchLifeCycle } from './life-cycle.ts';
import { benchLists } from './lists.ts';
import { benchReads } from './reads.ts';
import { benchSweep } from './sweep.ts';

export type MattersWish = {
  readonly only: readonly string[] | undefined;
  readonly small: number;
  readonly large: number;
  readonly rounds: number;
  readonly seconds: number;
};

/** Everything about matters that is promised in figures; true when all of it is kept. */
export async function benchMatters({ only, small, large, rounds, seconds }: MattersWish): Promise<boolean> {
  const wanted = (name: string): boolean => only === undefined || only.includes(name);
  const server = await startServer();
  const kept: boolean[] = [];
  try {
    const fresh = (name: string) => newDatabase(server.url, name);
    if (wanted('life-cycle')) kept.push(await benchLifeCycle(await fresh('life_cycle'), rounds, seconds));
    if (wanted('reads')) kept.push(await benchReads([await fresh('small'), await fresh('large')], [small, large]));
    if (wanted('lists'))
      kept.push(await benchLists([await fresh('some'), await fresh('more')], [small, Math.min(large, 100_000)]));
    if (wanted('sweep')) kept.push(await benchSweep([await fresh('few'), await fresh('many')], [small, large]));
  } finally {
    await server.stop();
  }
  return kept.every(Boolean);
}
