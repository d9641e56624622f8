import { percentile, timed } from '../matters/measure.ts';
import { addEvents, eventCity } from './city.ts';
import { asked, job } from './events.ts';

/** New events between the readings of the wall: a busy ten seconds. */
const BETWEEN = 200;
const TEN_SECONDS = 10_000;
const PAST_DAYS = 5;
const KEPT_DAYS = 5;
const READINGS = 10;
const todayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

type Times = {
  readonly first: number;
  readonly past: number;
  readonly uncached: number;
  readonly p50: number;
  readonly p95: number;
  readonly follow: number;
};

/**
 * The cockpit in a small and a large city: the first reading of the day, then as walls read it while events come in. The two
 * take turns, so that whatever else the machine does strikes both.
 */
export async function benchCockpit(urls: readonly [string, string], sizes: readonly [number, number], rounds: number) {
  const small = await cockpitOf(urls[0], sizes[0]);
  const large = await cockpitOf(urls[1], sizes[1]);
  for (let round = 0; round < rounds; round += 1)
    for (const each of [small, large]) {
      await addEvents(each.site, BETWEEN, TEN_SECONDS);
      each.follows.push(await timed(job(each.site, 'follow-events')));
      for (let n = 0; n < READINGS; n += 1) each.reads.push(await timed(each.read));
    }
  const [few, many] = [await timesOf(small), await timesOf(large)];
  const ratio = many.p95 / few.p95;
  const say = ({ first, past, uncached, p50, p95, follow }: Times): string =>
    `p95 ${p95.toFixed(1)} ms (median ${p50.toFixed(1)} ms, first ${first.toFixed(0)} ms; a day that is over ${past.toFixed(0)} ms, worked out in the background in ${uncached.toFixed(0)} ms; each ${BETWEEN} new events are followed in ${follow.toFixed(0)} ms)`;
  console.log(`cockpit     ${sizes[0]} matters: ${say(few)}`);
  console.log(`cockpit     ${sizes[1]} matters: ${say(many)}`);
  console.log(
    `cockpit     ratio of p95 ${ratio.toFixed(2)} (aim ≤ 2), of medians ${(many.p50 / few.p50).toFixed(2)}, of a day that is over ${(many.past / few.past).toFixed(2)}, of working it out ${(many.uncached / few.uncached).toFixed(2)}`,
  );
  return ratio <= 2 && many.past <= 2 * few.past;
}

async function cockpitOf(url: string, size: number) {
  const site = await eventCity(url, size, true);
  await job(site, 'follow-events')();
  const read = () => asked(site, 'cockpit.get', {})();
  return { site, read, first: await timed(read), reads: [] as number[], follows: [] as number[] };
}

async function timesOf({ site, first, reads, follows }: Awaited<ReturnType<typeof cockpitOf>>): Promise<Times> {
  // The newest days that are over are worked out by the job, five at a time.
  const uncached = (await timed(job(site, 'keep-days'))) / KEPT_DAYS;
  const past: number[] = [];
  for (let day = 1; day <= PAST_DAYS; day += 1)
    for (let n = 0; n < 3; n += 1)
      past.push(await timed(asked(site, 'cockpit.get', { on: todayOf(site.clock.now - day * 86_400_000) })));
  await site.close();
  return {
    first,
    p50: percentile(reads, 0.5),
    p95: percentile(reads, 0.95),
    follow: percentile(follows, 0.5),
    past: percentile(past, 0.5),
    uncached,
  };
}
