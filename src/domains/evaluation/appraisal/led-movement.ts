import { addDays, addMonths, day, startOfDay } from '#kernel';
import { within } from '../events/read.ts';
import { merged, movementOf, valueFrom } from '../events/value.ts';
import { inForce } from '../organisation/dual.ts';
import type { EvaluationPorts, Window } from '../ports.ts';
import type { Tally } from './ports.ts';

type LedPorts = Pick<EvaluationPorts, 'sources' | 'marks' | 'teams' | 'duals' | 'regions'>;

/** One indicator that a unit answers for, and where it went against the month before. */
export type LedMove = {
  readonly unit: string;
  readonly indicator: string;
  readonly title: string;
  readonly category?: string | undefined;
  /** Of a district, where it is led by two; else of the city. */
  readonly region?: string | undefined;
  readonly before: number | null;
  readonly now: number | null;
  /** +1 better, −1 worse, 0 within what chance does. */
  readonly move: -1 | 0 | 1;
};

type Led = Pick<LedMove, 'unit' | 'indicator' | 'category' | 'region'>;
type Measured = Omit<LedMove, keyof Led>;

/** Who answered for what in the month: leads of the teams, and both leads where a district took an indicator on. */
async function ledIn({ teams, duals }: LedPorts, tenant: string, month: string): Promise<readonly Led[]> {
  const last = addDays(addMonths(day(`${month}-01`), 1), -1);
  const held = inForce(await duals.all(tenant), last);
  return teams().flatMap(({ indicator: led, lead, watches }) => {
    const both = held.filter((each) => each.indicator === led);
    return watches.flatMap(({ indicator, category }): readonly Led[] => [
      { unit: lead, indicator, category },
      ...both.flatMap(({ region, district, department }) =>
        [district, department].map((unit) => ({ unit, indicator, category, region })),
      ),
    ]);
  });
}

/** Every indicator that somebody led in the month, and where it went; of one unit when asked. */
export async function ledMoves(
  ports: LedPorts,
  tenant: string,
  { month, window, unit }: { readonly month: string; readonly window: Window; readonly unit?: string },
): Promise<readonly LedMove[]> {
  const first = addMonths(day(`${month}-01`), -1);
  const to = startOfDay(addMonths(first, 1));
  const before: Window = { from: startOfDay(first), to, asOf: to };
  const known = new Map(
    ports.sources().flatMap((source) => source.indicators.map((one) => [one.id, { source, one }] as const)),
  );
  const measured = async ({ indicator, category, region }: Omit<Led, 'unit'>): Promise<Measured | undefined> => {
    const { source, one } = known.get(indicator) ?? {};
    if (!source || !one || one.direction === 'none') return undefined;
    const only = { ...source, indicators: [one] };
    const regions = region === undefined ? {} : { regions: [...within(ports.regions(), region)] };
    const filter = { ...regions, ...(category === undefined ? {} : { category }) };
    const [then, now] = await Promise.all(
      [before, window].map(async (span) =>
        valueFrom(one, merged(await ports.marks.sums(tenant, only, span, 'none', filter))),
      ),
    );
    const move = then && now && movementOf(one, then, now);
    return move === undefined || !then || !now
      ? undefined
      : { title: one.title, before: then.value, now: now.value, move };
  };
  const led = (await ledIn(ports, tenant, month)).filter((each) => unit === undefined || each.unit === unit);
  // Two who lead one indicator answer for the same number: it is measured once.
  const once = new Map<string, Promise<Measured | undefined>>();
  const found = await Promise.all(
    led.map(async (each): Promise<readonly LedMove[]> => {
      const key = [each.indicator, each.category, each.region].join(' ');
      const asked = once.get(key) ?? measured(each);
      once.set(key, asked);
      const seen = await asked;
      return seen ? [{ ...each, ...seen }] : [];
    }),
  );
  return found.flat();
}

/** Units that lead indicators answer for where these went: +1 better, −1 worse, 0 within what chance does. */
export async function ledMovement(
  ports: LedPorts,
  tenant: string,
  month: string,
  window: Window,
): Promise<readonly Tally[]> {
  const found = await ledMoves(ports, tenant, { month, window });
  return [...Map.groupBy(found, (each) => each.unit)].map(([unit, parts]) => ({
    unit,
    indicator: 'led-movement',
    kind: 'mean' as const,
    counted: parts.length,
    meets: parts.filter((each) => each.move > 0).length,
    sum: parts.reduce((sum, each) => sum + each.move, 0),
    squares: parts.reduce((sum, each) => sum + each.move * each.move, 0),
    distinct: 0,
  }));
}
