import { trialSet, trialSets } from '#bridges';
import { type ChainData, chainOf, draftFromTrial, textFromTrial } from '#domains/policies';
import type { SimulationPorts } from '#domains/simulation';
import { PLACE } from '#engines/registry';
import { mapColumn, type Population } from '#engines/rules';
import { dayOf, toInstant } from '#kernel';
import { DOCX, writePaper, writeTable } from '#platform/documents';
import { openTrialDesk } from '#platform/rules';
import { createPolicyDraftStore, createScenarioStore } from '#storage';
import type { Base } from '../base.ts';
import type { City } from '../city.ts';
import type { Core } from '../core.ts';
import { oncePer } from '../once-per.ts';
import { cityColumnsOf } from './city-columns.ts';
import { policyPortsOf } from './policies.ts';

const COUNTY = '县（市、区）';
const SECTION = '行业门类';
const SIZE = '企业规模';
const CHAIN = '产业链';
const NO_CHAIN = '不在各链上';
/** Facts that the breakdowns stand on. */
const GROUNDS = [PLACE, '行业代码', SIZE];

const MEGABYTE = 1024 * 1024;

/** The county that a place lies in: two steps above it is the province. */
function countyOf(city: City): (code: string) => string | undefined {
  const parents = new Map(city.pack.regions.map((each) => [each.code, each.parent]));
  const own = city.pack.regions.find((each) => each.name === city.name)?.code;
  return (code) => {
    for (let at: string | undefined = code, steps = 0; at && steps < 6; at = parents.get(at) ?? undefined, steps += 1)
      if (parents.get(at) === own || (parents.has(at) && at === own)) return at;
    return parents.has(code) ? code : undefined;
  };
}

function dimensionsOf(city: City): ReturnType<SimulationPorts['dimensions']> {
  const named = (list: string) => (key: string) => city.lists.get(list)?.get(key) ?? key;
  return [
    { name: COUNTY, title: '县（市、区）', label: named('region') },
    { name: SECTION, title: '行业门类', label: named('industry') },
    { name: SIZE, title: '企业规模', label: named('scale') },
    { name: CHAIN, title: '产业链', label: (key) => key },
  ];
}

const broken = (city: City, chains: ChainData, population: Population): Population => {
  const sectioned = mapColumn(population, '行业代码', SECTION, (code) => code.slice(0, 1));
  const chained = mapColumn(sectioned, '行业代码', CHAIN, (code) => chainOf(chains, code) ?? NO_CHAIN);
  return mapColumn(chained, PLACE, COUNTY, countyOf(city));
};

/** One thread for a site, however often its ports are made. */
const deskOf = oncePer(
  (base: Base) => base,
  (): SimulationPorts['desk'] => openTrialDesk(),
);

/** Gives simulation its ports. */
export function simulationPorts(base: Base, core: Core): SimulationPorts {
  const { city, databases, wallClock } = base;
  const { registry, registryStore, matters } = core;
  const drafts = createPolicyDraftStore(databases);
  const policies = policyPortsOf(base, core);
  const { library } = policies;
  const columns = cityColumnsOf(base);
  return {
    sets: async (tenant, now) => trialSets(await library(tenant), await drafts.list(tenant), dayOf(toInstant(now))),
    set: async (tenant, id, now) =>
      trialSet(await library(tenant), (draft) => drafts.find(tenant, draft), id, dayOf(toInstant(now))),
    facts: () => city.pack.facts,
    dimensions: () => dimensionsOf(city),
    codes: (list) => {
      const found = city.lists.get(list);
      return found && found.size <= 60 ? [...found].map(([code, title]) => ({ code, title })) : undefined;
    },
    population: {
      mark: columns.mark,
      named: policies.population.named,
      load: async (tenant, names) => {
        const wanted = [...new Set([...names, ...GROUNDS])];
        const { population, ...as } = await columns.read(tenant, wanted);
        const own = wanted.flatMap((name) => {
          const column = population.columns.get(name);
          return column ? [[name, column] as const] : [];
        });
        return { ...as, population: broken(city, policies.chains, { ...population, columns: new Map(own) }) };
      },
    },
    desk: deskOf(base),
    scenarios: createScenarioStore(databases),
    redraft: (call, of) => draftFromTrial(policies, call, of),
    retell: (call, of) => textFromTrial(policies, call, of),
    room: { one: 768 * MEGABYTE, all: 192 * MEGABYTE },
    seed: 1,
    wallClock,
    ids: matters.ids,
    unitName: async ({ tenant, now }, unit) => (await registry.organisation(tenant, now)).units.get(unit)?.name,
    personNames: async (tenant, ids) =>
      new Map((await registryStore.findPeople(tenant, ids)).map((each) => [each.id, each.name])),
    writeSheet: (file) => writeTable({ kind: 'xlsx', ...file }),
    writePaper: async (paper) => ({ name: `${paper.title}.docx`, type: DOCX, bytes: await writePaper(paper) }),
  };
}
