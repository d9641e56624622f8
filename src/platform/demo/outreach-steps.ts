import { addDays, dayOf, isWorkingDay, startOfDay, toInstant } from '#kernel';
import type { DemoCity } from './demo-city.ts';
import { follow } from './flows.ts';
import { kept, penFrom, type Step } from './step.ts';
import { type ScenarioOptions, storyOf } from './story.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Visits without a complaint: grid officers on their rounds, leaders in their blocks. */
export function visitSteps(city: DemoCity, { now, calendar, visits = 160, days = 60 }: ScenarioOptions): Step[][] {
  const today = dayOf(toInstant(now));
  const words = city.seeds.appeals.words.visit;
  return Array.from({ length: visits }, (_none, nth) => {
    const random = city.random.fork(`visit ${nth}`);
    const day = addDays(today, -random.int(0, days));
    const enterprise = random.pick(city.enterprises);
    const officer = city.gridOfficer(enterprise.id);
    if (!isWorkingDay(calendar, day) || !officer) return [];
    const pen = penFrom(startOfDay(day) + 9 * HOUR + random.int(0, 7 * 60) * MINUTE, calendar, random);
    const note = random.pick(words);
    pen.write(officer, 'visits.add', {
      enterprise: enterprise.id,
      kind: random.chance(0.2) ? 'call' : 'visit',
      mood: 'well',
      note,
    });
    return pen.steps;
  });
}

/** Leaders go to their blocks now and then. */
export function leaderVisits(city: DemoCity, { now, calendar }: ScenarioOptions): Step[][] {
  const officials = city.seeds.accounts.officials.filter((each) => each.block !== undefined);
  return officials.flatMap(({ login, unit, block }, nth) => {
    const leader = city.leader(unit, `demo-${login}`);
    const firms = city.enterprises.filter((each) => each.region === block);
    const random = city.random.fork(`leader visit ${login}`);
    return [33, 11].map((daysAgo, time) => {
      const pen = penFrom(workingDayNear({ now, calendar }, -daysAgo - nth) + 9.5 * HOUR, calendar, random);
      const enterprise = firms[time]?.id;
      const note = '走访挂联企业，了解生产经营和诉求办理情况。';
      if (enterprise) pen.write(leader, 'visits.add', { enterprise, mood: 'well', note });
      return pen.steps;
    });
  });
}

/** Roundtables: planned a week ahead, every item assigned or answered, minutes written, closed; the next one planned. */
export function meetingSteps(city: DemoCity, options: ScenarioOptions): Step[][] {
  const secretary = city.official('qz-biz-office', 'meeting-secretary');
  return city.seeds.meetings.meetings.flatMap((seed, nth) => {
    const startsAt = workingDayNear(options, seed.days) + 14.5 * HOUR;
    const random = city.random.fork(`meeting ${nth}`);
    const pen = penFrom(startsAt - 8 * 24 * HOUR, options.calendar, random);
    const key = `meeting-${nth}`;
    const { title, place, agenda } = seed;
    pen.work(10, 60);
    pen.write(
      secretary,
      'meetings.plan',
      { title, place, agenda, startsAt, endsAt: startsAt + 2.5 * HOUR, attendees: attendeesOf(city, seed.items) },
      { as: key, from: 'id' },
    );
    if (seed.days > 0) return [pen.steps];
    const held = penFrom(startsAt + 2 * HOUR, options.calendar, random.fork('held'));
    const told = seed.items.map((item, at) => {
      const { unit, ...rest } = item;
      held.write(
        secretary,
        'meetings.items.add',
        { id: kept(key), ...rest },
        { as: `${key}-i${at}`, from: `items.${at}.id` },
      );
      held.write(
        secretary,
        'meetings.items.assign',
        { id: kept(key), item: kept(`${key}-i${at}`), unit },
        { as: `${key}-m${at}`, from: `items.${at}.matter.id` },
      );
      return handled(city, options, { ...item, key: `${key}-m${at}`, from: held.at() });
    });
    seed.answered.forEach(({ unit, text, answer }, at) => {
      const place = seed.items.length + at;
      const as = `${key}-i${place}`;
      held.write(
        secretary,
        'meetings.items.add',
        { id: kept(key), kind: 'suggestion', text },
        { as, from: `items.${place}.id` },
      );
      held.write(secretary, 'meetings.items.answer', { id: kept(key), item: kept(as), unit, answer });
    });
    held.work(60, 600);
    held.write(secretary, 'meetings.change', { id: kept(key), status: 'held', minutes: seed.minutes });
    held.work(10, 60);
    held.write(secretary, 'meetings.close', { id: kept(key) });
    return [pen.steps, held.steps, ...told];
  });
}

type Raised = {
  readonly key: string;
  readonly category: string;
  readonly region: string;
  readonly unit: string;
  readonly from: number;
};

function handled(city: DemoCity, { calendar }: ScenarioOptions, item: Raised): Step[] {
  const pen = penFrom(item.from, calendar, city.random.fork(item.key));
  const reply = '已按例会要求研究落实，具体安排已书面答复提出企业，并在下次例会通报进展。';
  const story = storyOf(city, pen, { ...item, reply, filed: {} });
  pen.work(30, 200);
  follow({ ...story, unit: item.unit, grade: 'complex' }, 'given');
  return pen.steps;
}

function workingDayNear({ now, calendar }: ScenarioOptions, days: number): number {
  let day = addDays(dayOf(toInstant(now)), days);
  while (!isWorkingDay(calendar, day)) day = addDays(day, days < 0 ? -1 : 1);
  return startOfDay(day);
}

function attendeesOf(city: DemoCity, items: readonly { readonly unit: string; readonly region: string }[]) {
  const units = [...new Set(['qz-biz-office', ...items.map((each) => each.unit)])].map((id) => ({
    kind: 'unit',
    id,
    name: city.directory.unit(id)?.name ?? id,
  }));
  const firms = [...new Set(items.map((each) => each.region))].flatMap((region) => {
    const firm = city.enterprises.find((each) => each.region === region);
    return firm ? [{ kind: 'enterprise', id: firm.id, name: firm.name }] : [];
  });
  return [...units, ...firms, { kind: 'guest', name: '企业观察员代表' }];
}
