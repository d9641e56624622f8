import { describe, expect, it } from 'vitest';
import { type Clockwork, startClockwork } from './clockwork.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const failed = (): void => {};

async function withClockwork(clockwork: Clockwork, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await clockwork.stop();
  }
}

describe('clockwork', () => {
  it('runs each job again and again, whether or not anybody counts', async () => {
    let runs = 0;
    const run = async () => {
      runs += 1;
      return 1;
    };
    await withClockwork(startClockwork({ jobs: [{ name: 'a', everyMs: 2, run }], failed }), () =>
      expect.poll(() => runs).toBeGreaterThan(3),
    );
  });

  it('says how much a job did', async () => {
    const did: [string, number][] = [];
    const job = { name: 'a', everyMs: 60_000, run: async () => 7 };
    const clockwork = startClockwork({ jobs: [job], failed, did: (name, amount) => did.push([name, amount]) });
    await withClockwork(clockwork, () => clockwork.nudge('a'));
    expect(did).toEqual([['a', 7]]);
  });

  it('goes on after a failure', async () => {
    const errors: unknown[] = [];
    let runs = 0;
    const run = async () => {
      runs += 1;
      if (runs === 1) throw new Error('once');
      return 0;
    };
    const clockwork = startClockwork({
      jobs: [{ name: 'a', everyMs: 2, run }],
      failed: (job, error) => errors.push([job, error]),
    });
    await withClockwork(clockwork, () => expect.poll(() => runs).toBeGreaterThan(2));
    expect(errors).toHaveLength(1);
  });

  it('never runs two of the same at once, and waits for the one under way when it stops', async () => {
    let inside = 0;
    let most = 0;
    const run = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await pause(15);
      inside -= 1;
      return 0;
    };
    const clockwork = startClockwork({ jobs: [{ name: 'a', everyMs: 1, run }], failed });
    void clockwork.nudge('a');
    void clockwork.nudge('a');
    await pause(40);
    await clockwork.stop();
    expect([inside, most]).toEqual([0, 1]);
  });
});
