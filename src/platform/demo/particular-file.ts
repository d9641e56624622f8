import { addWorkingMinutes, toInstant } from '#kernel';
import type { Enterprise } from '#platform/registry';
import type { DemoCity } from './demo-city.ts';
import { DAY, desk, liaison, move, type Story } from './handling.ts';
import { type Pen, penFrom } from './step.ts';
import { type ScenarioOptions, storyOf } from './story.ts';

/** What somebody tells, how long ago, and who is to handle it. */
export type Told = {
  readonly key: string;
  /** Working days before now. */
  readonly days: number;
  readonly region: string;
  readonly category: string;
  readonly unit: string;
  readonly title: string;
  readonly body: string;
  /** The enterprise itself, or its grid officer for it. */
  readonly by?: 'grid';
  readonly affected?: number;
  readonly hideIdentity?: boolean;
  readonly complainedOf?: readonly string[];
};

/** Files it and hands over the pen at the moment when the office has looked at it. */
export function tell(
  city: DemoCity,
  { now, calendar }: ScenarioOptions,
  told: Told,
): { readonly pen: Pen; readonly story: Story; readonly enterprise: Enterprise } {
  const random = city.random.fork(told.key);
  const enterprise = random.pick(city.enterprises.filter((each) => each.region === told.region));
  const pen = penFrom(addWorkingMinutes(calendar, toInstant(now), -told.days * DAY), calendar, random);
  const { key, region, category, title, body, affected, hideIdentity, complainedOf } = told;
  const input = {
    title,
    body,
    category,
    region,
    ...(affected ? { affected } : {}),
    ...(hideIdentity ? { hideIdentity } : {}),
    ...(complainedOf?.length ? { complainedOf } : {}),
  };
  const officer = told.by === 'grid' ? city.gridOfficer(enterprise.id) : undefined;
  if (officer) pen.write(officer, 'appeals.file', { ...input, onBehalfOf: enterprise.id }, { as: key, from: 'id' });
  else pen.write(city.firm(enterprise.id), 'appeals.file', input, { as: key, from: 'id' });
  const reply = '已按要求办理，具体情况已与企业当面沟通。';
  const filed = { enterprise: enterprise.id };
  const story = { ...storyOf(city, pen, { key, category, region, reply, filed }), unit: told.unit, grade: 'general' };
  desk(story);
  return { pen, story: affected && affected >= 10 ? { ...story, grade: 'major' } : story, enterprise };
}

/** The draft is with the reviewer. */
export function draftAndPass(story: Story): void {
  story.pen.work(60, 200);
  move(story, liaison(story), 'draft', { text: story.reply });
}
