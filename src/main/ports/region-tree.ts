import type { City } from '../city.ts';

/** The region itself and all that lie in it. */
export function regionsBelow(city: City, code: string): readonly string[] {
  const found = new Set([code]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const each of city.pack.regions)
      if (each.parent && found.has(each.parent) && !found.has(each.code)) {
        found.add(each.code);
        grown = true;
      }
  }
  return [...found];
}
