import { addDays, type Call, startOfDay } from '#kernel';
import { collectedByCode, eventIndicators } from '../collect/collected-leaves.ts';
import { periodNamed } from '../collect/periods.ts';
import { openValue } from '../collect/value-view.ts';
import { within } from '../events/read.ts';
import { merged, valueFrom } from '../events/value.ts';
import type { PeerLeaf } from './places.ts';
import type { PeerPorts } from './ports.ts';

/** How a value of ours came about. */
export type OwnFrom = 'events' | 'collected' | 'formula';
export type OwnValue = { readonly value: number; readonly from: OwnFrom };

export const cellKey = (indicator: string, period: string): string => `${indicator} ${period}`;

/** Our city's own values of these leaves in these periods: collected and checked, counted from events, or worked out. */
export async function ownValues(
  ports: PeerPorts,
  call: Call,
  subject: string,
  wanted: readonly (PeerLeaf & { readonly periods: readonly string[] })[],
): Promise<ReadonlyMap<string, OwnValue>> {
  const found = new Map<string, OwnValue>();
  const put = (indicator: string, period: string, value: number | null, from: OwnFrom): void => {
    if (value !== null) found.set(cellKey(indicator, period), { value, from });
  };
  const collected = collectedByCode(ports);
  const stated = wanted.filter((each) => collected.has(each.indicator)).map((each) => each.indicator);
  for (const row of await ports.values.held(call.tenant, stated, call.now + 1))
    if (row.subject === subject) put(row.indicator, row.period, row.value, 'collected');
  await putEvents(ports, call, subject, wanted, put);
  for (const { indicator, periods } of wanted.filter(({ leaf }) => leaf.formula !== undefined))
    for (const period of periods)
      put(
        indicator,
        period,
        (await openValue(ports, call, { indicator, subject, period }, call.now + 1)).value,
        'formula',
      );
  return found;
}

/** One query for each period and source, not one for each indicator. */
async function putEvents(
  ports: PeerPorts,
  { tenant, now }: Call,
  subject: string,
  wanted: readonly (PeerLeaf & { readonly periods: readonly string[] })[],
  put: (indicator: string, period: string, value: number | null, from: OwnFrom) => void,
): Promise<void> {
  const known = eventIndicators(ports);
  const counted = wanted.filter((each) => known.has(each.indicator));
  const regions = within(ports.regions(), subject);
  for (const period of new Set(counted.flatMap((each) => each.periods))) {
    const span = periodNamed(period);
    if (!span || startOfDay(span.first) > now) continue;
    const to = startOfDay(addDays(span.last, 1));
    const window = { from: startOfDay(span.first), to, asOf: Math.min(to, now + 1) };
    const codes = new Set(counted.filter((each) => each.periods.includes(period)).map((each) => each.indicator));
    await Promise.all(
      ports.sources().map(async (source) => {
        const indicators = source.indicators.filter((each) => codes.has(each.id));
        if (indicators.length === 0) return;
        const sums = await ports.marks.sums(tenant, { ...source, indicators }, window, 'region', {});
        for (const indicator of indicators) {
          const own = sums.filter((each) => each.indicator === indicator.id && regions.has(each.group));
          const { value, counted: records } = valueFrom(indicator, merged(own));
          put(indicator.id, period, records === 0 ? null : value, 'events');
        }
      }),
    );
  }
}
