import { addDays, addWorkingMinutes, dayOf, isWorkingDay, type SeededRandom, startOfDay, toInstant } from '#kernel';
import type { Enterprise } from '#platform/registry';
import type { DemoCity } from './demo-city.ts';
import { fileAppeal } from './filing.ts';
import { type FlowName, follow, mergeInto } from './flows.ts';
import { pickShare } from './make-enterprises.ts';
import { leaderVisits, meetingSteps, visitSteps } from './outreach-steps.ts';
import { paperSteps } from './paper-steps.ts';
import { particularSteps } from './particular.ts';
import { qualitySteps } from './quality-steps.ts';
import type { AppealSeed } from './schema.ts';
import { penFrom, type Step } from './step.ts';
import { type ScenarioOptions, storyOf } from './story.ts';

const FLOWS: readonly { readonly flow: FlowName; readonly share: number }[] = [
  { flow: 'plain', share: 47 },
  { flow: 'county', share: 9 },
  { flow: 'together', share: 8 },
  { flow: 'supplement', share: 8 },
  { flow: 'sent-back', share: 5 },
  { flow: 'extended', share: 5 },
  { flow: 'again', share: 4 },
  { flow: 'shelved', share: 3 },
  { flow: 'refused', share: 3 },
  { flow: 'withdrawn', share: 2 },
  { flow: 'explained', share: 3 },
  { flow: 'slow', share: 3 },
];
const COUNTIES = ['330802', '330803', '330825', '330881', '330822', '330824'];

/**
 * Two months of a city's work, in order of time, every step before `now`: what lies beyond is left open, which is how
 * the open ones come about.
 */
export function scenario(city: DemoCity, options: ScenarioOptions): readonly Step[] {
  const { appeals = 300, now } = options;
  const all: Step[][] = [];
  for (let nth = 0; nth < appeals - planted(city) - LATE - MORNING.length; nth++)
    all.push(usual(city, options, nth, city.random.fork(`appeal ${nth}`)));
  for (let nth = 0; nth < LATE; nth++) all.push(late(city, options, nth, city.random.fork(`late ${nth}`)));
  all.push(...thisMorning(city, options));
  all.push(...particularSteps(city, options), ...qualitySteps(city, options));
  all.push(
    ...clusters(city, options),
    ...visitSteps(city, options),
    ...leaderVisits(city, options),
    ...meetingSteps(city, options),
    ...paperSteps(city, options),
  );
  return all
    .flat()
    .filter((each) => each.at < now)
    .sort((a, b) => a.at - b.at);
}

const LATE = 16;

type Desk = { readonly flow: FlowName; readonly region: string; readonly category?: string };
const some = (count: number, desk: Desk): readonly Desk[] => Array.from({ length: count }, () => desk);
/** What those on the sign-in page find waiting when they come in. */
const MORNING: readonly Desk[] = [
  ...some(12, { flow: 'forgotten', region: '330800' }),
  ...some(4, { flow: 'forgotten', region: '330825' }),
  ...some(5, { flow: 'handed', region: '330800', category: 'infrastructure' }),
  ...some(2, { flow: 'drafted', region: '330800', category: 'infrastructure' }),
  ...some(2, { flow: 'reviewed', region: '330800', category: 'water-gas' }),
  ...some(2, { flow: 'handed', region: '330825', category: 'power-supply' }),
];

function thisMorning(city: DemoCity, options: ScenarioOptions): Step[][] {
  const { calendar, now } = options;
  return MORNING.map(({ flow, region, category }, nth) => {
    const random = city.random.fork(`morning ${nth}`);
    const fit = city.seeds.appeals.appeals.filter((each) => category === undefined || each.category === category);
    const ago = { forgotten: [5, 320], handed: [180, 380] }[flow as string] ?? [700, 840];
    const at = addWorkingMinutes(calendar, toInstant(now), -random.int(ago[0] ?? 0, ago[1] ?? 0));
    return oneAppeal(city, options, { key: `morning-${nth}`, at, seed: random.pick(fit), flow, random, region });
  });
}

const planted = (city: DemoCity): number => city.seeds.appeals.clusters.reduce((sum, each) => sum + each.count, 0);

/** More on working days and in office hours, some in the evening and at the weekend. */
function filedAt({ now, calendar, days = 60 }: ScenarioOptions, random: SeededRandom, from = days, to = 0): number {
  const today = dayOf(toInstant(now));
  for (;;) {
    const day = addDays(today, -random.int(to, from));
    if (!isWorkingDay(calendar, day) && random.chance(0.85)) continue;
    const hour = random.chance(0.8) ? random.int(8, 17) : random.int(18, 21);
    return startOfDay(day) + (hour * 60 + random.int(0, 59)) * 60_000 + random.int(0, 59_000);
  }
}

