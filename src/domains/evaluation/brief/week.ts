import { addDays, type Call, type Day, day, startOfDay } from '#kernel';
import { countyLeague } from '../county-league.ts';
import { findIndicator } from '../events/read.ts';
import { type IndicatorValue, valueFrom } from '../events/value.ts';
import { windowOf } from '../events/window.ts';
import type { EvaluationPorts, Window } from '../ports.ts';
import { WATCHED } from '../standing-lines.ts';
import { isBeyondChance, shown } from './moved.ts';
import { type Brief, weekOf } from './view.ts';

/** What this week brought up to the day, beside the same days of the week before; and whose tier moved since then. */
export async function readWeek(
  ports: EvaluationPorts,
  call: Call,
  on: Day,
  { indicators, scheme }: { readonly indicators: readonly string[]; readonly scheme: string | undefined },
): Promise<Brief['week']> {
  const [figures, late, tiers] = await Promise.all([
    Promise.all(indicators.map((id) => figureOf(ports, call, on, id))),
    lateWords(ports, call, on),
    tierMoves(ports, call, on, scheme),
  ]);
  return [...figures.flat(), late, ...tiers];
}

async function figureOf(ports: EvaluationPorts, call: Call, on: Day, id: string): Promise<Brief['week']> {
  const found = findIndicator(ports, id);
  if (!found) return [];
  const { indicator, source } = found;
  const only = { ...source, indicators: [indicator] };
  const [now, before] = await Promise.all(
    [daysOf(on, call.now), daysOf(addDays(on, -7), call.now)].map(async (window) =>
      valueFrom(indicator, (await ports.marks.sums(call.tenant, only, window, 'none', {}))[0]),
    ),
  );
  if (!now || now.value === null) return [];
  const told = `${indicator.title}${shown(indicator, now.value)}`;
  if (!before || before.value === null) return [{ indicator: id, words: `${told}，上周同期没有数`, good: null }];
  const moved = isBeyondChance(now, before.value);
  const isHigher = now.value > before.value;
  return [
    {
      indicator: id,
      words: `${told}，上周同期${shown(indicator, before.value)}${moved ? '' : sameWords(now, before.value)}`,
      good: !moved || indicator.direction === 'none' ? null : isHigher === (indicator.direction === 'higher'),
    },
  ];
}

const sameWords = ({ value, interval }: IndicatorValue, before: number): string =>
  value === before ? '' : interval ? '，在误差内' : '，变动不大';

/** Monday up to the day, as known at its end. */
function daysOf(on: Day, now: number): Window {
  const { to, asOf } = windowOf('30d', on, now);
  return { from: startOfDay(day(weekOf(on).key)), to, asOf };
}

async function lateWords(ports: EvaluationPorts, { tenant, now }: Call, on: Day): Promise<Brief['week'][number]> {
  const ends = [on, addDays(day(weekOf(on).key), -1)];
  const [here = 0, then = 0] = await Promise.all(
    ends.map(async (end) => {
      const rows = await ports.marks.standing(tenant, WATCHED, windowOf('30d', end, now).asOf);
      return rows.filter((each) => each.by === 'unit').reduce((sum, each) => sum + each.overdue, 0);
    }),
  );
  return { words: `超期${here}件，上周末${then}件`, good: here === then ? null : here < then };
}

async function tierMoves(ports: EvaluationPorts, call: Call, on: Day, id: string | undefined): Promise<Brief['week']> {
  const scheme = ports.schemes().find((each) => each.scheme === id);
  if (!scheme) return [];
  const [now, then] = await Promise.all(
    [on, addDays(on, -7)].map((each) => countyLeague(ports, call, scheme, { period: '90d', on: each, now: call.now })),
  );
  const before = new Map(then?.lines.map((each) => [each.unit.id, each.tier]));
  return (now?.lines ?? []).flatMap(({ unit, tier }) => {
    const was = before.get(unit.id) ?? null;
    if (tier === null || was === null || tier === was) return [];
    return [{ words: `${unit.name}由第${was}档到第${tier}档（${scheme.title}，近90天）`, good: tier < was }];
  });
}
