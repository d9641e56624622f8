import { dayOf, systemCall, toInstant } from '#kernel';
import { indicatorNamed } from '../events/read.ts';
import { valueFrom } from '../events/value.ts';
import { PERIODS, windowOf } from '../events/window.ts';
import type { EvaluationPorts } from '../ports.ts';
import { type Alert, readAlert } from './alert.ts';

/** Looks at every threshold; an indicator that went past one opens one matter, until it came back. A job. */
export async function watchIndicators(ports: EvaluationPorts, tenant: string, now: number): Promise<number> {
  const open = await ports.episodes.open(tenant);
  let opened = 0;
  for (const alert of ports.alerts()) {
    const { source, indicator } = indicatorNamed(ports, alert.indicator);
    const window = windowOf(alert.period, dayOf(toInstant(now)), now);
    const [sums] = await ports.marks.sums(tenant, { ...source, indicators: [indicator] }, window, 'none', {});
    const value = valueFrom(indicator, sums);
    const reading = readAlert(alert, value);
    if (reading === 'within' && open.has(alert.id)) await ports.episodes.end(tenant, alert.id, now);
    if (reading !== 'past' || open.has(alert.id)) continue;
    // The matter first: if this stops half-way, the same key finds it again.
    const call = systemCall(tenant, now, `${alert.id} ${dayOf(toInstant(now))}`);
    const { id } = await ports.openMatter(call, {
      key: `alert ${alert.id} ${dayOf(toInstant(now))}`,
      loop: 'indicator-alert',
      fields: wordsOf(alert, { ...indicator, ...value }),
    });
    if (await ports.episodes.begin(tenant, alert.id, now, id)) opened += 1;
  }
  return opened;
}

type Told = {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly value: number | null;
  readonly counted: number;
};

const wordsOf = ({ period, below, above }: Alert, { id, title, unit, value, counted }: Told) => ({
  title: `${PERIODS[period]}“${title}”为 ${value}${unit}，${below === undefined ? '高于' : '低于'}警戒值 ${below ?? above}${unit}`,
  text: `按 ${counted} 条记录计算，差距超出正常波动。请查明是哪些单位、哪些环节造成的，说明措施。`,
  indicator: id,
});
