import { type Day, isUscc } from '#kernel';
import { type Organisation, organisationOn } from './organisation.ts';
import { holdsOn } from './terms.ts';
import { LEADS_BLOCK, type RegistrySnapshot, type Unit } from './types.ts';

/** What a matter needs to know of a unit. */
export type DirectoryUnit = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly level: number;
  readonly region?: string;
  readonly needsReview: boolean;
  readonly needsApproval: boolean;
};

/** Fits the port `Directory` of the matters engine; engines do not know each other, so its shape is repeated here. */
export type Directory = {
  readonly unit: (id: string) => DirectoryUnit | undefined;
  readonly officeFor: (region: string | undefined) => string;
  readonly ancestors: (unit: string) => readonly string[];
  readonly serves: (person: string, unit: string) => boolean;
  readonly leadersOf: (unit: string, region: string | undefined) => readonly string[];
  readonly isEnterprise: (id: string) => boolean;
};

export type DirectoryOptions = {
  /** Which ids are enterprises; without it, whatever is a well-formed 统一社会信用代码. */
  readonly isEnterprise?: (id: string) => boolean;
};

/**
 * The organisation of one day as matters ask for it. Building costs one pass over the snapshot; each answer is a
 * look-up, so keep the directory for as long as the day and the snapshot last.
 *
 * @throws Error when the snapshot has no office that takes in matters: such a pack does not pass the check
 */
export function directoryOf(snapshot: RegistrySnapshot, day: Day, options: DirectoryOptions = {}): Directory {
  const organisation = organisationOn(snapshot, day);
  const infos = new Map([...organisation.units.values()].map((each) => [each.id, infoOf(each)]));
  const serving = new Set(organisation.posts.map((each) => `${each.person}\n${each.unit}`));
  return {
    unit: (id) => infos.get(id),
    officeFor: officeFinder(organisation),
    ancestors: organisation.ancestors,
    serves: (person, unit) => serving.has(`${person}\n${unit}`),
    leadersOf: leaderFinder(snapshot, organisation),
    isEnterprise: options.isEnterprise ?? isUscc,
  };
}

const infoOf = (unit: Unit): DirectoryUnit => ({
  id: unit.id,
  name: unit.name,
  kind: unit.kind,
  parent: unit.parent,
  level: unit.level,
  ...(unit.region && { region: unit.region }),
  needsReview: unit.settings.needsReview,
  needsApproval: unit.settings.needsApproval,
});

function officeFinder(organisation: Organisation): Directory['officeFor'] {
  const offices = [...organisation.units.values()].filter((each) => each.dispatches !== undefined);
  const byRegion = new Map(offices.map((each) => [each.dispatches, each.id]));
  const main = offices.toSorted((a, b) => a.level - b.level)[0];
  if (!main) throw new Error('no unit says dispatches: nobody would take in matters');
  return (region) => {
    const around = organisation.regionsAround(region).find((code) => byRegion.has(code));
    return byRegion.get(around) ?? main.id;
  };
}

function leaderFinder(snapshot: RegistrySnapshot, organisation: Organisation): Directory['leadersOf'] {
  const links = new Map<string, string[]>();
  for (const link of snapshot.relations) {
    if (link.kind !== LEADS_BLOCK || !holdsOn(link, organisation.day)) continue;
    const known = links.get(link.object);
    if (known) known.push(link.subject);
    else links.set(link.object, [link.subject]);
  }
  return (unit, region) => {
    const code = region ?? organisation.units.get(unit)?.region;
    return [...new Set(organisation.regionsAround(code).flatMap((each) => links.get(each) ?? []))];
  };
}
