import type { DemoCity, Step } from '#platform/demo';

type Run = (step: Pick<Step, 'at' | 'actor' | 'operation' | 'input'>) => Promise<unknown>;
type Job = (name: string, at: number) => Promise<void>;

const HOUR = 3_600_000;

/**
 * Everyone is matched and told what is certain. Two of three firms read it in the days after; some want to hear once a
 * week, one of twenty nothing.
 */
export async function tellPushes(demo: DemoCity, run: Run, job: Job, at: number): Promise<void> {
  for (const [n, { id }] of demo.enterprises.entries()) {
    const often = n % 20 === 19 ? 'never' : n % 5 === 3 ? 'week' : undefined;
    if (often) await run({ at, actor: demo.firm(id), operation: 'policies.wish', input: { often } });
  }
  await job('match-policies', at);
  await job('push-policies', at + HOUR);
  for (const [n, { id }] of demo.enterprises.entries())
    if (n % 3 !== 1)
      await run({
        at: at + (2 + ((n * 5) % 60)) * HOUR,
        actor: demo.firm(id),
        operation: 'inbox.read',
        input: { id: 'all' },
      });
}
