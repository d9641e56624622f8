import type { Call, Day } from '#kernel';
import { countyLeague } from './county-league.ts';
import { readAll, within } from './events/read.ts';
import { merged } from './events/value.ts';
import { windowBefore, windowOf } from './events/window.ts';
import { readMoney } from './money-operation.ts';
import { teamsOn } from './organisation/overview.ts';
import type { EvaluationPorts, Standing as Stood } from './ports.ts';
import { stoodOn, WATCHED } from './standing-lines.ts';

/** The scheme that the map and the tiers show, and the numbers at the top. */
const INDEX = 'events-index';
/** A month that has just begun cannot be held against a whole one: thirty days against the thirty before. */
const PERIOD = '30d';
const HEADLINE = [
  'appeal-filed',
  'appeal-finished',
  'appeal-resolved',
  'appeal-at-once',
  'appeal-satisfied',
  'appeal-finish-days',
];

/** So many lines are named. */
export const SHOWN = 8;
/** Raised when what is worked out below changes: what was kept before is then not used. */
export const SHAPE = 4;

type Asked = Pick<Call, 'tenant' | 'now'>;
type Standing = Awaited<ReturnType<typeof readStanding>>;
type Course = Awaited<ReturnType<typeof readCourse>>;
export type CockpitFacts = ReturnType<typeof joined>;

/** What everybody sees of a day. */
export async function readFacts(ports: EvaluationPorts, call: Asked, on: Day): Promise<CockpitFacts> {
  const [standing, course] = await Promise.all([readStanding(ports, call, on), readCourse(ports, call, on)]);
  return joined(standing, course);
}

/** How things stand at the moment: what is open, what breaks. Grows with what is open. */
async function readStanding(ports: EvaluationPorts, call: Asked, on: Day) {
  const { asOf } = windowOf(PERIOD, on, call.now);
  const [due, near, overdue, stood, name, plans, money] = await Promise.all([
    stoodOn(ports, call, { on, what: 'due', filter: {}, limit: SHOWN }),
    stoodOn(ports, call, { on, what: 'near', filter: {}, limit: SHOWN }),
    stoodOn(ports, call, { on, what: 'overdue', filter: {}, limit: SHOWN }),
    ports.marks.standing(call.tenant, WATCHED, asOf),
    ports.unitNames(call),
    readPlans(ports, call, asOf),
    readMoney(ports, call, on),
  ]);
  const by = Map.groupBy(stood, (each) => each.by);
  const units = unitsOf(by.get('unit') ?? [], name);
  const tiles = tilesOf(ports, by.get('region') ?? []);
  const sum = (key: 'open' | 'near' | 'overdue') => units.reduce((all, each) => all + each[key], 0);
  return {
    asOf: Math.min(asOf, call.now),
    due,
    near,
    overdue,
    breaking: { near: sum('near'), open: sum('open') },
    units: units.slice(0, 6),
    plans,
    rest: { open: sum('open') - total(tiles, 'open'), overdue: sum('overdue') - total(tiles, 'overdue') },
    tiles,
    money,
  };
}

/** How the last months went: grows with all that happened in them, and moves slowly. */
async function readCourse(ports: EvaluationPorts, call: Asked, on: Day) {
  const [headline, causes, index, teams] = await Promise.all([
    readHeadline(ports, call, on),
    readCauses(ports, call, on),
    readIndex(ports, call, on),
    teamsOn(ports, call, on),
  ]);
  return { headline, causes, index, teams };
}

/** Each county with its score. */
const joined = ({ tiles, ...standing }: Standing, course: Course) => ({
  ...standing,
  ...course,
  tiles: tiles.map((each) => {
    const line = course.index?.lines.find((one) => one.unit.id === each.region.code);
    const { score = null, tier = null, few } = line ?? {};
    return { ...each, score, tier, ...(few ? { few } : {}) };
  }),
});

