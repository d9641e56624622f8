import type { Observation } from '#engines/indicators';
import type { Day } from '#kernel';
import { collectedLeaves } from '../collect/collected-leaves.ts';
import { recomputed } from '../collect/frame-values.ts';
import { periodBefore, periodOf } from '../collect/periods.ts';
import type { ValueRow } from '../collect/stores.ts';
import type { SchemeRun, SchemeRunInput, SchemeRunLine, SchemeRunPorts } from './ports.ts';
import { placesOf, scoreRun } from './score.ts';

export type Moved = {
  readonly unit: string;
  readonly scoreBefore: number | null;
  readonly scoreAfter: number | null;
  readonly placeBefore: number | null;
  readonly placeAfter: number | null;
  readonly tierBefore: number | null;
  readonly tierAfter: number | null;
};

export type LateEdit = {
  readonly row: ValueRow;
  readonly before: number | null;
  readonly moved: readonly Moved[];
};

const MOST = 100;

/** What was checked in after a run was counted, one after another: what each changed, and whom it moved. */
export async function lateEdits(
  ports: SchemeRunPorts,
  tenant: string,
  { input, on, proposedAt }: SchemeRun,
  now: number,
): Promise<readonly LateEdit[]> {
  // By the scheme as it was: what is worked out today may have been stated then.
  const kinds = new Map(collectedLeaves(ports, input.scheme).map((each) => [each.indicator, each.kind] as const));
  const rows = await ports.values.recordedBetween(tenant, [...kinds.keys()], proposedAt, now + 1);
  const edits: LateEdit[] = [];
  let current: SchemeRunInput = input;
  let lines: readonly SchemeRunLine[] | undefined;
  for (const row of rows.slice(0, MOST)) {
    const kind = kinds.get(row.indicator);
    const standing = kind && standsNow(row, periodOf(kind, on as Day), current);
    if (!standing) continue;
    lines ??= scoreRun(current).lines;
    const next = replaced(current, row);
    const after = scoreRun(next).lines;
    edits.push({ row, before: standing.value ?? null, moved: movedBetween(lines, after) });
    [current, lines] = [next, after];
  }
  return edits;
}

/** Does this row say what the run's day stands on? The period of the day, or the one before while that has no value. */
function standsNow(
  row: ValueRow,
  period: ReturnType<typeof periodOf>,
  { observations }: SchemeRunInput,
): Observation | undefined {
  const found = observations.find(
    (each) => each.unit === row.subject && each.indicator === row.indicator && each.period === 'now',
  );
  if (!found || (row.period !== period.code && row.period !== periodBefore(period).code)) return undefined;
  return found.value === (row.value ?? undefined) && row.value !== null ? undefined : found;
}

function replaced(input: SchemeRunInput, row: ValueRow): SchemeRunInput {
  const observations = input.observations.map((each): Observation => {
    if (each.unit !== row.subject || each.indicator !== row.indicator || each.period !== 'now') return each;
    const at = { unit: each.unit, indicator: each.indicator, period: each.period };
    return row.value === null ? { ...at, missing: row.missing ?? 'not-collected' } : { ...at, value: row.value };
  });
  return { ...input, observations: recomputed(input.scheme, observations, input.units, input.periods) };
}

function movedBetween(before: readonly SchemeRunLine[], after: readonly SchemeRunLine[]): readonly Moved[] {
  const [placed, then] = [placesOf(after), placesOf(before)];
  const earlier = new Map(before.map((each) => [each.unit, each]));
  return after.flatMap((each) => {
    const old = earlier.get(each.unit);
    const moved: Moved = {
      unit: each.unit,
      ...{ scoreBefore: old?.score ?? null, scoreAfter: each.score },
      ...{ placeBefore: then.get(each.unit) ?? null, placeAfter: placed.get(each.unit) ?? null },
      ...{ tierBefore: old?.tier ?? null, tierAfter: each.tier },
    };
    const isSame = moved.scoreBefore === moved.scoreAfter && moved.placeBefore === moved.placeAfter;
    return isSame && moved.tierBefore === moved.tierAfter ? [] : [moved];
  });
}
