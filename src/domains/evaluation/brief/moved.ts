import type { Call, Day } from '#kernel';
import type { CompiledIndicator } from '../events/definition.ts';
import { findIndicator, indicatorNamed } from '../events/read.ts';
import { type IndicatorValue, merged, valueFrom } from '../events/value.ts';
import { windowBefore, windowOf } from '../events/window.ts';
import type { EvaluationPorts } from '../ports.ts';
import { type Contribution, contributionsOf } from './movement.ts';
import type { Brief } from './view.ts';

const PERIOD = '30d';

/** Which numbers moved beyond chance over thirty days, and which units carried them. */
export async function readMoved(
  ports: EvaluationPorts,
  call: Call,
  on: Day,
  ids: readonly string[],
): Promise<Pick<Brief, 'moved' | 'still'>> {
  const name = await ports.unitNames(call);
  const found = await Promise.all(
    ids.filter((id) => findIndicator(ports, id) !== undefined).map((id) => readOne(ports, call, on, id)),
  );
  const moved = found.filter((each) => isBeyondChance(each.now, each.before.value));
  return {
    moved: moved.map(({ indicator, now, before, parts }) => ({
      indicator: indicator.id,
      title: indicator.title,
      words: wordsOf(indicator, now.value ?? 0, before.value ?? 0),
      why: whyOf(indicator, parts, (now.value ?? 0) - (before.value ?? 0), name),
      good: isGood(indicator, now.value ?? 0, before.value ?? 0),
    })),
    still: found
      .filter((each) => !moved.includes(each) && each.now.value !== null && each.before.value !== null)
      .map((each) => each.indicator.title),
  };
}

async function readOne(ports: EvaluationPorts, { tenant, now: at }: Call, on: Day, id: string) {
  const { source, indicator } = indicatorNamed(ports, id);
  const only = { ...source, indicators: [indicator] };
  const [now, before] = await Promise.all([
    ports.marks.sums(tenant, only, windowOf(PERIOD, on, at), 'unit', {}),
    ports.marks.sums(tenant, only, windowBefore(PERIOD, on), 'unit', {}),
  ]);
  return {
    indicator,
    now: valueFrom(indicator, merged(now)),
    before: valueFrom(indicator, merged(before)),
    parts: contributionsOf(indicator, now, before),
  };
}

/** A count has no interval: it moved when it changed by a fifth. */
export function isBeyondChance({ value, interval }: IndicatorValue, before: number | null): boolean {
  if (value === null || before === null || value === before) return false;
  if (interval) return before < interval[0] || before > interval[1];
  return Math.abs(value - before) >= Math.max(1, 0.2 * before);
}

export const isGood = ({ direction }: CompiledIndicator, now: number, before: number): boolean | null =>
  direction === 'none' ? null : now > before === (direction === 'higher');

export const shown = ({ unit }: CompiledIndicator, value: number): string =>
  unit === '%' ? `${value.toFixed(1)}%` : `${Number.isInteger(value) ? value : value.toFixed(1)}${unit}`;
const sizeOf = ({ unit }: CompiledIndicator, change: number): string => {
  const size = Math.abs(change);
  return unit === '%' ? `${size.toFixed(1)}个百分点` : `${Number.isInteger(size) ? size : size.toFixed(1)}${unit}`;
};

const wordsOf = (indicator: CompiledIndicator, now: number, before: number): string =>
  `${indicator.title}${shown(indicator, now)}，比前30天${now > before ? '升' : '降'}${sizeOf(indicator, now - before)}`;

const MOST = 3;
/** A part that is less than a tenth of the change explains nothing. */
const LEAST = 0.1;

function whyOf(
  indicator: CompiledIndicator,
  parts: readonly Contribution[],
  change: number,
  name: (id: string) => string,
): string {
  const carried = parts
    .filter((each) => each.group !== '' && each.points / change >= LEAST)
    .sort((a, b) => b.points / change - a.points / change)
    .slice(0, MOST);
  if (carried.length === 0) return '各单位都有一点，没有哪家特别突出';
  const said = carried.map(
    (each) => `${name(each.group)}（${each.points > 0 ? '升' : '降'}${sizeOf(indicator, each.points)}）`,
  );
  return `主要在${said.join('、')}`;
}
