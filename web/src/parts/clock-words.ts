import type { Clock, Lamp } from '../api/types/index.ts';
import { workingTime } from './time.ts';

type Facts = Pick<Clock, 'stoppedAt' | 'met' | 'breachedAt' | 'running' | 'remainingMinutes' | 'nearAt'>;

/**
 * A stopped clock that was not kept stays red: finishing late is not finishing in time. Near begins when the lamp of the
 * matter says so too, so that one page never shows two lamps for one limit.
 */
export function clockLamp(clock: Facts, now: number): Lamp {
  if (clock.stoppedAt !== undefined) return clock.met === false ? 'overdue' : 'done';
  if (clock.breachedAt !== undefined || (clock.remainingMinutes ?? 0) < 0) return 'overdue';
  if (!clock.running) return 'suspended';
  return clock.nearAt !== undefined && now >= clock.nearAt ? 'near' : 'normal';
}

export function clockWords(clock: Facts, workday: number): string {
  if (clock.stoppedAt !== undefined) return clock.met === false ? '超期完成' : '按时';
  const left = clock.remainingMinutes;
  if (left !== undefined && left < 0) return `超\u2009${workingTime(left, workday)}`;
  if (!clock.running) return '暂停';
  return left === undefined ? '进行中' : `剩\u2009${workingTime(left, workday)}`;
}

/** A limit given as a date has no length of its own to speak of. */
export const budgetWords = ({ budget, unitTitle, until }: Pick<Clock, 'budget' | 'unitTitle' | 'until'>): string =>
  budget > 0 && !until ? `${Math.round(budget * 10) / 10}\u2009${unitTitle}` : '';

/** What ends first stands first; what has ended stands last. */
export function byTime<T extends Pick<Clock, 'fireAt' | 'stoppedAt'>>(clocks: readonly T[]): readonly T[] {
  const rank = ({ stoppedAt, fireAt }: T) =>
    stoppedAt === undefined ? (fireAt ?? Number.MAX_SAFE_INTEGER / 2) : Number.MAX_SAFE_INTEGER;
  return [...clocks].sort((a, b) => rank(a) - rank(b));
}
