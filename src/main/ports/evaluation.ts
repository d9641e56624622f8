import { createKept, type EvaluationPack, type EvaluationPorts, type Kept } from '#domains/evaluation';
import { measureWorkingMinutes, toInstant } from '#kernel';
import type { ReadPorts } from '#platform/matters';
import {
  accessStores,
  createDayStore,
  createMarkKeeper,
  createMarkReader,
  createMoneyReader,
  createPlanStore,
  createRunStore,
  createValueStore,
  type Databases,
} from '#storage';
import type { City } from '../city.ts';
import { oncePer } from '../once-per.ts';
import { appraisalPorts } from './appraisal.ts';
import { auditNotes } from './audit-notes.ts';
import { firmSource } from './firm-source.ts';
import { matterRows } from './matter-ports.ts';

export type EvaluationBase = {
  readonly city: City;
  readonly databases: Databases;
  readonly matters: ReadPorts;
  readonly tell: EvaluationPorts['tell'];
  readonly version: string;
};

/** All parts of a site share what is kept, however often the ports are made. */
const keptOf = oncePer(
  (databases: Databases) => databases,
  (): Kept => createKept(),
);

/** Gives indicators, schemes and the cockpit their ports. */
export function evaluationPorts(base: EvaluationBase): EvaluationPorts {
  const { city, databases, matters, version } = base;
  const plans = createPlanStore(databases);
  const evaluation = (): EvaluationPack => city.evaluation;
  return {
    ...appraisalPorts(base),
    ...firmSource(base),
    sources: () => evaluation().sources,
    schemes: () => evaluation().schemes,
    tiles: () => evaluation().tiles,
    outline: () => evaluation().outline,
    ones: () => {
      const known = new Set(city.pack.permissions.map((each) => each.id));
      return evaluation().ones.filter((each) => known.has(each.permission));
    },
    marks: createMarkReader(databases),
    values: createValueStore(databases),
    money: createMoneyReader(databases),
    kept: keptOf(databases),
    runs: createRunStore(databases),
    days: createDayStore(databases),
    keeper: createMarkKeeper(databases, { sources: () => evaluation().sources, calendar: matters.calendar }),
    unitNames: async ({ tenant, now }) => {
      const directory = await matters.directory(tenant, now);
      return (id) => directory.unit(id)?.name ?? id;
    },
    regions: () => city.pack.regions,
    categoryTitle: (code) => city.lists.get('appeal-category')?.get(code) ?? code,
    rows: matterRows(matters),
    workingDays: (tenant, from, to) => {
      const calendar = matters.calendar(tenant);
      return Math.floor(
        (measureWorkingMinutes(calendar, toInstant(from), toInstant(to)) * 60_000) / calendar.dayLength,
      );
    },
    plans: async ({ tenant }) =>
      (await plans.list(tenant)).filter((each) => each.status === 'published').map(({ id, title }) => ({ id, title })),
    audit: auditNotes(accessStores(databases.system).audit, matters.ids),
    version,
  };
}
