import type { Day } from '#kernel';
import { holdsOn } from './terms.ts';
import type { Post, Region, RegistrySnapshot, Unit, UnitFilter } from './types.ts';

/** The organisation as it stood on one day. Every answer is a look-up. */
export type Organisation = {
  readonly day: Day;
  readonly units: ReadonlyMap<string, Unit>;
  readonly regions: ReadonlyMap<string, Region>;
  /** Children in the snapshot's order; `null` holds the roots. */
  readonly children: ReadonlyMap<string | null, readonly Unit[]>;
  readonly posts: readonly Post[];
  /** Units above by administration, then those that guide them, nearest first. */
  readonly ancestors: (unit: string) => readonly string[];
  /** The region itself, then the regions around it, nearest first. */
  readonly regionsAround: (code: string | undefined) => readonly string[];
  /** The units that a group means on this day; a single unit means itself; unknown means nobody. */
  readonly membersOf: (id: string) => readonly string[];
};

export function organisationOn(snapshot: RegistrySnapshot, day: Day): Organisation {
  const units = new Map(snapshot.units.filter((each) => holdsOn(each, day)).map((each) => [each.id, each]));
  const regions = new Map(snapshot.regions.map((each) => [each.code, each]));
  const regionsAround = (code: string | undefined): readonly string[] => chain(code, (at) => regions.get(at)?.parent);
  return {
    day,
    units,
    regions,
    children: childrenOf(units),
    posts: snapshot.posts.filter((each) => holdsOn(each, day) && units.has(each.unit)),
    ancestors: cached((unit) => above(units, unit)),
    regionsAround,
    membersOf: cached((id) => members(units, regionsAround, id)),
  };
}

/** Follows `next` from `from`; a ring, which a careless pack may contain, ends where it closes. */
function chain(from: string | undefined, next: (at: string) => string | null | undefined): readonly string[] {
  const found = new Set<string>();
  for (let at: string | null | undefined = from; at && !found.has(at); at = next(at)) found.add(at);
  return [...found];
}

function childrenOf(units: ReadonlyMap<string, Unit>): ReadonlyMap<string | null, readonly Unit[]> {
  const children = new Map<string | null, Unit[]>();
  for (const unit of units.values()) {
    if (unit.kind === 'group') continue;
    const parent = unit.parent !== null && units.has(unit.parent) ? unit.parent : null;
    const list = children.get(parent);
    if (list) list.push(unit);
    else children.set(parent, [unit]);
  }
  return children;
}

/** Breadth first, so that a county's government comes before the city's office that guides the county's. */
function above(units: ReadonlyMap<string, Unit>, from: string): readonly string[] {
  const found = new Set<string>();
  let level = [from];
  while (level.length > 0) {
    const upper = level.flatMap((id) => {
      const unit = units.get(id);
      return [unit?.parent, unit?.guidedBy].filter((each) => typeof each === 'string' && units.has(each)) as string[];
    });
    level = upper.filter((id) => id !== from && !found.has(id));
    for (const id of level) found.add(id);
  }
  return [...found];
}

function members(
  units: ReadonlyMap<string, Unit>,
  regionsAround: (code: string | undefined) => readonly string[],
  id: string,
): readonly string[] {
  const unit = units.get(id);
  if (!unit) return [];
  if (unit.kind !== 'group') return [id];
  const named = unit.members.filter((each) => units.has(each));
  const { where } = unit;
  const chosen = where ? [...units.values()].filter((each) => matches(each, where, regionsAround)) : [];
  return [...new Set([...named, ...chosen.map((each) => each.id)])];
}

const matches = (
  unit: Unit,
  where: UnitFilter,
  regionsAround: (code: string | undefined) => readonly string[],
): boolean =>
  unit.kind !== 'group' &&
  (where.kind === undefined || where.kind.includes(unit.kind)) &&
  (where.level === undefined || where.level === unit.level) &&
  (where.regionIn === undefined || regionsAround(unit.region).includes(where.regionIn));

function cached<T>(work: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = work(key);
    known.set(key, value);
    return value;
  };
}
