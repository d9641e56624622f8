import { type NameIndex, resolveUnits } from '#engines/registry';
import { measuresOf, type PlanSheet, type SheetName } from './plan-sheet.ts';

/** Every unit name of the sheet, once, in the order in which it first stands there. */
export const namesIn = (sheet: PlanSheet): readonly string[] => [
  ...new Set(measuresOf(sheet).flatMap(({ lead, responsible }) => [...lead, ...responsible])),
];

/**
 * What each name means. A choice made by hand stays; an unknown name stays too, with the nearest units beside it.
 *
 * @example withNames(sheet, index).names // [{ name: '市人社局', unit: { id: 'qz-labour', name: '市人力社保局' } }, …]
 */
export function withNames(sheet: PlanSheet, index: NameIndex): PlanSheet {
  const chosen = new Map(
    sheet.names.filter((each) => each.unit && isChoice(each, index)).map((each) => [each.name, each]),
  );
  const names = namesIn(sheet);
  const { resolved, unknown } = resolveUnits(index, names);
  const known = new Map<string, SheetName>(
    resolved.map(({ name, kind, id, title }) => [
      name,
      { name, unit: { id, name: title }, ...(kind === 'group' ? { group: true } : {}) },
    ]),
  );
  for (const { name, nearest } of unknown) known.set(name, { name, candidates: [...nearest] });
  return { ...sheet, names: names.map((name) => chosen.get(name) ?? known.get(name) ?? { name }) };
}

/** The reviewer said another unit than the index would. */
function isChoice({ name, unit, chosen }: SheetName, index: NameIndex): boolean {
  if (chosen) return true;
  const found = index.resolve(name);
  return !('id' in found) || found.id !== unit?.id;
}

/** Units behind a name on this day: itself, a group's members, or nobody when it is unknown. */
export function unitsBehind(sheet: PlanSheet, index: NameIndex, membersOf: (unit: string) => readonly string[]) {
  const byName = new Map(sheet.names.map((each) => [each.name, each]));
  return (name: string): { readonly units: readonly string[]; readonly group: boolean } => {
    const known = byName.get(name)?.unit;
    const found = index.resolve(name);
    if ('units' in found && (!known || known.id === found.id))
      return { units: found.units, group: found.kind === 'group' };
    if (!known) return { units: [], group: false };
    const members = membersOf(known.id);
    return { units: members, group: members.length !== 1 || members[0] !== known.id };
  };
}
