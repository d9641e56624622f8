import { type AppealFact, isOpenAt, unitAt } from './fact.ts';

/** 月月清零: what a unit brought over, took in, closed and carries on, and who must explain what is left. */
export type UnitMonth = {
  readonly unit: string;
  readonly carriedIn: number;
  readonly opened: number;
  readonly reopened: number;
  readonly closed: number;
  /** carriedIn + opened + reopened − closed, always. */
  readonly carriedOver: number;
  readonly left: readonly LeftOver[];
};

export type LeftOver = {
  readonly id: string;
  readonly number: string;
  readonly openedAt: number;
  readonly dueAt?: number;
  readonly state: 'overdue' | 'shelved' | 'in-time';
  /** Who must explain: whoever held it as the month ended; the office where it lay with the enterprise. */
  readonly explain: { readonly unit: string; readonly section?: string; readonly person?: string };
};

type Counts = { carriedIn: number; opened: number; reopened: number; closed: number; left: LeftOver[] };

/**
 * The month [from, to) by answerable unit, sorted by what is left. A matter counts for the unit that the office had
 * given it to when the month ended.
 */
export function monthlyReport(facts: readonly AppealFact[], from: number, to: number): readonly UnitMonth[] {
  const units = new Map<string, Counts>();
  for (const fact of facts) {
    const counts = countOne(fact, from, to);
    if (!counts) continue;
    const unit = unitAt(fact, to);
    const sum = units.get(unit) ?? { carriedIn: 0, opened: 0, reopened: 0, closed: 0, left: [] };
    sum.carriedIn += counts.carriedIn;
    sum.opened += counts.opened;
    sum.reopened += counts.reopened;
    sum.closed += counts.closed;
    sum.left.push(...counts.left);
    units.set(unit, sum);
  }
  return [...units]
    .map(([unit, sum]) => ({ unit, ...sum, carriedOver: sum.left.length, left: sum.left.sort(byUrgency) }))
    .sort((a, b) => b.carriedOver - a.carriedOver || (a.unit < b.unit ? -1 : 1));
}

function countOne(fact: AppealFact, from: number, to: number): Counts | undefined {
  const within = (at: number | undefined): boolean => at !== undefined && at >= from && at < to;
  const counts = {
    carriedIn: isOpenAt(fact, from) ? 1 : 0,
    opened: within(fact.spans[0]?.from) ? 1 : 0,
    reopened: fact.spans.slice(1).filter((each) => within(each.from)).length,
    closed: fact.spans.filter((each) => within(each.to)).length,
    left: isOpenAt(fact, to) ? [leftOver(fact, to)] : [],
  };
  return counts.carriedIn + counts.opened + counts.reopened + counts.left.length > 0 ? counts : undefined;
}

function leftOver(fact: AppealFact, at: number): LeftOver {
  const held = fact.custody.findLast((each) => each.from < at);
  const outside = held === undefined || held.unit.startsWith('subject:');
  const dueAt = fact.answer?.dueAt ?? undefined;
  const stopped = fact.answer?.stoppedAt;
  const isLate = dueAt !== undefined && dueAt < at && (stopped === undefined || stopped > dueAt);
  return {
    id: fact.id,
    number: fact.number,
    openedAt: fact.openedAt,
    ...(dueAt === undefined ? {} : { dueAt }),
    state: fact.isShelved ? 'shelved' : isLate ? 'overdue' : 'in-time',
    explain: outside
      ? { unit: fact.office }
      : {
          unit: held.unit,
          ...(held.section ? { section: held.section } : {}),
          ...(held.person ? { person: held.person } : {}),
        },
  };
}

export type MonthColumn = 'carriedIn' | 'opened' | 'reopened' | 'closed' | 'carriedOver';

/** The matters that a number of the report counts; one closed twice in the month counts twice there and stands once here. */
export function recordsOfMonth(
  facts: readonly AppealFact[],
  [from, to]: readonly [number, number],
  column: MonthColumn,
  unit?: string,
): readonly AppealFact[] {
  return facts.filter((fact) => {
    if (unit !== undefined && unitAt(fact, to) !== unit) return false;
    const counts = countOne(fact, from, to);
    return counts !== undefined && (column === 'carriedOver' ? counts.left.length : counts[column]) > 0;
  });
}

const ORDER = { overdue: 0, shelved: 1, 'in-time': 2 } as const;
const byUrgency = (a: LeftOver, b: LeftOver): number =>
  ORDER[a.state] - ORDER[b.state] || a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1);
