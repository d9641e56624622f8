import { join } from 'node:path';
import { dayOf, toInstant } from '#kernel';
import { type RootFile, writeRootFile } from './root-file.ts';

export type DailyRootPorts = {
  readonly tenants: () => readonly { readonly id: string }[];
  readonly now: (tenant: string) => number;
  /** The days for which the tenant's root is in the database already. */
  readonly hasRoot: (tenant: string, day: string) => Promise<boolean>;
  readonly take: (tenant: string, day: string) => Promise<RootFile>;
  /** False when another process was first. */
  readonly store: (root: RootFile, now: number) => Promise<boolean>;
  readonly announce: (root: Omit<RootFile, 'heads'>, now: number) => Promise<void>;
  readonly folder: string;
};

/** Takes each city's root once a day, as early as somebody is awake, and puts it outside the database. */
export async function takeDailyRoots(ports: DailyRootPorts): Promise<number> {
  let taken = 0;
  for (const { id } of ports.tenants()) {
    const now = ports.now(id);
    const day = dayOf(toInstant(now));
    if (await ports.hasRoot(id, day)) continue;
    const root = await ports.take(id, day);
    // The file first: whatever happens next, a copy is out.
    await writeRootFile(join(ports.folder, `${id}-${day}.json`), root);
    if (!(await ports.store(root, now))) continue;
    const { heads: _, ...rest } = root;
    await ports.announce(rest, now);
    taken += 1;
  }
  return taken;
}
