import { comparable, organisationOn, type Unit } from '#engines/registry';
import type { Finding } from './finding.ts';
import type { Pack } from './pack.ts';
import type { GroupEntry, UnitEntry } from './schema.ts';
import { meant, type ReadFile } from './yaml-file.ts';

type OrganisationFile = { readonly units: readonly UnitEntry[]; readonly groups: readonly GroupEntry[] };

/** What the organisation says of itself must hang together: a wrong reference would send a matter to nobody. */
export function checkUnits(pack: Pack, files: readonly ReadFile<OrganisationFile>[]): readonly Finding[] {
  const known = new Set(pack.units.map((each) => each.id));
  const regions = new Set(pack.regions.map((each) => each.code));
  const kinds = new Set(pack.lists['unit-kind']?.items.map((each) => each.code));
  return [
    ...files.flatMap((each) => duplicates(each)),
    ...files.flatMap((each) => references(each, known, regions, kinds)),
    ...files.flatMap((each) => rings(each)),
    ...files.flatMap((each) => sharedNames(each)),
    ...files.flatMap((each) => emptyGroups(each, pack)),
    ...files.flatMap((each) => offices(each, pack.units)),
  ];
}

const entriesOf = ({ value }: ReadFile<OrganisationFile>) => [
  ...value.units.map((entry, at) => ({ entry, path: ['units', at] })),
  ...value.groups.map((entry, at) => ({ entry, path: ['groups', at] })),
];

function duplicates(file: ReadFile<OrganisationFile>): readonly Finding[] {
  const seen = new Map<string, string>();
  return entriesOf(file).flatMap(({ entry, path }) => {
    const before = seen.get(entry.id);
    seen.set(entry.id, entry.name);
    return before === undefined ? [] : [file.yaml.at([...path, 'id'], `标识“${entry.id}”已用于“${before}”`)];
  });
}

function references(
  { yaml, value }: ReadFile<OrganisationFile>,
  known: ReadonlySet<string>,
  regions: ReadonlySet<string>,
  kinds: ReadonlySet<string>,
): readonly Finding[] {
  const found: Finding[] = [];
  const check = (id: string | null | undefined, all: ReadonlySet<string>, path: (string | number)[], what: string) => {
    if (typeof id === 'string' && !all.has(id)) found.push(yaml.at(path, `${what}“${id}”不存在${meant(id, all)}`));
  };
  value.units.forEach((unit, at) => {
    check(unit.parent, known, ['units', at, 'parent'], `${unit.name}的上级单位`);
    check(unit.guidedBy, known, ['units', at, 'guidedBy'], `${unit.name}的指导单位`);
    check(unit.leadUnit, known, ['units', at, 'leadUnit'], `${unit.name}的牵头单位`);
    check(unit.region, regions, ['units', at, 'region'], `${unit.name}的区域`);
    check(unit.dispatches, regions, ['units', at, 'dispatches'], `${unit.name}分办的区域`);
    if (kinds.size > 0) check(unit.kind, kinds, ['units', at, 'kind'], `${unit.name}的类别`);
  });
  value.groups.forEach((group, at) => {
    group.members.forEach((id, index) => {
      check(id, known, ['groups', at, 'members', index], `${group.name}的成员`);
    });
    check(group.where?.regionIn, regions, ['groups', at, 'where', 'regionIn'], `${group.name}的区域`);
  });
  return found;
}

function rings({ yaml, value }: ReadFile<OrganisationFile>): readonly Finding[] {
  const parents = new Map(value.units.map((each) => [each.id, each.parent]));
  return value.units.flatMap((unit, at) => {
    const seen = new Set([unit.id]);
    for (let id = unit.parent; id !== null && id !== undefined; id = parents.get(id) ?? null) {
      if (id === unit.id) return [yaml.at(['units', at, 'parent'], `${unit.name}绕了一圈成了自己的上级`)];
      if (seen.has(id)) return [];
      seen.add(id);
    }
    return [];
  });
}

/** Two units that answer to one name: a plan's text could not say which is meant. */
function sharedNames(file: ReadFile<OrganisationFile>): readonly Finding[] {
  const owner = new Map<string, { readonly id: string; readonly name: string }>();
  return entriesOf(file).flatMap(({ entry, path }) =>
    [entry.name, ...('fullName' in entry && entry.fullName ? [entry.fullName] : []), ...entry.aliases].flatMap(
      (name) => {
        const before = owner.get(comparable(name));
        if (!before) owner.set(comparable(name), { id: entry.id, name: entry.name });
        return before && before.id !== entry.id
          ? [file.yaml.at(path, `“${name}”既指${before.name}又指${entry.name}，名称须只指一个单位`)]
          : [];
      },
    ),
  );
}

function emptyGroups({ yaml, value }: ReadFile<OrganisationFile>, pack: Pack): readonly Finding[] {
  return value.groups.flatMap((group, at) => {
    const unit = pack.units.find((each) => each.id === group.id);
    if (!unit) return [];
    const organisation = organisationOn(
      { units: pack.units, regions: pack.regions, posts: [], relations: [] },
      unit.validFrom,
    );
    return organisation.membersOf(group.id).length > 0 ? [] : [yaml.at(['groups', at], `${group.name}没有任何成员`)];
  });
}

function offices({ yaml }: ReadFile<OrganisationFile>, units: readonly Unit[]): readonly Finding[] {
  return units.some((each) => each.level === 1 && each.dispatches !== undefined)
    ? []
    : [yaml.at(['units'], '没有市级单位写明 dispatches：诉求无人分办')];
}
