import { sql } from 'kysely';
import type { BenchSite } from '../matters/bench-site.ts';
import { percentile, timed } from '../matters/measure.ts';
import { eventCity } from './city.ts';
import { asked } from './events.ts';

/** The last twelve months that are over. */
const MONTHS = Array.from({ length: 12 }, (_, at) => new Date(Date.UTC(2025, 8 + at, 1)).toISOString().slice(0, 7));
const [FIRST, LAST] = [`${MONTHS[0]}-01+08`, '2026-09-01+08'];
const MONTH = '2026-08';

/** The floor reads the matters once and sums what the score needs, by unit: no history, no intervals, no shares of time. */
const aggregate =
  ({ databases }: BenchSite, from: string, to: string) =>
  () =>
    sql`select to_char(opened_at, 'YYYY-MM') as month, holder_unit, right(id, 2) as unit, count(*),
      count(*) filter (where (state #>> '{clocks,answer,met}')::boolean),
      count(*) filter (where state ->> 'outcome' = 'resolved'), count(*) filter (where (state #>> '{rating,grade}')::int >= 3),
      count(*) filter (where (state ->> 'returns')::int > 0)
    from matters where loop = 'appeal' and opened_at >= ${from}::timestamptz and opened_at < ${to}::timestamptz
    group by 1, 2, 3`.execute(databases.system);

/** The monthly score of a hundred units, one month and each month of a year, against the bare aggregate by SQL. */
export async function benchAppraisal(url: string, size: number, rounds: number): Promise<boolean> {
  const site = await eventCity(url, size, true);
  const month = (each: string) => asked(site, 'appraisal.month', { month: each });
  const { lines } = (await month(MONTH)()) as { readonly lines: readonly unknown[] };
  const [ours, bare, year, bareYear]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let n = 0; n < rounds; n += 1) {
    bare.push(await timed(aggregate(site, `${MONTH}-01+08`, LAST)));
    ours.push(await timed(month(MONTH)));
    bareYear.push(await timed(aggregate(site, FIRST, LAST)));
    year.push(
      await timed(async () => {
        for (const each of MONTHS) await month(each)();
      }),
    );
  }
  const of = (list: readonly number[]): number => percentile(list, 0.5);
  const [one, all] = [of(ours) / of(bare), of(year) / of(bareYear)];
  console.log(
    `appraisal   ${size} matters, ${lines.length} units, one month: ${of(ours).toFixed(0)} ms, bare SQL aggregate ${of(bare).toFixed(0)} ms, ratio ${one.toFixed(2)} (aim ≤ 3)`,
  );
  console.log(
    `appraisal   all twelve months: ${of(year).toFixed(0)} ms, bare SQL aggregate ${of(bareYear).toFixed(0)} ms, ratio ${all.toFixed(2)} (aim ≤ 3)`,
  );
  await site.close();
  return one <= 3 && all <= 3;
}
