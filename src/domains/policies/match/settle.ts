import { type Money, money } from '#kernel';

/** A clause that an enterprise could have, before it is settled which it may have together. */
export type Candidate = {
  readonly clause: string;
  readonly amount: Money;
  readonly group?: string;
  readonly excludes: readonly string[];
};

export type Settled = {
  readonly clause: string;
  readonly amount: Money;
  /** What it gives way to, and why; absent when it stands. */
  readonly yields?: { readonly to: string; readonly why: string };
  /** Cut by a cap over several clauses. */
  readonly cutFrom?: Money;
};

export type Cap = { readonly group: string; readonly cap: Money };

/**
 * 从高不重复: of a group, and of clauses that exclude each other, the highest stands; ties go to the first named. What
 * stands of a capped group is cut, the last first, until the group fits its cap.
 *
 * @example
 * settle([{ clause: 'a', amount: 5, group: 'g', excludes: [] }, { clause: 'b', amount: 9, group: 'g', excludes: [] }], [])
 * // a yields to b
 */
export function settle(candidates: readonly Candidate[], caps: readonly Cap[]): readonly Settled[] {
  const order = [...candidates].sort((a, b) => b.amount - a.amount);
  const standing: Candidate[] = [];
  const yields = new Map<string, NonNullable<Settled['yields']>>();
  const capped = new Set(caps.map((each) => each.group));
  for (const each of order) {
    const rival = standing.find((other) => rivals(each, other, capped));
    if (rival) yields.set(each.clause, { to: rival.clause, why: whyYields(each, rival) });
    else standing.push(each);
  }
  const left = new Map(caps.map(({ group, cap }) => [group, cap as number]));
  const cut = new Map<string, Money>();
  for (const each of standing) {
    const room = each.group === undefined ? undefined : left.get(each.group);
    if (each.group === undefined || room === undefined) continue;
    const given = Math.max(0, Math.min(room, each.amount));
    left.set(each.group, room - given);
    if (given < each.amount) cut.set(each.clause, money(given));
  }
  return candidates.map(({ clause, amount }) => {
    const to = yields.get(clause);
    const given = cut.get(clause);
    return {
      clause,
      amount: given ?? amount,
      ...(to ? { yields: to } : {}),
      ...(given === undefined ? {} : { cutFrom: amount }),
    };
  });
}

/** A group with a cap adds up; a group without one is 从高不重复. */
const rivals = (a: Candidate, b: Candidate, capped: ReadonlySet<string>): boolean =>
  (a.group !== undefined && a.group === b.group && !capped.has(a.group)) ||
  a.excludes.includes(b.clause) ||
  b.excludes.includes(a.clause);

const whyYields = (a: Candidate, b: Candidate): string =>
  a.group !== undefined && a.group === b.group ? '同类政策按从高选择' : '按从高选择';
