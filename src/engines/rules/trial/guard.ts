import type { Cell, Changes } from './figures.ts';

/** A cell as it may be seen; `null` is fewer than ten. */
export type GuardedCell = { readonly count: number | null; readonly amount: number | null };

/** Fewer are not shown to whoever may not see single facts. */
export const LEAST = 10;

/**
 * Figures are rounded to marks that stand still, the same for everyone and every question: what is more is never shown
 * as less, and along a moved number a count steps on only after ten rows. (Rounding by a draw for each set of rows hides
 * no better: it shakes at every single row, and so tells where each one lies.)
 */
const roundCount = (count: number, round: Round = Math.round): number => round(count / LEAST) * LEAST;

/**
 * How far apart the marks of an amount lie where it begins with 1, with 2 to 4, with 5 to 9: about as far as ten rows of
 * the cell are worth, so that an amount of so much a head tells no more than the count does.
 */
const marksFor = (like: number): readonly [number, number, number] => {
  if (like < 100) return [0.2, 0.5, 1];
  return like < 400 ? [0.1, 0.2, 0.5] : [0.05, 0.1, 0.2];
};

type Round = (value: number) => number;

/** @param like as many rows as the cell has before anything moves: marks do not change while a number does */
const roundAmount = (amount: number, like: number, round: Round = Math.round): number => {
  if (amount === 0) return 0;
  const power = 10 ** Math.floor(Math.log10(Math.abs(amount)));
  const lead = Math.abs(amount) / power;
  const [one, two, five] = marksFor(like);
  const mark = Math.max(1, (lead < 2 ? one : lead < 5 ? two : five) * power);
  // What lies on a mark stays there, whatever its fraction says of it.
  return Math.round(round(Number((amount / mark).toPrecision(12))) * mark);
};

/** A cell as it may be seen. */
export const shownCell = ({ count, amount }: Cell, guarded: boolean, like = 0): GuardedCell => {
  if (!guarded) return { count, amount };
  if (count < LEAST) return { count: null, amount: null };
  return { count: roundCount(count), amount: roundAmount(amount, like) };
};

type Seen<T> = { readonly [K in keyof T]: GuardedCell };
type Three = { readonly base: Cell; readonly now: Cell; readonly possible: Cell };
/** What each rule pays of the three. */
export type Paid = { readonly [K in keyof Three]: readonly Cell[] };

const sumOf = (paid: readonly Cell[]): number => paid.reduce((all, { amount }) => all + amount, 0);

type Rest = { readonly open: number; readonly own: number };

/** What comes of rules that everybody may work out needs no rounding; the rest is told once ten have it. */
const partsOf = (cell: Cell, paid: readonly Cell[], hidden: readonly boolean[]): Rest => {
  const open = paid.filter((_, at) => !hidden[at]);
  if (open.length === 0) return { open: 0, own: cell.amount };
  const own = paid.filter((_, at) => hidden[at]);
  return { open: sumOf(open), own: own.some((each) => each.count >= LEAST) ? sumOf(own) : 0 };
};

const shownSum = (cell: Cell, paid: readonly Cell[], hidden: readonly boolean[], like: number): GuardedCell => {
  if (cell.count < LEAST) return { count: null, amount: null };
  const { open, own } = partsOf(cell, paid, hidden);
  return { count: roundCount(cell.count), amount: open + roundAmount(own, like) };
};

const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** What it was and what is shown of the changes, as far as that is not off the marks below and above what it is. */
const shownNow = (base: GuardedCell, { now, changes }: Moved, parts: Rest, like: number): GuardedCell => {
  const { gained, lost, more, less } = changes;
  const count = (base.count ?? 0) + (gained.count ?? 0) - (lost.count ?? 0);
  const amount = [base, gained, lost, more, less].reduce((all, each) => all + (each.amount ?? 0), 0);
  const mark = (round: Round) => parts.open + roundAmount(parts.own, like, round);
  return {
    count: within(count, roundCount(now.count, Math.floor), roundCount(now.count, Math.ceil)),
    amount: within(amount, mark(Math.floor), mark(Math.ceil)),
  };
};

type Moved = { readonly now: Cell; readonly changes: Seen<Changes> };

type Hiding = {
  /** By rule: whether what it pays stands on facts that may not be seen. */
  readonly hidden: readonly boolean[];
  /** The same before a budget made what one rule pays hang on the others. */
  readonly before?: readonly boolean[];
  /** The budget. */
  readonly most?: number | undefined;
};

const atLeast = (value: number | null, floor: number | null): number | null =>
  value === null || floor === null ? value : Math.max(value, floor);
const atMost = (value: number | null, most: number): number | null => (value === null ? null : Math.min(value, most));

/**
 * What it was, what changes, what is certain now and what may come on top: the figures add up as far as their marks
 * allow. That none is above what may be spent, nor the certain above the
 * possible, everybody knows, and saying so gives nothing away.
 */
export const shownTotals = (
  { base, now, possible, ...changes }: Three & Changes,
  paid: Paid,
  { hidden, before = hidden, most = Number.POSITIVE_INFINITY }: Hiding,
): Seen<Three & Changes> => {
  const guarded = hidden.includes(true);
  const of = (cell: Cell) => shownCell(cell, guarded);
  const { gained, lost, more, less } = changes;
  const seen = { gained: of(gained), lost: of(lost), more: of(more), less: of(less) };
  // A budget that is shared out ends a few 分 lower among more.
  const top = Math.max(now.amount, possible.amount);
  if (!guarded) return { ...seen, base: of(base), now: of(now), possible: of({ ...possible, amount: top }) };
  const like = Math.max(...paid.base.map(({ count }, at) => (hidden[at] ? count : 0)));
  const was = shownSum(base, paid.base, before, like);
  const sure =
    of(now).count === null ? of(now) : shownNow(was, { now, changes: seen }, partsOf(now, paid.now, hidden), like);
  const high = shownSum(possible, paid.possible, hidden, like);
  const capped = atMost(sure.amount, most);
  return {
    ...seen,
    base: was,
    now: { count: sure.count, amount: capped },
    possible: { count: atLeast(high.count, sure.count), amount: atLeast(atMost(high.amount, most), capped) },
  };
};
