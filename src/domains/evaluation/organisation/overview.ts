import { type Call, type Day, dayOf, toInstant } from '#kernel';
import type { CompiledIndicator } from '../events/definition.ts';
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

/** What the system itself sees of these teams' indicators in the quarter of a day, beside the quarter before. */
export async function watchedBy(
  ports: EvaluationPorts,
  { tenant, now }: Pick<Call, 'tenant' | 'now'>,
  teams: readonly Team[],
  on: Day,
): Promise<(team: Team) => readonly Watched[]> {
  const [here, then] = [windowOf('quarter', on, now), windowBefore('quarter', on)];
  const wanted = new Set(teams.flatMap((each) => each.watches.map((one) => one.indicator)));
  const found = await Promise.all(
    ports.sources().map(async (source) => {
      const indicators = source.indicators.filter((each) => wanted.has(each.id));
      if (indicators.length === 0) return [];
      const only = { ...source, indicators };
      // Once for all categories and once for the whole: so many teams, and still two sums by day each.
      const parts = (['category', 'none'] as const).flatMap((by) =>
        ([here, then] as const).map(async (window) =>
          (await ports.marks.sums(tenant, only, window, by, {})).map(
            (sums) => [keyOf(sums.indicator, by === 'none' ? undefined : sums.group, window === here), sums] as const,
          ),
        ),
      );
      return (await Promise.all(parts)).flat();
    }),
  );
  const sums = new Map(found.flat());
  const worth = (indicator: CompiledIndicator, category: string | undefined, isNow: boolean): Value => {
    const { value, counted, interval } = valueFrom(indicator, sums.get(keyOf(indicator.id, category, isNow)));
    return { value, counted, interval: interval ? [interval[0], interval[1]] : null };
  };
  return ({ watches }) =>
    watches.map(({ indicator: id, category }) => {
      const { indicator } = indicatorNamed(ports, id);
      const { title, unit, direction } = indicator;
      return {
        ...{ indicator: id, unit, direction },
        title: category === undefined ? title : `${ports.categoryTitle(category)}${title}`,
        ...(category === undefined ? {} : { category }),
        now: worth(indicator, category, true),
        before: worth(indicator, category, false),
      };
    });
}

const keyOf = (indicator: string, category: string | undefined, isNow: boolean): string =>
  `${indicator} ${category ?? '*'} ${isNow}`;

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

const gapCounts = (gaps: readonly GapEntry[]) => ({
  openGaps: gaps.filter((each) => !each.closed).length,
  lateGaps: gaps.filter((each) => each.overdue).length,
});

/** What stands of a team wherever it is shown: what is seen, who leads, what is open. */
export const standOf = (
  team: Team,
  name: (unit: string) => string,
  watched: (team: Team) => readonly Watched[],
  gaps: readonly GapEntry[],
) => ({
  indicator: team.indicator,
  title: team.title,
  lead: { id: team.lead, name: name(team.lead) },
  watched: [...watched(team)],
  ...gapCounts(gaps),
});

/** Each team of the evaluation as it stood at the end of a day: what is seen, who leads, what is open. */
export async function teamsOn(ports: EvaluationPorts, call: Pick<Call, 'tenant' | 'now'>, on: Day) {
  const { teams } = ports.organisation();
  const { asOf } = windowOf('quarter', on, call.now);
  const [name, gaps, watched] = await Promise.all([
    ports.unitNames(call),
    ports.teamwork.gaps(call.tenant, asOf),
    watchedBy(ports, call, teams, on),
  ]);
  return teams.map((team) => standOf(team, name, watched, stateOf(team, [], gaps).gaps));
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
