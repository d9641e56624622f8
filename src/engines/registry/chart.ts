import type { Organisation } from './organisation.ts';
import type { Post, Unit } from './types.ts';

/** A unit with what hangs below it and who serves in it: the organisation chart of a day. */
export type ChartNode = {
  readonly unit: Unit;
  readonly posts: readonly Post[];
  readonly children: readonly ChartNode[];
};

/** The chart below a unit, or the whole one. Depth counts levels below the start; 0 is the unit alone. */
export function chartOf(organisation: Organisation, root?: string, depth = Number.POSITIVE_INFINITY): ChartNode[] {
  const posts = Map.groupBy(organisation.posts, (each) => each.unit);
  const node = (unit: Unit, left: number): ChartNode => ({
    unit,
    posts: posts.get(unit.id) ?? [],
    children: left > 0 ? (organisation.children.get(unit.id) ?? []).map((each) => node(each, left - 1)) : [],
  });
  const start = root === undefined ? (organisation.children.get(null) ?? []) : [organisation.units.get(root)];
  return start.filter((each) => each !== undefined).map((each) => node(each, depth));
}
