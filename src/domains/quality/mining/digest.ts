import type { CauseRecord, Window } from './mine.ts';

export type DigestLine = {
  readonly cause: string;
  readonly item: string;
  readonly count: number;
  readonly before: number;
  readonly units: readonly { readonly unit: string; readonly count: number }[];
  readonly members: readonly string[];
};

/** The month's commonest causes with their records, and how many there were in the window before. */
export function digestOf(
  records: readonly CauseRecord[],
  month: Window,
  before: Window,
  top = 10,
): readonly DigestLine[] {
  const inside = ({ from, to }: Window, at: number): boolean => at >= from && at < to;
  const groups = Map.groupBy(records, ({ cause, item }) => `${cause}|${item}`);
  return [...groups.values()]
    .flatMap((group): readonly DigestLine[] => {
      const now = group.filter((each) => inside(month, each.at));
      const first = now[0];
      if (!first) return [];
      const units = [...Map.groupBy(now, (each) => each.unit)].map(([unit, its]) => ({ unit, count: its.length }));
      return [
        {
          cause: first.cause,
          item: first.item,
          count: now.length,
          before: group.filter((each) => inside(before, each.at)).length,
          units: units.sort((a, b) => b.count - a.count || (a.unit < b.unit ? -1 : 1)),
          members: now.map((each) => each.id),
        },
      ];
    })
    .sort((a, b) => b.count - a.count || (`${a.cause}|${a.item}` < `${b.cause}|${b.item}` ? -1 : 1))
    .slice(0, top);
}
