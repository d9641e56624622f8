import {
  type Directory,
  directoryOf,
  type Organisation,
  organisationOn,
  type RegistrySnapshot,
} from '#engines/registry';
import { type Day, dayOf, toInstant } from '#kernel';
import type { RegistryStore } from './ports.ts';

/** The organisation as commands see it: from memory, at most `freshFor` behind what other processes changed. */
export type LiveDirectory = {
  readonly directory: (tenant: string, now: number) => Promise<Directory>;
  readonly organisation: (tenant: string, now: number) => Promise<Organisation>;
  /** After a change in this process: the next question reads again. */
  readonly forget: (tenant: string) => void;
};

type Kept = {
  readonly snapshot: RegistrySnapshot;
  readonly revision: number;
  checkedAt: number;
  readonly organisations: Map<Day, Organisation>;
  readonly directories: Map<Day, Directory>;
};

/**
 * Keeps one snapshot per tenant and a directory per day. A revision number, asked for at most every `freshFor`
 * milliseconds, tells when the copy is out of date.
 *
 * @param wallClock runs even while a demo tenant's clock stands still
 */
export function liveDirectory(
  store: Pick<RegistryStore, 'loadSnapshot' | 'revision'>,
  wallClock: () => number,
  freshFor = 1000,
): LiveDirectory {
  const kept = new Map<string, Kept>();
  const loading = new Map<string, Promise<Kept>>();

  const load = async (tenant: string): Promise<Kept> => {
    // The revision is read first: a change in between costs one more reading, never a stale copy.
    const revision = await store.revision(tenant);
    const snapshot = await store.loadSnapshot(tenant);
    const fresh: Kept = {
      snapshot,
      revision,
      checkedAt: wallClock(),
      organisations: new Map(),
      directories: new Map(),
    };
    kept.set(tenant, fresh);
    return fresh;
  };
  const once = (tenant: string): Promise<Kept> => {
    const running = loading.get(tenant) ?? load(tenant).finally(() => loading.delete(tenant));
    loading.set(tenant, running);
    return running;
  };
  const current = async (tenant: string): Promise<Kept> => {
    const known = kept.get(tenant);
    if (!known) return once(tenant);
    if (wallClock() - known.checkedAt < freshFor) return known;
    known.checkedAt = wallClock();
    return (await store.revision(tenant)) === known.revision ? known : once(tenant);
  };
  return {
    directory: async (tenant, now) => {
      const { snapshot, directories } = await current(tenant);
      return onDay(directories, now, (day) => directoryOf(snapshot, day));
    },
    organisation: async (tenant, now) => {
      const { snapshot, organisations } = await current(tenant);
      return onDay(organisations, now, (day) => organisationOn(snapshot, day));
    },
    forget: (tenant) => kept.delete(tenant),
  };
}

function onDay<T>(days: Map<Day, T>, now: number, make: (day: Day) => T): T {
  const day = dayOf(toInstant(now));
  const before = days.get(day);
  if (before !== undefined) return before;
  const made = make(day);
  // Days pass: a copy of every one would grow for ever.
  if (days.size > 8) days.clear();
  days.set(day, made);
  return made;
}
