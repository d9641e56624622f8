import { z } from 'zod';
import type { AimFlag } from './aims.ts';
import type { AimMeasure } from './ports.ts';
import type { Aim } from './teams.ts';

export const Named = z.object({ id: z.string(), name: z.string() });
const Value = z.object({
  value: z.number().nullable(),
  counted: z.number(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
});
export const WatchedView = z.object({
  indicator: z.string(),
  title: z.string(),
  unit: z.string(),
  category: z.string().optional(),
  direction: z.enum(['higher', 'lower', 'none']),
  now: Value,
  before: Value,
});
export const MeetingRef = z.object({ id: z.string(), title: z.string(), startsAt: z.number(), status: z.string() });
/** Where an indicator stands: what is seen of it, who leads, what is open. */
export const TeamStand = z.object({
  indicator: z.string(),
  title: z.string(),
  lead: Named,
  watched: z.array(WatchedView),
  openGaps: z.number(),
  lateGaps: z.number(),
});
export const TeamRow = TeamStand.extend({ assumed: z.boolean(), lastMeeting: MeetingRef.optional() });
export const AimView = z.object({
  id: z.string(),
  system: z.string(),
  title: z.string().describe('总体，或哪一项指标'),
  keep: z.number(),
  strive: z.number(),
  among: z.string(),
  source: z.string(),
  assumed: z.boolean(),
  flags: z.array(z.string()).describe('没有措施、没有责任人、措施已过期'),
  measures: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      unit: Named,
      person: z.string().optional(),
      took: z.object({ from: z.string(), day: z.string() }).optional().describe('从谁手里接来、哪天起'),
      due: z.string().optional(),
    }),
  ),
});

export const peopleOf = (measures: readonly AimMeasure[]): readonly string[] =>
  measures.flatMap(({ person, took }) => [person, took?.from].filter((each) => typeof each === 'string'));

type Told = { readonly aim: Aim; readonly measures: readonly AimMeasure[]; readonly flags: readonly AimFlag[] };

export const aimView = (
  { aim, measures, flags }: Told,
  titles: ReadonlyMap<string, string>,
  name: (unit: string) => string,
  people: ReadonlyMap<string, string>,
): z.infer<typeof AimView> => ({
  id: aim.id,
  system: aim.system,
  title: aim.indicator === undefined ? '总体' : (titles.get(aim.indicator) ?? aim.indicator),
  keep: aim.keep,
  strive: aim.strive,
  among: aim.among,
  source: aim.source.title,
  assumed: aim.source.assumed ?? false,
  flags: [...flags],
  measures: measures.map(({ id, text, unit, person, due, took }) => ({
    id,
    text,
    unit: { id: unit, name: name(unit) },
    ...(person === null ? {} : { person: people.get(person) ?? person }),
    ...(took ? { took: { from: people.get(took.from) ?? took.from, day: took.day } } : {}),
    ...(due === null ? {} : { due }),
  })),
});
