import { type EvaluationPorts, followEvents, keepDays } from '#domains/evaluation';
import type { Base } from './base.ts';
import type { Core } from './core.ts';
import type { DomainJob } from './domain-job.ts';

const COCKPIT = 'cockpit.read';

/** Numbers follow the events; open cockpits hear of it and read again, whichever process they hang on. */
export function followJobs(
  { city }: Pick<Base, 'city'>,
  { hub }: Pick<Core, 'hub'>,
  evaluation: EvaluationPorts,
): readonly DomainJob[] {
  const readers = city.pack.roles.filter((each) => each.permissions.includes(COCKPIT)).map(({ id }) => `role:${id}`);
  const follow =
    (whole: boolean): DomainJob['run'] =>
    async (tenant, now) => {
      const moved = await followEvents(evaluation, tenant, now, whole);
      if (moved > 0) hub.publish({ tenant, principals: readers }, { topic: 'cockpit' });
      return moved;
    };
  return [
    { name: 'follow-events', everyMs: 5_000, run: follow(false) },
    { name: 'compare-events', everyMs: 3_600_000, run: follow(true) },
    { name: 'keep-days', everyMs: 600_000, run: (tenant, now) => keepDays(evaluation, { tenant, now }) },
  ];
}
