import { announceDraw, DrawPlan, type Exclusion, type FrameUnit, freezeFrame } from '#engines/draws';
import { addDays, type Call, type Day, day, refuse, startOfDay } from '#kernel';
import type { Questionnaire } from './form.ts';
import type { Member, Population, Survey, SurveyBody, SurveyPorts } from './ports.ts';

export type AnnounceGiven = {
  readonly form: string;
  readonly period: string;
  readonly population: Population;
  readonly strata: SurveyBody['strata'];
  readonly total: number;
  /** Takes as many as there are where the frame is smaller: what is announced by itself. */
  readonly capped?: boolean;
  readonly least: number;
  readonly closes: Day;
};

const DAY_MS = 86_400_000;
const OTHERS = '其他';

/** The questions as the site has them: what was changed here goes before what the packs say. */
export async function formsOf(ports: Pick<SurveyPorts, 'store' | 'packForms'>, tenant: string) {
  const own = await ports.store.forms(tenant);
  const changed = new Set(own.map((each) => each.form.id));
  return [
    ...own,
    ...ports
      .packForms()
      .filter((each) => !changed.has(each.id))
      .map((form) => ({ form, version: 0 })),
  ].sort((a, b) => (a.form.id < b.form.id ? -1 : 1));
}

export async function formNamed(ports: SurveyPorts, tenant: string, id: string): Promise<Questionnaire> {
  const found = (await formsOf(ports, tenant)).find((each) => each.form.id === id);
  if (found) return found.form;
  throw refuse({ code: 'surveys.no-form', kind: 'not-found', what: `没有问卷“${id}”`, todo: '请从问卷目录里选' });
}

/** Freezes who can be drawn, what is asked and by what rule, before any seed exists. */
export async function announceSurvey(ports: SurveyPorts, call: Call, given: AnnounceGiven): Promise<string> {
  const form = await formNamed(ports, call.tenant, given.form);
  const closesAt = startOfDay(addDays(day(given.closes), 1)) - 1;
  if (closesAt <= call.now)
    throw refuse({ code: 'surveys.closes', kind: 'invalid', what: '截止日期已经过去', todo: '请选今天以后的日期' });
  if (await ports.store.periodOf(call.tenant, form.id, given.period))
    throw refuse({
      code: 'surveys.twice',
      kind: 'conflict',
      what: `“${form.title}”${given.period}已经公告过一次`,
      why: '再公告一次，同一户可能收到两份一样的问卷',
      todo: '请用已公告的那一次；确需再开展的，期次写明批次，例如“第二批”',
    });
  await mustBeDrawn(ports, call, given.population);
  const { units, exclusions } = await frameFor(ports, call, given);
  if (!given.capped && given.total > units.length)
    throw refuse({
      code: 'surveys.sample',
      kind: 'invalid',
      what: `名册只有 ${units.length} 户，抽不出 ${given.total} 户`,
      todo: `请把抽取户数改为 ${units.length} 以内，或者扩大范围`,
      at: [{ path: 'total', message: `最多 ${units.length} 户` }],
    });
  const frame = freezeFrame(units, exclusions);
  const plan = DrawPlan.parse({
    purpose: form.title,
    period: given.period,
    size: { total: Math.min(given.total, units.length), minimum: given.least },
    substitutes: 0,
  });
  const id = ports.ids();
  const survey: Omit<Survey, 'number'> = {
    ...{ id, form: form.id, period: given.period, unit: call.actor.unit ?? '', by: call.actor.id },
    ...{ announcedAt: call.now, closesAt },
    body: {
      ...{ form, population: given.population, strata: given.strata, least: given.least, plan },
      ...{ units: frame.units, exclusions: frame.exclusions, announcement: announceDraw(frame, plan, []) },
    },
  };
  await ports.store.announce(call.tenant, survey);
  return id;
}

/** Whom a survey will ask is known once it is drawn; until then another one could ask the same firms. */
async function mustBeDrawn(ports: SurveyPorts, { tenant, now }: Call, { kind }: Population): Promise<void> {
  const isPanel = (each: Population['kind']): boolean => each === 'panel';
  const waiting = (await ports.store.undrawn(tenant, now)).find((each) => isPanel(each.kind) === isPanel(kind));
  if (!waiting) return;
  throw refuse({
    code: 'surveys.undrawn',
    kind: 'conflict',
    what: `“${waiting.title}”${waiting.period}已公告、还没有抽取`,
    why: `还不知道它会抽中谁；现在再公告一次，同一户在 ${ports.restDays()} 天内可能被抽中两次`,
    todo: '请先抽取那一次，再公告这一次',
  });
}

/** Everybody who may be drawn, by strata large enough to hide in; whoever was asked lately is left in peace. */
async function frameFor(
  ports: SurveyPorts,
  call: Call,
  { population, strata, least }: AnnounceGiven,
): Promise<{ readonly units: readonly FrameUnit[]; readonly exclusions: readonly Exclusion[] }> {
  const [members, lately] = await Promise.all([
    ports.members(call, population),
    ports.store.drawnSince(call.tenant, call.now - ports.restDays() * DAY_MS),
  ]);
  const rested = members.filter((each) => !lately.has(each.code));
  if (rested.length < 2 * least)
    throw refuse({
      code: 'surveys.too-few',
      kind: 'conflict',
      what: `可以抽的只有 ${rested.length} 户，不足 ${2 * least} 户`,
      why: `少于 ${least} 份的答卷不公布，名册太小保不住匿名；近 ${ports.restDays()} 天已被抽中的不再打扰`,
      todo: '请扩大范围，或过一段时间再开展',
    });
  const named = rested.map((each) => ({ code: each.code, stratum: stratumOf(ports, strata, each) }));
  const sizes = Map.groupBy(named, (each) => each.stratum);
  const isSmall = (name: string): boolean => (sizes.get(name)?.length ?? 0) < 2 * least;
  const merged = named.map(({ code, stratum }) => ({ code, stratum: isSmall(stratum) ? OTHERS : stratum }));
  return {
    units: foldSmallRest(merged, least),
    exclusions: members
      .filter((each) => lately.has(each.code))
      .map(({ code }) => ({ code, reason: `近 ${ports.restDays()} 天已被抽中，不重复打扰` })),
  };
}

/** If even the small ones together are few, they join the smallest of the large. */
function foldSmallRest(units: readonly FrameUnit[], least: number): readonly FrameUnit[] {
  const sizes = [...Map.groupBy(units, (each) => each.stratum)].map(([name, all]) => ({ name, size: all.length }));
  const others = sizes.find((each) => each.name === OTHERS);
  const [smallest] = sizes.filter((each) => each.name !== OTHERS).sort((a, b) => a.size - b.size);
  if (!others || !smallest || others.size >= 2 * least) return units;
  const joint = `${smallest.name}及其他`;
  return units.map(({ code, stratum }) => ({
    code,
    stratum: stratum === OTHERS || stratum === smallest.name ? joint : stratum,
  }));
}

function stratumOf(ports: SurveyPorts, strata: SurveyBody['strata'], { region, scale }: Member): string {
  if (strata === 'region') return region ? ports.regionTitle(ports.countyOf(region)) : OTHERS;
  if (strata === 'scale') return scale ? ports.scaleTitle(scale) : OTHERS;
  return '全部';
}
