import type { Metrics } from '#entrypoints/http';
import type { Job } from '#entrypoints/jobs';
import { takeDailyRoots } from '#platform/operate';
import type { Settings } from '#platform/settings';
import type { Tenants } from '#platform/site';
import { type Databases, firstDue, hasRoot, keepRoot, outboxWaiting, takeRoot } from '#storage';
import { rootsFolder } from './commands/site-commands.ts';
import { announceRoot } from './webhooks.ts';

type Running = { readonly databases: Databases; readonly tenants: Tenants; readonly settings: Settings };

const TEN_MINUTES = 600_000;

/** Takes the audit roots of the day; asked often, so that a day without a start at midnight has one too. */
export const dailyRootJob = ({ databases, tenants, settings }: Running): Job => ({
  name: 'audit-root',
  everyMs: TEN_MINUTES,
  run: () =>
    takeDailyRoots({
      tenants: tenants.all,
      now: tenants.now,
      hasRoot: (tenant, day) => hasRoot(databases, tenant, day),
      take: (tenant, day) => takeRoot(databases.system, tenant, day),
      store: (root, now) => keepRoot(databases, root, now),
      announce: announceRoot({ databases, wallClock: Date.now }),
      folder: rootsFolder(settings.dataDir),
    }),
});

const seconds = (ms: number): number => Math.max(0, ms / 1000);

/** What operators watch: is the work that time brings being done? Over all cities, so that no label tells one. */
export function addGauges(metrics: Metrics, { databases, tenants }: Running): void {
  const each = async (read: (tenant: string) => Promise<number>): Promise<readonly number[]> =>
    Promise.all(tenants.all().map(({ id }) => read(id)));
  metrics.gauge('clearway_outbox_waiting', 'Messages that still have to leave', async () =>
    (await each(async (id) => (await outboxWaiting(databases, id)).count)).reduce((a, b) => a + b, 0),
  );
  metrics.gauge('clearway_outbox_oldest_seconds', 'For how long the oldest waiting message could have left', async () =>
    Math.max(
      0,
      ...(await each(async (id) => {
        const { oldest } = await outboxWaiting(databases, id);
        return oldest === null ? 0 : seconds(tenants.now(id) - oldest);
      })),
    ),
  );
  metrics.gauge('clearway_clocks_due_lag_seconds', 'For how long the earliest due clock has not been swept', async () =>
    Math.max(
      0,
      ...(await each(async (id) => {
        const due = await firstDue(databases, id);
        return due === null ? 0 : seconds(tenants.now(id) - due);
      })),
    ),
  );
}

/** Counts what the jobs do, for `startClockwork`. */
export function jobCounters(metrics: Metrics) {
  const swept = metrics.counter('clearway_swept_matters_total', 'Matters that the passing of time has moved');
  const delivered = metrics.counter('clearway_outbox_delivered_total', 'Messages that left');
  const sweeps = metrics.counter('clearway_sweeps_total', 'Sweeps that were run');
  const failures = metrics.counter('clearway_job_failures_total', 'Jobs that failed and will be tried again');
  return {
    did: (job: string, amount: number): void => {
      if (job === 'outbox') delivered.add(amount);
      if (job !== 'sweep') return;
      sweeps.add();
      swept.add(amount);
    },
    failed: (): void => failures.add(),
  };
}
