import { setTimeout as after } from 'node:timers/promises';

export type Job = {
  readonly name: string;
  readonly everyMs: number;
  /** Returns how much it did, for the metrics. */
  readonly run: () => Promise<number>;
};

export type ClockworkOptions = {
  readonly jobs: readonly Job[];
  readonly failed: (job: string, error: unknown) => void;
  readonly did?: (job: string, amount: number) => void;
};

export type Clockwork = {
  /** Runs a job now, after the one under way if there is one. */
  readonly nudge: (job: string) => Promise<void>;
  /** Starts no more and waits for what is under way, but not for hours: a job that is cut off begins anew. */
  readonly stop: () => Promise<void>;
};

/** The first round over a large city takes an hour; whoever stops the site does not wait for it. */
const PATIENCE = 15_000;

/** What is done once an hour or a day is also done soon after a start: a site that starts anew every night would never do it. */
const FIRST_AFTER = 300_000;

/**
 * Runs each job again and again, never two of the same at once. Several processes may do so on one database: the jobs
 * themselves take their work row by row.
 */
export function startClockwork({ jobs, failed, did }: ClockworkOptions): Clockwork {
  let stopping = false;
  const under = new Map<string, Promise<void>>();
  const timers = new Map<string, NodeJS.Timeout>();
  const once = (job: Job): Promise<void> => {
    const before = under.get(job.name) ?? Promise.resolve();
    const now = before.then(async () => {
      if (stopping) return;
      try {
        // Not as an argument of `did?.(…)`: without `did` that would never be evaluated.
        const amount = await job.run();
        did?.(job.name, amount);
      } catch (error) {
        failed(job.name, error);
      }
    });
    under.set(job.name, now);
    return now;
  };
  const again = (job: Job, ms = job.everyMs): void => {
    const timer = setTimeout(() => void once(job).then(() => (stopping ? undefined : again(job))), ms);
    timers.set(job.name, timer);
  };
  for (const job of jobs) again(job, Math.min(job.everyMs, FIRST_AFTER));
  return {
    nudge: async (name) => {
      const job = jobs.find((each) => each.name === name);
      if (job) await once(job);
    },
    stop: async () => {
      stopping = true;
      for (const timer of timers.values()) clearTimeout(timer);
      const patience = new AbortController();
      const tired = after(PATIENCE, undefined, { signal: patience.signal }).catch(() => undefined);
      await Promise.race([Promise.all(under.values()), tired]);
      patience.abort();
    },
  };
}
