import { addDays, type Day, formatDay, type Refusal, refuse } from '#kernel';
import { type Ending, uncoveredFrom } from './hand-over.ts';
import { holdsOn, overlap } from './terms.ts';
import type { Relation, Term } from './types.ts';

/** An enterprise community (企业社区) or one of its grids (网格). */
export type Grid = Term & {
  readonly id: string;
  readonly name: string;
  readonly kind: 'community' | 'grid';
  readonly parent: string | null;
  readonly region: string;
  /** Takes every enterprise of the region that no grid names. */
  readonly catchAll?: boolean;
};

/** Which grid an enterprise belongs to, by name; relation kind `in-grid`: enterprise → grid. */
export const IN_GRID = 'in-grid';
/** Who serves: relation kind `serves-grid`: person → grid or community, with the part played in `role`. */
export const SERVES_GRID = 'serves-grid';
/** 驻企服务员, the named officer that every enterprise must have. */
export const GRID_OFFICER = 'grid-officer';

export type GridSnapshot = { readonly grids: readonly Grid[]; readonly relations: readonly Relation[] };
export type GridOfDay = { readonly grid: Grid; readonly officers: readonly string[]; readonly named: boolean };

/** Answers for one day: the grid of an enterprise and who serves there. */
export type GridDirectory = {
  readonly gridOf: (enterprise: string, region: string | undefined) => GridOfDay | undefined;
  readonly staffOf: (grid: string) => readonly Relation[];
  readonly gridsOf: (person: string) => readonly string[];
};

/**
 * Builds the answers for one day. An enterprise that no grid names falls to the catch-all of its region, or of the
 * nearest region around it, so that none is without one.
 *
 * @param regionsAround the region itself, then those around it, nearest first
 */
export function gridDirectory(
  snapshot: GridSnapshot,
  day: Day,
  regionsAround: (code: string | undefined) => readonly string[],
): GridDirectory {
  const grids = new Map(snapshot.grids.filter((each) => holdsOn(each, day)).map((each) => [each.id, each]));
  const catchAll = new Map([...grids.values()].filter((each) => each.catchAll).map((each) => [each.region, each]));
  const today = snapshot.relations.filter((each) => holdsOn(each, day));
  const staff = Map.groupBy(
    today.filter((each) => each.kind === SERVES_GRID),
    (each) => each.object,
  );
  const named = new Map(today.filter((each) => each.kind === IN_GRID).map((each) => [each.subject, each.object]));
  const staffOf = (grid: string): readonly Relation[] => staff.get(grid) ?? [];
  return {
    staffOf,
    gridOf: (enterprise, region) => {
      const byName = grids.get(named.get(enterprise) ?? '');
      const grid = byName ?? regionsAround(region).flatMap((code) => catchAll.get(code) ?? [])[0];
      return grid && { grid, officers: officersOf(staffOf(grid.id)), named: byName !== undefined };
    },
    gridsOf: (person) =>
      today.filter((each) => each.kind === SERVES_GRID && each.subject === person).map((each) => each.object),
  };
}

const officersOf = (staff: readonly Relation[]): readonly string[] =>
  staff.filter((each) => each.role === GRID_OFFICER).map((each) => each.subject);

/** May this person stop serving the grid that day? Only when another plays the same part from the day after. */
export function decideLeaveGrid(snapshot: GridSnapshot, id: string, lastDay: Day): Ending | Refusal {
  const leaving = snapshot.relations.find((each) => each.id === id && each.kind === SERVES_GRID);
  const grid = snapshot.grids.find((each) => each.id === leaving?.object);
  if (!leaving || !grid)
    return refuse({ code: 'registry.no-grid-officer', kind: 'not-found', what: '没有找到这名网格人员的任职' });
  const others = snapshot.relations.filter(
    (each) =>
      each.id !== id && each.kind === SERVES_GRID && each.object === leaving.object && each.role === leaving.role,
  );
  const gap = uncoveredFrom({ others, lastDay, until: grid.validTo });
  return gap === undefined
    ? { id, validTo: lastDay }
    : refuse({
        code: 'registry.no-successor',
        kind: 'conflict',
        what: `${grid.name}在${formatDay(gap)}起没有接任人员`,
        why: '网格内的企业在任何一天都要有具名的服务人员，做到服务不断档',
        todo: '请先安排接任人，再办调整',
      });
}

/** Moves an enterprise to a grid from a day on: what ends and what begins. One grid at a time. */
export function decideMoveEnterprise(
  snapshot: GridSnapshot,
  enterprise: string,
  to: string,
  from: Day,
): { readonly ends: readonly Ending[]; readonly begins: Omit<Relation, 'id'> } | Refusal {
  const grid = snapshot.grids.find((each) => each.id === to && each.kind === 'grid' && holdsOn(each, from));
  if (!grid) return refuse({ code: 'registry.no-grid', kind: 'not-found', what: '没有找到这个网格，或它在该日已停用' });
  const term = { validFrom: from };
  const touching = snapshot.relations.filter(
    (each) => each.kind === IN_GRID && each.subject === enterprise && overlap(each, term),
  );
  if (touching.some((each) => each.validFrom >= from))
    return refuse({
      code: 'registry.grid-already-planned',
      kind: 'conflict',
      what: '该企业在这一天或之后已有网格安排',
      todo: '请先撤销以后的安排，或选更晚的日期',
    });
  const dayBefore = addDays(from, -1);
  return {
    ends: touching.map((each) => ({ id: each.id, validTo: dayBefore })),
    begins: { kind: IN_GRID, subject: enterprise, object: to, ...term },
  };
}

/** What keeps the promise "every enterprise, any day, one named officer": the days and grids where it would break. */
export function gridGaps(snapshot: GridSnapshot, from: Day): readonly { readonly grid: Grid; readonly day: Day }[] {
  return snapshot.grids
    .filter((each) => each.kind === 'grid' && (each.validTo === undefined || each.validTo >= from))
    .flatMap((grid) => {
      const others = snapshot.relations.filter(
        (each) => each.kind === SERVES_GRID && each.object === grid.id && each.role === GRID_OFFICER,
      );
      const start = grid.validFrom > from ? grid.validFrom : from;
      const gap = uncoveredFrom({ others, lastDay: addDays(start, -1), until: grid.validTo });
      return gap === undefined ? [] : [{ grid, day: gap }];
    });
}
