/** What many pages ask for again and again, worked out once. */
export type Kept = {
  /**
   * The value that was made for this key, as of `now`. Within half a minute it is given as it is; for some minutes it is
   * given while a newer one is made; later, or after the clock was moved, it is made before it is given.
   */
  readonly get: <T>(tenant: string, key: string, now: number, make: (now: number) => Promise<T>) => Promise<T>;
  /** Makes anew what is in use of these keys, so that whoever reads next neither waits nor sees what was. */
  readonly renew: (tenant: string, prefix: string, now: number) => Promise<void>;
};

type Entry = {
  value: Promise<unknown>;
  at: number;
  used: number;
  make: (now: number) => Promise<unknown>;
  coming?: Promise<void> | undefined;
};

const FRESH_MS = 30_000;
const STALE_MS = 300_000;
const USED_MS = 600_000;
const MOST = 100;

/** One for a process; others keep their own, and differ by half a minute at most. */
export function createKept(): Kept {
  const tenants = new Map<string, Map<string, Entry>>();
  const entriesOf = (tenant: string): Map<string, Entry> => {
    const found = tenants.get(tenant) ?? new Map<string, Entry>();
    tenants.set(tenant, found);
    return found;
  };
  return {
    get: async <T>(tenant: string, key: string, now: number, make: (now: number) => Promise<T>): Promise<T> => {
      const entries = entriesOf(tenant);
      const found = entries.get(key);
      const age = found ? now - found.at : Number.POSITIVE_INFINITY;
      if (!found || age < 0 || age > STALE_MS) return (await put(entries, key, now, make)) as T;
      found.used = now;
      found.make = make;
      if (age > FRESH_MS) refresh(found, now).catch(() => entries.delete(key));
      return found.value as Promise<T>;
    },
    renew: async (tenant, prefix, now) => {
      const entries = entriesOf(tenant);
      for (const [key, entry] of entries) {
        if (!key.startsWith(prefix)) continue;
        if (Math.abs(now - entry.used) > USED_MS) entries.delete(key);
        else await renewed(entry, now).catch(() => entries.delete(key));
      }
    },
  };
}

function put(
  entries: Map<string, Entry>,
  key: string,
  now: number,
  make: (now: number) => Promise<unknown>,
): Promise<unknown> {
  const entry: Entry = { value: make(now), at: now, used: now, make };
  entries.delete(key);
  entries.set(key, entry);
  // What failed is asked anew by the next; whoever asked now is told.
  entry.value.catch(() => entries.get(key) === entry && entries.delete(key));
  const [oldest] = entries.keys();
  if (entries.size > MOST && oldest !== undefined) entries.delete(oldest);
  return entry.value;
}

/** One at a time; what there is stays until the new one is made. */
function refresh(entry: Entry, now: number): Promise<void> {
  entry.coming ??= entry
    .make(now)
    .then((value) => {
      entry.value = Promise.resolve(value);
      entry.at = now;
    })
    .finally(() => {
      entry.coming = undefined;
    });
  return entry.coming;
}

/** What is on its way may have begun before the change that this is about. */
async function renewed(entry: Entry, now: number): Promise<void> {
  await entry.coming?.catch(() => undefined);
  await refresh(entry, now);
}
