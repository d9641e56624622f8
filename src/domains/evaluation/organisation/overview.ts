import { type Call, dayOf, toInstant } from '#kernel';
import { indicatorNamed } from '../events/read.ts';
import { valueFrom } from '../events/value.ts';
import { windowBefore, windowOf } from '../events/window.ts';
import type { EvaluationPorts } from '../ports.ts';
import { flagsOf } from './aims.ts';
import type { GapEntry, TopicMeeting } from './ports.ts';
import type { Aim, Team } from './teams.ts';

type Value = { readonly value: number | null; readonly counted: number; readonly interval: [number, number] | null };
export type Watched = {
  readonly indicator: string;
  readonly title: string;
  readonly unit: string;
  readonly category?: string;
  readonly direction: 'higher' | 'lower' | 'none';
  readonly now: Value;
  readonly before: Value;
};

/** What the system itself sees of an indicator this quarter, beside the quarter before. */
export function watchedOf(
  ports: EvaluationPorts,
  { tenant, now }: Call,
  { watches }: Team,
): Promise<readonly Watched[]> {
  const today = dayOf(toInstant(now));
  const [here, then] = [windowOf('quarter', today, now), windowBefore('quarter', today)];
  return Promise.all(
    watches.map(async ({ indicator: id, category }) => {
      const { source, indicator } = indicatorNamed(ports, id);
      const only = { ...source, indicators: [indicator] };
      const filter = category === undefined ? {} : { category };
      const [current, before] = await Promise.all(
        [here, then].map(async (window) => {
          const [sums] = await ports.marks.sums(tenant, only, window, 'none', filter);
          const { value, counted, interval } = valueFrom(indicator, sums);
          return { value, counted, interval: interval ? ([interval[0], interval[1]] as [number, number]) : null };
        }),
      );
      const nothing: Value = { value: null, counted: 0, interval: null };
      return {
        indicator: id,
        title: category === undefined ? indicator.title : `${ports.categoryTitle(category)}${indicator.title}`,
        unit: indicator.unit,
        ...(category === undefined ? {} : { category }),
        direction: indicator.direction,
        now: current ?? nothing,
        before: before ?? nothing,
      };
    }),
  );
}

export type TeamState = {
  readonly lastMeeting: TopicMeeting | undefined;
  readonly gaps: readonly GapEntry[];
};

export function stateOf(team: Team, meetings: readonly TopicMeeting[], gaps: readonly GapEntry[]): TeamState {
  const own = meetings.filter((each) => each.indicator === team.indicator && each.status !== 'cancelled');
  return {
    lastMeeting: own.toSorted((a, b) => b.startsAt - a.startsAt)[0],
    gaps: gaps.filter((each) => each.indicator === team.indicator),
  };
}

/** Every target with what is done for it, and what is wrong with that. */
export async function aimsOf(ports: EvaluationPorts, { tenant, now }: Call) {
  const { aims } = ports.organisation();
  const today = dayOf(toInstant(now));
  const measures = await ports.teamwork.measures(tenant, today);
  const people = measures.flatMap(({ person }) => (person === null ? [] : [person]));
  const serving = await ports.teamwork.serving(tenant, [...new Set(people)], today);
  return aims.map((aim: Aim) => ({
    aim,
    measures: measures.filter((each) => each.aim === aim.id),
    flags: flagsOf(aim, measures, today, serving),
  }));
}
