/** What many pages ask for again and again, worked out once. */
export type Kept = {
  /**
   * The value that was made for this key, as of `now`. Within half a minute it is given as it is; for some minutes it is
   * given while a newer one is made; later, or after the clock was moved, it is made before it is given.
   */
  readonly get: <T>(tenant: string, key: string, now: number, make: (now: number) => Promise<T>) => Promise<T>;
  /**
   * The records have moved: makes anew what is in use, so that whoever reads next neither waits nor sees what was. What
   * took long rests for many times as long; it is made anew by a later `catchUp`.
   */
  readonly renew: (tenant: string, now: number) => Promise<void>;
  /** Makes anew what rested when the records moved and has rested enough. Returns how much that was. */
  readonly catchUp: (tenant: string, now: number) => Promise<number>;
};

type Entry = {
  value: Promise<unknown>;
  at: number;
  used: number;
  make: (now: number) => Promise<unknown>;
  coming?: Promise<void> | undefined;
  /** How long making it took, and when that ended. */
  cost: number;
  made: number;
  /** The records have moved since. */
  behind: boolean;
};

const FRESH_MS = 30_000;
const STALE_MS = 300_000;
const USED_MS = 600_000;
const MOST = 100;
/** At most one part in so many of the time goes into making one thing again and again. */
const REST = 15;

export type Stopwatch = () => number;

/** One for a process; others keep their own, and differ by half a minute at most. The stopwatch counts milliseconds. */
export function createKept(stopwatch: Stopwatch = () => 0): Kept {
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
      if (!found || age < 0 || age > STALE_MS) return (await put(entries, key, now, make, stopwatch)) as T;
      found.used = now;
      found.make = make;
      if (age > FRESH_MS) refresh(found, now, stopwatch).catch(() => entries.delete(key));
      return found.value as Promise<T>;
    },
    renew: async (tenant, now) => {
      const entries = entriesOf(tenant);
      for (const [key, entry] of entries) {
        entry.behind = true;
        if (Math.abs(now - entry.used) > USED_MS) entries.delete(key);
        else if (!rests(entry, stopwatch)) await renewed(entry, now, stopwatch).catch(() => entries.delete(key));
      }
    },
    catchUp: async (tenant, now) => {
      const entries = entriesOf(tenant);
      const due = [...entries].filter(([, entry]) => entry.behind && !rests(entry, stopwatch));
      for (const [key, entry] of due) await renewed(entry, now, stopwatch).catch(() => entries.delete(key));
      return due.length;
    },
  };
}

const rests = ({ cost, made }: Entry, stopwatch: Stopwatch): boolean => stopwatch() - made < REST * cost;

function put(
  entries: Map<string, Entry>,
  key: string,
  now: number,
  make: (now: number) => Promise<unknown>,
  stopwatch: Stopwatch,
): Promise<unknown> {
  const from = stopwatch();
  const entry: Entry = { value: make(now), at: now, used: now, make, cost: 0, made: from, behind: false };
  entries.delete(key);
  entries.set(key, entry);
  // What failed is asked anew by the next; whoever asked now is told.
  entry.value.then(
    () => took(entry, from, stopwatch),
    () => entries.get(key) === entry && entries.delete(key),
  );
  const [oldest] = entries.keys();
  if (entries.size > MOST && oldest !== undefined) entries.delete(oldest);
  return entry.value;
}

/** One at a time; what there is stays until the new one is made. */
function refresh(entry: Entry, now: number, stopwatch: Stopwatch): Promise<void> {
  if (entry.coming) return entry.coming;
  const from = stopwatch();
  entry.behind = false;
  entry.coming = entry
    .make(now)
    .then((value) => {
      took(entry, from, stopwatch);
      entry.value = Promise.resolve(value);
      entry.at = now;
    })
    .finally(() => {
      entry.coming = undefined;
    });
  return entry.coming;
}

function took(entry: Entry, from: number, stopwatch: Stopwatch): void {
  entry.made = stopwatch();
  entry.cost = entry.made - from;
}

/** What is on its way may have begun before the change that this is about. */
async function renewed(entry: Entry, now: number, stopwatch: Stopwatch): Promise<void> {
  await entry.coming?.catch(() => undefined);
  await refresh(entry, now, stopwatch);
}
