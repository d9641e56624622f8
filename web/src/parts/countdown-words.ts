import type { MatterRow } from '../api/types/index.ts';
import { shortWorkingTime, workingTime } from './time.ts';

export type CountdownFacts = Pick<MatterRow, 'lamp' | 'remainingMinutes'>;

/** For lists: 剩 40 分, 超 6 日. */
export function shortWords(row: CountdownFacts, workday: number): string {
  const left = row.remainingMinutes;
  if (row.lamp === 'done') return '办结';
  if (row.lamp === 'suspended') return '暂停计时';
  if (left === undefined) return row.lamp === 'overdue' ? '超期' : '未设时限';
  if (left === 0 && row.lamp === 'overdue') return '刚超期';
  return `${left < 0 ? '超' : '剩'}\u2009${shortWorkingTime(left, workday)}`;
}

/** For a sentence: 还剩 2 个工作日 3 小时. */
export function longWords(row: CountdownFacts, workday: number): string {
  if (row.lamp === 'done') return '已办结';
  if (row.lamp === 'suspended') return '时限暂停计算';
  const left = row.remainingMinutes;
  if (left === undefined) return '未设时限';
  // The limit is past, but no working time has passed since: a night, a weekend.
  if (left === 0 && row.lamp === 'overdue') return '刚过时限';
  return left < 0 ? `已超\u2009${workingTime(left, workday)}` : `还剩\u2009${workingTime(left, workday)}`;
}
