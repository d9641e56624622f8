import { indicatorOf, leavesOf, type Scheme } from '#engines/indicators';
import type { CompiledSource } from './events/definition.ts';

type Finding = { readonly path: readonly PropertyKey[]; readonly message: string };

/**
 * What one scheme alone cannot see: a quantity counted from events has the unit that these are counted in; a code means
 * one thing in all schemes, for values are kept by it.
 */
export function checkQuantities(
  scheme: Scheme,
  schemes: readonly Scheme[],
  sources: readonly CompiledSource[],
): readonly Finding[] {
  const events = new Map(sources.flatMap((source) => source.indicators.map((each) => [each.id, each.unit] as const)));
  const elsewhere = new Map(
    schemes
      .filter((each) => each !== scheme)
      .flatMap((each) =>
        [...leavesOf(each.root).map(indicatorOf), ...(each.quantities ?? []).map(({ id }) => id)].map(
          (code) => [code, each.title] as const,
        ),
      ),
  );
  return (scheme.quantities ?? []).flatMap(({ id, title, unit }, at): readonly Finding[] => {
    const counted = events.get(id);
    if (counted !== undefined)
      return counted === unit
        ? []
        : [{ path: ['quantities', at, 'unit'], message: `“${title}”由办理记录算出，计量单位是“${counted}”` }];
    const other = elsewhere.get(id);
    return other === undefined ? [] : [{ path: ['quantities', at, 'id'], message: `“${id}”在“${other}”里另有所指` }];
  });
}
