/** Runs `work` by `workers` at once until the time is up; counts what was finished. */
export async function rate(workers: number, seconds: number, work: (worker: number) => Promise<void>): Promise<number> {
  const from = performance.now();
  const until = from + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      while (performance.now() < until) {
        await work(worker);
        done += 1;
      }
    }),
  );
  return (done * 1000) / (performance.now() - from);
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

const show = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

/** One line of a result: what, the figures, and whether the promise is kept. */
export function report(what: string, figures: Readonly<Record<string, number | string>>, kept?: boolean): void {
  const said = Object.entries(figures).map(
    ([name, value]) => `${name} ${typeof value === 'number' ? show(value) : value}`,
  );
  const verdict = kept === undefined ? '' : kept ? '  ✓' : '  ✗';
  console.log(`${what.padEnd(34)} ${said.join(' · ')}${verdict}`);
}
