import type { MatterRow } from '../../api/types/index.ts';

/** What a paper may list at most. */
const MOST = 50;

export type Addressed = { readonly unit: string; readonly name: string; readonly ids: readonly string[] };

/** One paper goes to one unit: the chosen matters by who has them now; those that nobody has are left out. */
export function byHolder(rows: readonly Pick<MatterRow, 'id' | 'holder'>[]): readonly Addressed[] {
  const units = new Map<string, { name: string; ids: string[] }>();
  for (const { id, holder } of rows) {
    if (!holder) continue;
    const known = units.get(holder.unit.id) ?? { name: holder.unit.name, ids: [] };
    known.ids.push(id);
    units.set(holder.unit.id, known);
  }
  return [...units].flatMap(([unit, { name, ids }]) =>
    Array.from({ length: Math.ceil(ids.length / MOST) }, (_, part) => ({
      unit: part === 0 ? unit : `${unit}/${part + 1}`,
      name,
      ids: ids.slice(part * MOST, (part + 1) * MOST),
    })),
  );
}