const unitsOf = (rows: readonly Stood[], name: (id: string) => string) =>
  rows
    .map(({ group, open, overdue, near }) => ({
      unit: { id: group, name: group === '' ? '未定' : name(group) },
      ...{ open, overdue, near },
    }))
    .sort((a, b) => b.overdue - a.overdue || b.near - a.near || b.open - a.open || (a.unit.id < b.unit.id ? -1 : 1));

const total = <K extends string>(parts: readonly Readonly<Record<K, number>>[], key: K): number =>
  parts.reduce((sum, each) => sum + each[key], 0);

function tilesOf(ports: EvaluationPorts, rows: readonly Stood[]) {
  const names = new Map(ports.regions().map((each) => [each.code, each.name]));
  return ports.tiles().map(({ region, column, row, short }) => {
    const codes = within(ports.regions(), region);
    const own = rows.filter((each) => codes.has(each.group));
    const title = names.get(region) ?? region;
    return {
      region: { code: region, title },
      short: short ?? title,
      column,
      row,
      open: total(own, 'open'),
      overdue: total(own, 'overdue'),
      near: total(own, 'near'),
    };
  });
}

async function readPlans(ports: EvaluationPorts, call: Asked, asOf: number) {
  const [plans, lamps] = await Promise.all([ports.plans(call), ports.marks.planned(call.tenant, 'measure', asOf)]);
  const byPlan = new Map(lamps.map((each) => [each.group, each]));
  return plans.flatMap(({ id, title }) => {
    const found = byPlan.get(id);
    if (!found) return [];
    const { open, overdue, suspended, near, done } = found;
    return [{ id, title, lamps: { normal: open - overdue - suspended - near, near, overdue, suspended, done } }];
  });
}

async function readHeadline(ports: EvaluationPorts, call: Asked, on: Day) {
  const wanted = new Set(HEADLINE);
  const sources = ports.sources().flatMap((source) => {
    const indicators = source.indicators.filter((each) => wanted.has(each.id));
    return indicators.length > 0 ? [{ ...source, indicators }] : [];
  });
  const found = await readAll({ ...ports, sources: () => sources }, call, { period: PERIOD, on, now: call.now });
  return HEADLINE.flatMap((id) => {
    const each = found.find((one) => one.indicator.id === id);
    if (!each) return [];
    const { title, unit, direction, good } = each.indicator;
    const { value, interval, counted } = each.now;
    const shown = interval ? ([interval[0], interval[1]] as [number, number]) : null;
    return [
      {
        id,
        title,
        unit,
        direction,
        value,
        before: each.before.value,
        interval: shown,
        counted,
        ...(good === undefined ? {} : { good }),
      },
    ];
  });
}

async function readCauses(ports: EvaluationPorts, call: Asked, on: Day) {
  const source = ports.sources().find((each) => each.id === 'appeal');
  const indicator = source?.indicators.find((each) => each.id === 'appeal-filed');
  if (!source || !indicator) return [];
  const only = { ...source, indicators: [indicator] };
  const [now, before] = await Promise.all([
    ports.marks.sums(call.tenant, only, windowOf(PERIOD, on, call.now), 'category', {}),
    ports.marks.sums(call.tenant, only, windowBefore(PERIOD, on), 'category', {}),
  ]);
  return now
    .filter((each) => each.group !== '')
    .map((each) => ({
      category: { code: each.group, title: ports.categoryTitle(each.group) },
      count: each.counted,
      before: merged(before.filter((one) => one.group === each.group))?.counted ?? 0,
    }))
    .sort((a, b) => b.count - a.count || (a.category.code < b.category.code ? -1 : 1))
    .slice(0, 6);
}

async function readIndex(ports: EvaluationPorts, call: Asked, on: Day) {
  const scheme = ports.schemes().find((each) => each.scheme === INDEX);
  if (!scheme || ports.tiles().length === 0) return null;
  const { lines } = await countyLeague(ports, call, scheme, { period: '90d', on, now: call.now });
  const { title, caution = '', uncertainty } = scheme;
  return { scheme: scheme.scheme, title, caution, confidence: uncertainty.confidence, lines: [...lines] };
}
