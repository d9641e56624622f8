import type { Day } from '#kernel';
import type { Policy } from '../clause/index.ts';

export type Due = {
  readonly why: 'no-date' | 'overdue' | 'soon' | 'ends' | 'ended' | 'later' | 'repealed';
  /** Until the day that it is about; below nothing when that has passed. */
  readonly days?: number;
};

const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** So long before, one should begin to look. */
const AHEAD = 90;

/** Why a policy is to be looked at again, if it is: 每件都要有复审日. */
export function dueOf(policy: Policy, day: Day): Due {
  if (policy.repealed && policy.repealed.on <= day) return { why: 'repealed' };
  const end = policy.to === undefined ? undefined : daysBetween(day, policy.to);
  const review = policy.review === undefined ? undefined : daysBetween(day, policy.review);
  if (end !== undefined && end < 0) return { why: 'ended', days: end };
  if (review !== undefined && review < 0) return { why: 'overdue', days: review };
  if (review !== undefined && review <= AHEAD) return { why: 'soon', days: review };
  if (end !== undefined && end <= AHEAD) return { why: 'ends', days: end };
  return review === undefined ? { why: 'no-date' } : { why: 'later', days: review };
}

const RANK: Readonly<Record<Due['why'], number>> = {
  overdue: 0,
  soon: 1,
  ends: 2,
  'no-date': 3,
  later: 4,
  ended: 5,
  repealed: 6,
};

/** The most pressing first. */
export const byPressure = (a: Due, b: Due): number => RANK[a.why] - RANK[b.why] || (a.days ?? 0) - (b.days ?? 0);