function usual(city: DemoCity, options: ScenarioOptions, nth: number, random: SeededRandom): Step[] {
  const seed = pickShare(city.seeds.appeals.appeals, random);
  const { flow } = pickShare(FLOWS, random);
  return oneAppeal(city, options, { key: `appeal-${nth}`, at: filedAt(options, random), seed, flow, random });
}

/** Left lying: near their limits, overdue, never assigned. */
function late(city: DemoCity, options: ScenarioOptions, nth: number, random: SeededRandom): Step[] {
  const seed = random.pick(city.seeds.appeals.appeals);
  const forgotten = nth % 5 === 4;
  const at = forgotten ? filedAt(options, random, 3, 1) : filedAt(options, random, 16, 4);
  const flow = forgotten ? 'forgotten' : 'stuck';
  return oneAppeal(city, options, {
    key: `late-${nth}`,
    at,
    seed,
    flow,
    random,
    region: nth % 3 === 0 ? '330825' : '330800',
  });
}

type Telling = {
  readonly key: string;
  readonly at: number;
  readonly seed: AppealSeed;
  readonly flow: FlowName;
  readonly random: SeededRandom;
  readonly region?: string;
};

function oneAppeal(city: DemoCity, { calendar }: ScenarioOptions, told: Telling): Step[] {
  const { key, at, seed, random } = told;
  const enterprise = pickEnterprise(city, random, told.region);
  const pen = penFrom(at, calendar, random.fork('time'));
  const region = enterprise.region ?? '330800';
  const through = told.flow === 'county' && region === '330800' ? countyFor(city, seed.category, random) : undefined;
  const filed = fileAppeal(city, pen, { key, seed, enterprise, calendar });
  const story = storyOf(city, pen, {
    key,
    category: seed.category,
    region,
    reply: seed.reply,
    cause: seed.cause,
    through,
    filed,
  });
  follow(story, told.flow, through && city.directory.officeFor(through));
  return pen.steps;
}

/** A county that has a unit of its own for the category; what only the city does is not passed down. */
function countyFor(city: DemoCity, category: string, random: SeededRandom): string | undefined {
  const { functions, rules } = city.seeds.dispatch;
  const units = functions[rules.find((each) => each.category === category)?.function ?? '']?.units ?? {};
  const fit = COUNTIES.filter((each) => units[each] !== undefined);
  return fit.length > 0 ? random.pick(fit) : undefined;
}

function pickEnterprise(city: DemoCity, random: SeededRandom, region?: string): Enterprise {
  const among = region ? city.enterprises.filter((each) => each.region === region) : city.enterprises;
  // Those who can sign in have some history to look at.
  const mine = among.filter((each) => canSignIn(city, each));
  return mine.length > 0 && random.chance(0.06) ? random.pick(mine) : random.pick(among);
}

const canSignIn = (city: DemoCity, { id }: Enterprise): boolean =>
  city.accounts.some((each) => each.kind === 'enterprise' && each.enterprise === id);

/** The planted common causes: many reports of one thing, handled late, some merged into the first. */
function clusters(city: DemoCity, options: ScenarioOptions): Step[][] {
  return city.seeds.appeals.clusters.flatMap((cluster) => {
    const random = city.random.fork(cluster.key);
    const here = random.shuffle(city.enterprises.filter((each) => each.region === cluster.region));
    const firms = [...here.filter((each) => canSignIn(city, each)), ...here.filter((each) => !canSignIn(city, each))];
    return Array.from({ length: cluster.count }, (_none, nth) => {
      const own = random.fork(String(nth));
      const enterprise = firms[nth % firms.length];
      if (!enterprise) return [];
      // The first comes first, so that the others can be merged into it.
      const at = nth === 0 ? filedAt(options, own, 47, 44) : filedAt(options, own, 28, 12);
      const pen = penFrom(at, options.calendar, own.fork('time'));
      const seed = { ...cluster, share: 1, title: own.pick(cluster.titles), body: own.pick(cluster.bodies) };
      const key = `${cluster.key}-${nth}`;
      const filed = fileAppeal(city, pen, { key, seed, enterprise, calendar: options.calendar });
      const story = storyOf(city, pen, {
        key,
        category: cluster.category,
        region: cluster.region,
        reply: cluster.reply,
        cause: cluster.cause,
        filed,
      });
      if (nth === 0) follow(story, 'shelved');
      else if (nth % 6 === 5) mergeInto(story, `${cluster.key}-0`);
      else follow(story, cluster.flow);
      return pen.steps;
    });
  });
}
