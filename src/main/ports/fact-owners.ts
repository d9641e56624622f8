import type { City } from '../city.ts';

type Units = Readonly<Record<string, string>>;

/** The unit of this city that stands for a department of the catalogue. */
export const ownersOf = ({ pack }: City): Units =>
  (pack.other['fact-owners'] as { readonly units?: Units } | undefined)?.units ?? {};

/** The unit that an owner of facts or clauses means here: a department of the catalogue, or a unit itself. */
export const unitFor = (city: City, owner: string): string => ownersOf(city)[owner] ?? owner;

type Functions = Readonly<Record<string, { readonly units?: Units }>>;

/** Departments whose facts a unit answers for: the city's own bureau, and its counterpart in each county. */
export function departmentsOf(city: City, unit: string): readonly string[] {
  const functions = (city.pack.other.dispatch as { readonly functions?: Functions } | undefined)?.functions ?? {};
  return Object.entries(ownersOf(city)).flatMap(([department, owner]) =>
    owner === unit || Object.values(functions[department]?.units ?? {}).includes(unit) ? [department] : [],
  );
}
