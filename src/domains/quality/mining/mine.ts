import { binomialTail } from './exact-test.ts';
import { qValues } from './false-discovery.ts';

/** One report, by what it is counted. */
export type CauseRecord = {
  readonly id: string;
  readonly at: number;
  readonly cause: string;
  readonly unit: string;
  readonly item: string;
};

export type Window = { readonly from: number; readonly to: number };

export type MiningPlan = {
  readonly current: Window;
  /** What it is compared with; it must not overlap the current window. */
  readonly history: Window;
  /** The share of false ones that is borne among those found. */
  readonly falseShare?: number;
  /** Cells with fewer cases in both windows together can never stand out. */
  readonly leastCases?: number;
};

export type Finding = {
  readonly cause: string;
  readonly unit: string;
  readonly item: string;
  readonly count: number;
  readonly before: number;
  /** How many would be usual, by the cell's own history and the whole volume of both windows. */
  readonly expected: number;
  readonly p: number;
  readonly q: number;
  readonly members: readonly string[];
};

export type Mined = {
  readonly found: readonly Finding[];
  readonly tested: number;
  readonly records: number;
};

/**
 * Causes that stand out: each cell cause × unit × item is compared with its own history by an exact test, and what is
 * found is kept within a share of false discoveries.
 *
 * A month with more reports altogether is no cause: the exposure of a window is the number of all its reports. Cells are
 * chosen by their cases in both windows together, on which the test is conditional, so the choice does not bias it.
 */
export function mineCauses(records: readonly CauseRecord[], plan: MiningPlan): Mined {
  const { current, history, falseShare = 0.1, leastCases = 5 } = plan;
  const inside = ({ from, to }: Window, at: number): boolean => at >= from && at < to;
  const now = records.filter((each) => inside(current, each.at));
  const before = records.filter((each) => inside(history, each.at));
  const cells = new Map<string, Cell>();
  for (const record of now) cellOf(cells, record).members.push(record.id);
  for (const record of before) cellOf(cells, record).before += 1;
  const share = now.length / Math.max(1, now.length + before.length);
  const tested = [...cells.values()].filter((each) => each.members.length + each.before >= leastCases);
  const p = tested.map((each) => binomialTail(each.members.length, each.members.length + each.before, share));
  const q = qValues(p);
  const found = tested
    .map(({ cause, unit, item, members, before: past }, index): Finding => {
      const expected = before.length === 0 ? members.length : (past * now.length) / before.length;
      return {
        cause,
        unit,
        item,
        count: members.length,
        before: past,
        expected,
        p: p[index] ?? 1,
        q: q[index] ?? 1,
        members,
      };
    })
    .filter((each) => each.q <= falseShare)
    .sort((a, b) => a.p - b.p || b.count - a.count || (keyOf(a) < keyOf(b) ? -1 : 1));
  return { found, tested: tested.length, records: now.length };
}

type Cell = Pick<CauseRecord, 'cause' | 'unit' | 'item'> & { before: number; readonly members: string[] };

/** The name of a cell, the same every time. */
export const keyOf = ({ cause, unit, item }: Pick<CauseRecord, 'cause' | 'unit' | 'item'>): string =>
  [cause, unit, item].join('|');

function cellOf(cells: Map<string, Cell>, record: CauseRecord): Cell {
  const key = keyOf(record);
  const known = cells.get(key);
  if (known) return known;
  const { cause, unit, item } = record;
  const fresh: Cell = { cause, unit, item, before: 0, members: [] };
  cells.set(key, fresh);
  return fresh;
}
