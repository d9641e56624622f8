/** A name that stands for a region: the region itself, a township or a zone in it. */
export type Place = { readonly name: string; readonly region: string };

export type PlaceGuess = { readonly region: string; readonly why: string };

/** Enough of the registry's shapes to make places of. */
type Named = { readonly name: string; readonly aliases?: readonly string[] };
type RegionLike = { readonly code: string; readonly name: string };
type UnitLike = Named & { readonly kind: string; readonly region?: string };

/**
 * Every name by which people call a place of the city: 龙游县 and 龙游, 龙游县湖镇镇 and 湖镇镇.
 * A name that would mean two regions means none.
 */
export function placesOf(
  regions: readonly RegionLike[],
  units: readonly UnitLike[],
  cityRegion: string,
): readonly Place[] {
  const prefix = cityRegion.slice(0, 4);
  const found = new Map<string, string | null>();
  const add = (name: string, region: string): void => {
    if ([...name].length < 2) return;
    const before = found.get(name);
    found.set(name, before === undefined || before === region ? region : null);
  };
  for (const { code, name } of regions) {
    if (!code.startsWith(prefix) || code === cityRegion) continue;
    add(name, code);
    add(name.replace(/(?:自治县|[市县区])$/, ''), code);
  }
  for (const { kind, region, name, aliases = [] } of units) {
    if (kind !== 'township' || region === undefined) continue;
    for (const each of [name, ...aliases]) {
      add(each, region);
      // 湖镇镇 is also called 湖镇, but 城区 of 城区街道 could be anywhere: only names of two signs and more beside the ending.
      const short = each.replace(/(?:街道|[镇乡])$/, '');
      if ([...short].length >= 2) add(short, region);
    }
  }
  return [...found].flatMap(([name, region]) => (region === null ? [] : [{ name, region }]));
}

/** The region a text speaks of: the longest name wins; what was given as the place goes before the body. */
export function findRegion(
  places: readonly Place[],
  ...texts: readonly (string | undefined)[]
): PlaceGuess | undefined {
  const byLength = places.toSorted((a, b) => b.name.length - a.name.length || (a.name < b.name ? -1 : 1));
  for (const text of texts) {
    const plain = text?.normalize('NFKC') ?? '';
    const place = byLength.find((each) => plain.includes(each.name));
    if (place) return { region: place.region, why: `提到“${place.name}”` };
  }
  return undefined;
}
