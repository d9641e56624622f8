import { type BenchSite, callOf, officialOf, TENANT } from '../matters/bench-site.ts';
import { timed } from '../matters/measure.ts';
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

/** Following new events against counting everything. */
export async function benchEvents(url: string, size: number): Promise<boolean> {
  const large = await eventCity(url, size);
  const whole = await timed(job(large, 'follow-events'));
  const added = await addEvents(large, Math.round(large.events * NEW_SHARE));
  const more = await timed(job(large, 'follow-events'));
  const idle = await timed(job(large, 'follow-events'));
  const refresh = more / whole;
  const touched = added / 2 / size;
  console.log(
    `follow      ${large.events} events in ${(whole / 1000).toFixed(1)} s; ${added} new ones (of ${(100 * touched).toFixed(2)} % of the matters) in ${(more / 1000).toFixed(2)} s, ${(100 * refresh).toFixed(2)} % (aim ≤ 2 %); nothing new ${idle.toFixed(0)} ms`,
  );
  await large.close();
  return refresh <= 0.02;
}
