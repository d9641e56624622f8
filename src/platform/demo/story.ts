import type { SeededRandom, WorkingCalendar } from '#kernel';
import type { DemoCity } from './demo-city.ts';
import type { Story } from './handling.ts';

export type ScenarioOptions = {
  readonly now: number;
  readonly calendar: WorkingCalendar;
  readonly appeals?: number;
  readonly visits?: number;
  /** How far back the story begins. */
  readonly days?: number;
};

type StoryAbout = {
  readonly key: string;
  readonly category: string;
  readonly region: string;
  readonly reply: string;
  readonly cause?: string | undefined;
  readonly through?: string | undefined;
  readonly filed: { readonly enterprise?: string };
};

/** Who would handle it in this city, by its table of who does what. */
export function storyOf(city: DemoCity, pen: Story['pen'], about: StoryAbout): Story {
  const { dispatch } = city.seeds;
  const at = about.through ?? about.region;
  const unitOf = (name: string): string | undefined => {
    const units = dispatch.functions[name]?.units;
    return units?.[at] ?? units?.['330800'];
  };
  const rule = dispatch.rules.find((each) => each.category === about.category);
  const unit = (rule && unitOf(rule.function)) ?? 'qz-economy-it';
  const helpers = (rule?.with ?? []).flatMap((each) => unitOf(each) ?? []);
  // Somebody is always asked in a story of several: the economy's department where the table names nobody.
  const coUnits = [...new Set([...helpers, unit === 'qz-economy-it' ? 'qz-finance' : 'qz-economy-it'])];
  const level = city.directory.unit(unit)?.level ?? 1;
  return {
    city,
    pen,
    key: about.key,
    office: city.directory.officeFor(about.region),
    unit,
    coUnits: coUnits.filter((each) => each !== unit).slice(0, 1),
    reply: about.reply,
    grade: gradeFor(level, pen.random),
    cause: about.cause ?? causeFor(city, about.key),
    pace: 1,
    ...(about.filed.enterprise && { enterprise: about.filed.enterprise }),
  };
}

/** Not everybody records a cause; drawn apart, so that it changes nothing else of the story. */
function causeFor(city: DemoCity, key: string): string | undefined {
  const random = city.random.fork(`cause ${key}`);
  return random.chance(0.6) ? random.pick(city.seeds.appeals.causes) : undefined;
}

/** A matter graded above a unit's level could not be given to it. */
function gradeFor(level: number, random: SeededRandom): string {
  if (level === 1 && random.chance(0.06)) return 'major';
  return level <= 2 && random.chance(0.22) ? 'complex' : 'general';
}
