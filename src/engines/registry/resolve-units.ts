import { comparable, likeness, splitBracket } from './names.ts';
import type { Organisation } from './organisation.ts';
import type { Unit } from './types.ts';

export type ResolvedName = {
  /** As it stood in the text. */
  readonly name: string;
  readonly kind: 'unit' | 'group';
  readonly id: string;
  readonly title: string;
  /** Everyone meant: the unit, a group's members of the day, or a unit and the one in its bracket. */
  readonly units: readonly string[];
};
export type UnknownName = {
  readonly name: string;
  readonly nearest: readonly { readonly id: string; readonly name: string }[];
};
export type Resolution = { readonly resolved: readonly ResolvedName[]; readonly unknown: readonly UnknownName[] };

/** Finds units by any spelling of their names; build it once for an organisation. */
export type NameIndex = {
  readonly find: (name: string) => Unit | undefined;
  readonly resolve: (name: string) => ResolvedName | UnknownName;
};

export function nameIndex(organisation: Organisation): NameIndex {
  const find = finder(organisation);
  const candidates = [...organisation.units.values()].map((unit) => ({
    unit,
    spellings: [unit.name, unit.fullName ?? unit.name, ...unit.aliases].map(comparable),
  }));
  const known = (name: string, unit: Unit, more: readonly string[] = []): ResolvedName => ({
    name,
    kind: unit.kind === 'group' ? 'group' : 'unit',
    id: unit.id,
    title: unit.name,
    units: [...new Set([...organisation.membersOf(unit.id), ...more])],
  });
  const resolve = (name: string): ResolvedName | UnknownName => {
    const whole = find(name);
    if (whole) return known(name, whole);
    const bracket = splitBracket(comparable(name));
    const outer = bracket && find(bracket.outer);
    const inner = bracket && find(bracket.inner);
    if (outer && inner) return known(name, outer, organisation.membersOf(inner.id));
    const far = candidates
      .map(({ unit, spellings }) => ({ unit, like: Math.max(...spellings.map((s) => likeness(comparable(name), s))) }))
      .filter(({ like }) => like > 1 / 3)
      .sort((a, b) => b.like - a.like);
    return { name, nearest: far.slice(0, 3).map(({ unit }) => ({ id: unit.id, name: unit.name })) };
  };
  return { find, resolve };
}

/**
 * What the names in a document mean. Nothing is dropped: what is not known comes back with the nearest names.
 *
 * @example
 * resolveUnits(index, ['市人社局', '各县(市、区)', '市某局'])
 * // { resolved: [{ id: 'qz-labour', … }, { kind: 'group', units: ['kecheng', …], … }], unknown: [{ name: '市某局', … }] }
 */
export function resolveUnits(index: NameIndex, names: readonly string[]): Resolution {
  const all = [...new Set(names)].map(index.resolve);
  return {
    resolved: all.filter((each) => 'units' in each),
    unknown: all.filter((each) => 'nearest' in each),
  };
}

function finder(organisation: Organisation): (name: string) => Unit | undefined {
  const exact = new Map<string, Unit>();
  const derived = new Map<string, Unit | null>();
  const cities = cityNames(organisation);
  for (const unit of organisation.units.values()) {
    for (const spelling of [unit.name, unit.fullName ?? unit.name, ...unit.aliases].map(comparable)) {
      if (!exact.has(spelling)) exact.set(spelling, unit);
      for (const variant of variantsOf(spelling, unit, cities)) {
        const before = derived.get(variant);
        // A shortened form that would fit two units helps nobody: it stays unknown.
        derived.set(variant, before === undefined || before === unit ? unit : null);
      }
    }
  }
  return (name) => {
    const wanted = comparable(name);
    return exact.get(wanted) ?? derived.get(wanted) ?? undefined;
  };
}

/** 衢州市, 衢州: how the city is called in front of a unit's name. */
function cityNames(organisation: Organisation): readonly string[] {
  const roots = organisation.children.get(null) ?? [];
  return roots
    .flatMap((each) => {
      const name = organisation.regions.get(each.region ?? '')?.name;
      return name ? [name, name.replace(/[市县区]$/, '')] : [];
    })
    .map(comparable);
}

/** The city's name or 市 in front of a municipal unit may be written, shortened or left out. */
function variantsOf(spelling: string, unit: Unit, cities: readonly string[]): readonly string[] {
  if (unit.level !== 1 || unit.kind === 'group' || unit.kind === 'city') return [];
  const prefix = [...cities, '市'].find((each) => spelling.startsWith(each)) ?? '';
  const core = spelling.slice(prefix.length);
  return core.length < 2 ? [] : [core, ...['市', ...cities].map((each) => each + core)];
}
