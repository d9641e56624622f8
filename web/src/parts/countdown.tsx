import type { MatterRow } from '../api/types/index.ts';
import { CalendarLink } from './calendar-link.tsx';
import styles from './countdown.module.css';
import { type CountdownFacts, longWords, shortWords } from './countdown-words.ts';
import { Lamp } from './lamp.tsx';
import { moment, workingTime } from './time.ts';
import { useNow, useWorkday } from './use-now.ts';
import { WhyPopover } from './why-popover.tsx';

type Timed = CountdownFacts & Pick<MatterRow, 'lampWhy' | 'dueAt' | 'provisional' | 'holder' | 'heldWorkingMinutes'>;

/** One line for lists: ▲ 剩 40 分, ■ 超 6 日. */
export function ShortCountdown({ row }: { readonly row: Timed }) {
  const workday = useWorkday();
  return <Lamp lamp={row.lamp} word={shortWords(row, workday)} />;
}

type Props = {
  readonly row: Timed;
  /** Whether an overdue one names who holds it. */
  readonly holder?: boolean;
};

/** The whole sentence: 还剩 2 个工作日 3 小时 · 10月13日（周二）17:30 前. */
export function Countdown({ row, holder = true }: Props) {
  const now = useNow();
  const workday = useWorkday();
  return (
    <span className={styles.line}>
      <Lamp lamp={row.lamp} />
      <strong>{longWords(row, workday)}</strong>
      {row.dueAt !== undefined && row.lamp !== 'done' && (
        <span className={styles.due}>{moment(row.dueAt, now)}&thinsp;前</span>
      )}
      {row.provisional && (
        <WhyPopover label="暂定" title="为什么是暂定">
          期限落在尚未公布放假安排的年份，先按周一至周五推算，国务院办公厅公布后自动改算。见
          <CalendarLink />。
        </WhyPopover>
      )}
      {holder && row.lamp === 'overdue' && row.holder && <HeldNow row={row} workday={workday} />}
      <WhyPopover title="为什么是这个状态">
        {row.lampWhy}
        {row.dueAt !== undefined && row.lamp !== 'done' && (
          <>
            。按
            <CalendarLink />
            推算。
          </>
        )}
      </WhyPopover>
    </span>
  );
}

function HeldNow({ row, workday }: { readonly row: Timed; readonly workday: number }) {
  const { holder } = row;
  if (!holder) return null;
  const who = [holder.unit.name, holder.section, holder.person?.name].filter(Boolean).join(' ');
  const long = !row.heldWorkingMinutes ? '' : `，已\u2009${workingTime(row.heldWorkingMinutes, workday)}`;
  return <span>{`在：${who}${long}`}</span>;
}
