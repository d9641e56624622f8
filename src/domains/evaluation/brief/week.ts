import { addDays, type Call, type Day, day, startOfDay } from '#kernel';
import type { CompiledIndicator } from '../events/definition.ts';
import { type IndicatorValue, valueFrom } from '../events/value.ts';
import { windowOf } from '../events/window.ts';
import { factsOn } from '../past-days.ts';
import type { EvaluationPorts, Window } from '../ports.ts';
import type { readCockpit } from '../read-cockpit.ts';
import { isBeyondChance, isGood, shown } from './moved.ts';
import { type Brief, weekOf } from './view.ts';

type Cockpit = Awaited<ReturnType<typeof readCockpit>>;

/** What this week brought up to the day, beside the same days of the week before; and whose tier moved since then. */
export async function readWeek(
  ports: EvaluationPorts,
  call: Call,
  on: Day,
  { headline, breaking, index }: Pick<Cockpit, 'headline' | 'breaking' | 'index'>,
): Promise<Brief['week']> {
  const ids = headline.map((each) => each.id);
  const [figures, sunday, weekAgo] = await Promise.all([
    readFigures(ports, call, on, ids),
    factsOn(ports, call, addDays(day(weekOf(on).key), -1)),
    factsOn(ports, call, addDays(on, -7)),
  ]);
  return [...figures, lateWords(breaking.overdue, sunday.overdue.total), ...tierMoves(index, weekAgo.index)];
}

async function readFigures(
  ports: EvaluationPorts,
  call: Call,
  on: Day,
  ids: readonly string[],
): Promise<Brief['week']> {
  const found = await Promise.all(
    ports.sources().map(async (source) => {
      const indicators = source.indicators.filter((each) => ids.includes(each.id));
      if (indicators.length === 0) return [];
      const [now = [], before = []] = await Promise.all(
        [on, addDays(on, -7)].map((end) =>
          ports.marks.sums(call.tenant, { ...source, indicators }, daysOf(end, call.now), 'none', {}),
        ),
      );
      return indicators.flatMap((indicator) => {
        const [here, then] = [now, before].map((rows) =>
          valueFrom(
            indicator,
            rows.find((row) => row.indicator === indicator.id),
          ),
        );
        return here && then ? figureOf(indicator, here, then) : [];
      });
    }),
  );
  const figures = found.flat();
  return ids.flatMap((id) => figures.find((each) => each.indicator === id) ?? []);
}

function figureOf(indicator: CompiledIndicator, now: IndicatorValue, before: IndicatorValue): Brief['week'] {
  if (now.value === null) return [];
  const { id } = indicator;
  const told = `${indicator.title}${shown(indicator, now.value)}`;
  if (before.value === null) return [{ indicator: id, words: `${told}，上周同期没有数`, good: null }];
  const moved = isBeyondChance(now, before.value);
  return [
    {
      indicator: id,
      words: `${told}，上周同期${shown(indicator, before.value)}${moved ? '' : sameWords(now, before.value)}`,
      good: moved ? isGood(indicator, now.value, before.value) : null,
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

const lateWords = (here: number, then: number): Brief['week'][number] => ({
  words: `超期${here}件，上周末${then}件`,
  good: here === then ? null : here < then,
});

function tierMoves(index: Cockpit['index'], weekAgo: Cockpit['index']): Brief['week'] {
  const before = new Map(weekAgo?.lines.map((each) => [each.unit.id, each.tier]));
  return (index?.lines ?? []).flatMap(({ unit, tier }) => {
    const was = before.get(unit.id) ?? null;
    if (tier === null || was === null || tier === was) return [];
    return [{ words: `${unit.name}由第${was}档到第${tier}档（${index?.title}，近90天）`, good: tier < was }];
  });
}
