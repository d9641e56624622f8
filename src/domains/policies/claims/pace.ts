import { startOfDay } from '#kernel';
import type { PolicyPorts } from '../ports.ts';
import type { ArrivedClaims, RunningClaims } from './ports.ts';
import { WAITS } from './ports.ts';
import { ARRIVES_WITHIN } from './views.ts';

/** Working days, both ends in; the last has no end. The first that is late begins right after the limit. */
export const BUCKETS = [
  { from: 0, to: 3 },
  { from: 4, to: 6 },
  { from: 7, to: 9 },
  { from: 10, to: 12 },
  { from: 13, to: ARRIVES_WITHIN },
  { from: ARRIVES_WITHIN + 1, to: 20 },
  { from: 21, to: 30 },
  { from: 31 },
] as const;

export type PaceFigures = {
  readonly arrived: number;
  readonly arrivedSum: number;
  /** Mean working days of what arrived; undefined where nothing did. */
  readonly mean: number | undefined;
  readonly late: number;
  readonly running: number;
  readonly runningSum: number;
  /** Has not arrived and is late already. */
  readonly runningLate: number;
  /** Mean days until decided, from there until sent, from there until arrived. */
  readonly legs: { readonly decide: number; readonly send: number; readonly bank: number } | undefined;
};

type Running = RunningClaims & { readonly days: number; readonly late: boolean };

/** How old what has not arrived is today; what lies with the applicant is never late. */
export const agesOf = (
  { workingDaysBetween }: Pick<PolicyPorts, 'workingDaysBetween'>,
  running: readonly RunningClaims[],
  now: number,
): readonly Running[] =>
  running.map((each) => {
    const paused = each.pauses.reduce((sum, { from, to }) => sum + workingDaysBetween(from, to), 0);
    const days = Math.max(0, workingDaysBetween(startOfDay(each.filedOn), now) - paused);
    return { ...each, days, late: days > ARRIVES_WITHIN && each.wait !== 'supplement' };
  });

const total = <T>(rows: readonly T[], of: (row: T) => number): number => rows.reduce((sum, each) => sum + of(each), 0);

export function figuresOf(arrived: readonly ArrivedClaims[], running: readonly Running[]): PaceFigures {
  const count = total(arrived, (each) => each.count);
  const days = total(arrived, (each) => each.days * each.count);
  const decided = total(arrived, (each) => each.decided);
  const sent = total(arrived, (each) => each.sent);
  return {
    arrived: count,
    arrivedSum: total(arrived, (each) => Number(each.sum)),
    mean: count === 0 ? undefined : days / count,
    late: total(arrived, (each) => (each.days > ARRIVES_WITHIN ? each.count : 0)),
    running: total(running, (each) => each.count),
    runningSum: total(running, (each) => Number(each.sum)),
    runningLate: total(running, (each) => (each.late ? each.count : 0)),
    legs:
      count === 0
        ? undefined
        : { decide: decided / count, send: (sent - decided) / count, bank: (days - sent) / count },
  };
}

/** How many took so long, and how many have waited so long and still wait. */
export const histogramOf = (arrived: readonly ArrivedClaims[], running: readonly Running[]) =>
  BUCKETS.map(({ from, ...end }) => {
    const to = 'to' in end ? end.to : undefined;
    const within = ({ days, count }: { readonly days: number; readonly count: number }): number =>
      days >= from && (to === undefined || days <= to) ? count : 0;
    return {
      from,
      ...(to === undefined ? {} : { to }),
      arrived: total(arrived, within),
      running: total(running, within),
    };
  });

/** Where what has not arrived waits. */
export const waitsOf = (running: readonly Running[]) =>
  WAITS.flatMap((wait) => {
    const own = running.filter((each) => each.wait === wait);
    return own.length === 0
      ? []
      : [
          {
            wait,
            count: total(own, (each) => each.count),
            sum: total(own, (each) => Number(each.sum)),
            late: total(own, (each) => (each.late ? each.count : 0)),
          },
        ];
  });
