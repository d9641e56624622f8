import type { MatterRow } from '../api/types/index.ts';
import { Lamp } from './lamp.tsx';
import { moment, shortWorkingTime, workingTime } from './time.ts';
import { useNow, useWorkday } from './use-now.ts';
import { WhyPopover } from './why-popover.tsx';

type Timed = Pick<
  MatterRow,
  'lamp' | 'lampWhy' | 'dueAt' | 'provisional' | 'remainingMinutes' | 'holder' | 'heldWorkingMinutes'
>;

/** One line for lists: ▲ 剩 40 分, ■ 超 6 日. */
export function ShortCountdown({ row }: { readonly row: Timed }) {
  const workday = useWorkday();
  return <Lamp lamp={row.lamp} word={shortWords(row, workday)} />;
}

export function shortWords(row: Timed, workday: number): string {
  const left = row.remainingMinutes;
  if (row.lamp === 'done') return '办结';
  if (row.lamp === 'suspended') return '暂停计时';
  if (left === undefined) return row.lamp === 'overdue' ? '超期' : '未设时限';
  return `${left < 0 ? '超' : '剩'}\u2009${shortWorkingTime(left, workday)}`;
}

/** The whole sentence: 还剩 2 个工作日 3 小时 · 10月13日（周二）17:30 前. */
export function Countdown({ row, why = true }: { readonly row: Timed; readonly why?: boolean }) {
  const now = useNow();
  const workday = useWorkday();
  return (
    <span className="row" style={{ gap: '0 8px' }}>
      <Lamp lamp={row.lamp} />
      <strong>{longWords(row, workday)}</strong>
      {row.dueAt !== undefined && row.lamp !== 'done' && <span>·&ensp;{moment(row.dueAt, now)}&thinsp;前</span>}
      {row.provisional && (
        <WhyPopover label="暂定" title="为什么是暂定">
          期限落在尚未公布放假安排的年份，先按周一至周五推算，国务院办公厅公布后自动改算。
        </WhyPopover>
      )}
      {row.lamp === 'overdue' && row.holder && <HeldNow row={row} workday={workday} />}
      {why && <WhyPopover title="为什么是这个状态">{row.lampWhy}</WhyPopover>}
    </span>
  );
}

function longWords(row: Timed, workday: number): string {
  if (row.lamp === 'done') return '已办结';
  if (row.lamp === 'suspended') return '时限暂停计算';
  const left = row.remainingMinutes;
  if (left === undefined) return '未设时限';
  return left < 0 ? `已超\u2009${workingTime(left, workday)}` : `还剩\u2009${workingTime(left, workday)}`;
}

function HeldNow({ row, workday }: { readonly row: Timed; readonly workday: number }) {
  const { holder } = row;
  if (!holder) return null;
  const who = [holder.unit.name, holder.section, holder.person?.name].filter(Boolean).join(' ');
  const long = row.heldWorkingMinutes === undefined ? '' : `，已\u2009${workingTime(row.heldWorkingMinutes, workday)}`;
  return <span>{`在：${who}${long}`}</span>;
}
