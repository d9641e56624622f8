import type { Category } from './classify.ts';

/** A unit and every name by which people call it. */
export type NamedUnit = { readonly id: string; readonly name: string; readonly names: readonly string[] };

export type Complaint = {
  /** The words that accuse somebody, as they were said. */
  readonly said: readonly string[];
  readonly units: readonly { readonly id: string; readonly name: string }[];
};

/** The categories whose accusing words a text says, and which. */
export function accusedIn(text: string, categories: readonly Category[]) {
  const plain = text.normalize('NFKC');
  return categories.flatMap((category) => {
    const said = (category.accuses ?? []).filter((word) => plain.includes(word));
    return said.length > 0 ? [{ category, said }] : [];
  });
}

/**
 * A text that accuses somebody of how he behaves (吃拿卡要, 索贿…) rather than asks for something, and the units that it
 * names: none of those may get to see it. Slowness alone accuses nobody, else no unit could ever be asked to hurry.
 */
export function complaintIn(
  text: string,
  categories: readonly Category[],
  units: readonly NamedUnit[],
): Complaint | undefined {
  const said = accusedIn(text, categories).flatMap((each) => each.said);
  if (said.length === 0) return undefined;
  return { said: [...new Set(said)], units: unitsNamed(text.normalize('NFKC'), units) };
}

/** Longest names first, each taken out of the text: 市住建局 says nothing of 住建局 of another county. */
function unitsNamed(text: string, units: readonly NamedUnit[]): Complaint['units'] {
  const names = units
    .flatMap((unit) => unit.names.map((name) => ({ name, unit })))
    .filter(({ name }) => [...name].length >= 3)
    .sort((a, b) => b.name.length - a.name.length || (a.unit.id < b.unit.id ? -1 : 1));
  const found = new Map<string, { readonly id: string; readonly name: string }>();
  let rest = text;
  for (const { name, unit } of names) {
    if (!rest.includes(name)) continue;
    found.set(unit.id, { id: unit.id, name: unit.name });
    rest = rest.replaceAll(name, '\n');
  }
  return [...found.values()];
}
