import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, lifeOf } from './processes.ts';
import { alreadyInUse } from './refusals.ts';

type Owner = { readonly pid: number; readonly life: string };

function readOwner(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

const holds = (owner: Owner): boolean => isAlive(owner.pid) && owner.life === lifeOf(owner.pid);

function removeStale(file: string, stale: Owner | undefined): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readOwner(aside);
  // Between our look and our move somebody else may have taken over: give it back.
  if (moved && holds(moved) && moved.pid !== stale?.pid) linkSync(aside, file);
  rmSync(aside, { force: true });
}

/** Takes the folder for this process alone, or refuses and names the holder. Returns the release. */
export function takeOwnership(home: string): () => void {
  const file = join(home, 'owner.json');
  const mine = JSON.stringify({ pid: process.pid, life: lifeOf(process.pid) } satisfies Owner);
  const fresh = `${file}.${process.pid}`;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    // A link appears whole or not at all, so nobody can read a half-written owner.
    writeFileSync(fresh, mine, { mode: 0o600 });
    try {
      linkSync(fresh, file);
      return () => {
        if (readOwner(file)?.pid === process.pid) rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = readOwner(file);
      if (owner && holds(owner)) throw alreadyInUse(home, owner.pid);
      removeStale(file, owner);
    } finally {
      rmSync(fresh, { force: true });
    }
  }
  throw alreadyInUse(home, readOwner(file)?.pid ?? 0);
}
