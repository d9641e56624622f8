import type { Clock, Lamp as LampName } from '../../api/types/index.ts';
import { Lamp } from '../../parts/lamp.tsx';
import { moment, workingTime } from '../../parts/time.ts';
import { useNow, useWorkday } from '../../parts/use-now.ts';
import { WhyPopover } from '../../parts/why-popover.tsx';
import styles from './lines.module.css';

/** Every limit with its own state; the calendar that was used is one click away. */
export function ClockList({ clocks }: { readonly clocks: readonly Clock[] }) {
  const now = useNow();
  const workday = useWorkday();
  return (
    <ul className={styles.lines}>
      {clocks.map((clock) => (
        <li key={clock.name}>
          <div className="spread">
            <span>
              {clock.title}
              <span className="meta">
                &ensp;{clock.budget}&thinsp;{clock.unitTitle}
              </span>
            </span>
            <Lamp lamp={lampOf(clock)} word={wordsOf(clock, workday)} />
          </div>
          <div className="row meta">
            <span>
              {moment(clock.metAt ?? clock.fireAt, now)}&thinsp;{clock.metAt === undefined ? '前' : '完成'}
              {clock.provisional && '（暂定）'}
            </span>
            <WhyPopover title={`${clock.title}怎么算的`}>{explain(clock, now, workday)}</WhyPopover>
          </div>
        </li>
      ))}
    </ul>
  );
}

function lampOf(clock: Clock): LampName {
  if (clock.breachedAt !== undefined && clock.metAt === undefined) return 'overdue';
  if (clock.metAt !== undefined) return 'done';
  if (!clock.running) return 'suspended';
  return clock.remainingMinutes <= 480 ? 'near' : 'normal';
}

function wordsOf(clock: Clock, workday: number): string {
  if (clock.metAt !== undefined)
    return clock.overrunMinutes ? `超 ${workingTime(clock.overrunMinutes, workday)}完成` : '按时';
  if (!clock.running) return clock.suspendedFor ?? '暂停';
  return clock.remainingMinutes < 0
    ? `超\u2009${workingTime(clock.remainingMinutes, workday)}`
    : `剩\u2009${workingTime(clock.remainingMinutes, workday)}`;
}

function explain(clock: Clock, now: number, workday: number): string {
  const lines = [
    `限时 ${clock.budget} ${clock.unitTitle}，已用 ${workingTime(clock.consumedMinutes, workday)}。`,
    clock.legalBasis && `依据：${clock.legalBasis}`,
    `日历：${clock.calendarVersion}`,
    ...clock.extensions.map((one) => `${moment(one.at, now)} 延长 ${one.amount}：${one.reason}`),
    ...clock.rungs.map((rung) => `${rung.title}：${moment(rung.at, now)}${rung.firedAt ? '，已发出' : ''}`),
  ];
  return lines.filter(Boolean).join('\n');
}
