import { newDatabase, startServer } from '../matters/bench-site.ts';
import { benchAppraisal } from './appraisal.ts';
import { benchCockpit } from './cockpit.ts';
import { floor, ours, provincial } from './evaluation.ts';
import { benchEvents } from './events.ts';

export type IndicatorsWish = {
  readonly only: readonly string[] | undefined;
  readonly rounds: number;
  readonly small: number;
  readonly large: number;
};

const seconds = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};
const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

/** Of a million matters these have the five million events. */
const EVENTFUL = 0.375;

/** What is promised of indicators in figures; true when all of it is kept. */
export async function benchIndicators({ only, rounds, small, large }: IndicatorsWish): Promise<boolean> {
  const wanted = (name: string): boolean => only === undefined || only.includes(name);
  const kept: boolean[] = [];
  if (wanted('evaluation')) {
    const given = provincial();
    const [engine, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      bare.push(seconds(() => floor(given)));
      engine.push(seconds(() => ours(given)));
    }
    const ratio = median(engine) / median(bare);
    console.log(
      `evaluation  100 units × 18 indicators × 90 leaves × 10 years × 1,000 draws: ${median(engine).toFixed(2)} s, bare typed arrays ${median(bare).toFixed(2)} s, ratio ${ratio.toFixed(2)} (aim ≤ 3)`,
    );
    kept.push(ratio <= 3);
  }
  if (wanted('events')) {
    const server = await startServer();
    try {
      kept.push(await benchEvents(await newDatabase(server.url, 'events'), Math.round(large * EVENTFUL)));
    } finally {
      await server.stop();
    }
  }
  if (wanted('appraisal')) {
    const server = await startServer();
    try {
      kept.push(await benchAppraisal(await newDatabase(server.url, 'appraisal'), large, rounds));
    } finally {
      await server.stop();
    }
  }
  if (wanted('cockpit')) {
    const server = await startServer();
    try {
      const fresh = (name: string) => newDatabase(server.url, name);
      kept.push(await benchCockpit([await fresh('small'), await fresh('large')], [small, large], rounds));
    } finally {
      await server.stop();
    }
  }
  return kept.every(Boolean);
}
