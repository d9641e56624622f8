import { sql } from 'kysely';
import { type BenchSite, callOf, officialOf, TENANT } from '../matters/bench-site.ts';
import { percentile, timed } from '../matters/measure.ts';
import { addEvents, eventCity } from './city.ts';

/** New events for every five hundred that are there: 10,000 of 5 million. */
const NEW_SHARE = 1 / 500;

export const job = (site: BenchSite, name: string) => () =>
  site.wired.jobs.find((each) => each.name === name)?.run(TENANT, site.clock.now) ?? Promise.resolve(-1);

export const asked = (site: BenchSite, id: string, input: object) => {
  const operation = site.wired.operations.find((each) => each.id === id);
  const actor = officialOf(site.city, 'p-head', 'qz-biz-office', 'office-head');
  return () => operation?.handle(callOf(actor, site.clock.now), operation.input.parse(input)) ?? Promise.resolve();
};

/** Following new events against counting everything; a month against bare SQL. */
export async function benchEvents(url: string, size: number, rounds: number) {
  const large = await eventCity(url, size);
  const whole = await timed(job(large, 'follow-events'));
  const added = await addEvents(large, Math.round(large.events * NEW_SHARE));
  const more = await timed(job(large, 'follow-events'));
  const refresh = more / whole;
  console.log(
    `follow      ${large.events} events in ${(whole / 1000).toFixed(1)} s; ${added} new ones in ${(more / 1000).toFixed(2)} s, ${(100 * refresh).toFixed(1)} % (aim ≤ 2 %)`,
  );
  const month = await monthTimes(large, rounds);
  console.log(
    `month       ${month.ours.toFixed(0)} ms, bare SQL aggregate ${month.bare.toFixed(0)} ms, ratio ${(month.ours / month.bare).toFixed(2)} (aim ≤ 3)`,
  );
  await large.close();
  return refresh <= 0.02 && month.ours <= 3 * month.bare;
}

async function monthTimes(site: BenchSite, rounds: number): Promise<{ readonly ours: number; readonly bare: number }> {
  const [ours, bare]: [number[], number[]] = [[], []];
  // The floor reads the year's matters once and sums what the score needs, by unit: no history, no intervals.
  const aggregate = () =>
    sql`select state #>> '{hops,0,unit}' as unit, count(*), count(*) filter (where (state #>> '{clocks,answer,met}')::boolean),
        count(*) filter (where state ->> 'outcome' = 'resolved'), count(*) filter (where (state #>> '{rating,grade}')::int >= 3),
        count(*) filter (where (state ->> 'returns')::int > 0)
      from matters where loop = 'appeal' and opened_at >= '2026-08-01+08' and opened_at < '2026-09-01+08' group by 1`.execute(
      site.databases.system,
    );
  for (let n = 0; n < rounds; n += 1) {
    bare.push(await timed(aggregate));
    ours.push(await timed(asked(site, 'appraisal.month', { month: '2026-08' })));
  }
  return { ours: percentile(ours, 0.5), bare: percentile(bare, 0.5) };
}
