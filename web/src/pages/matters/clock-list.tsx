import type { Clock } from '../../api/types/index.ts';
import { CalendarLink } from '../../parts/calendar-link.tsx';
import { budgetWords, clockLamp, clockWords } from '../../parts/clock-words.ts';
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
              <span className="meta">&ensp;{budgetWords(clock)}</span>
            </span>
            <Lamp lamp={clockLamp(clock, now)} word={clockWords(clock, workday)} />
          </div>
          <div className="row meta">
            <span>{when(clock, now)}</span>
            <WhyPopover title={`${clock.title}怎么算的`}>
              {explain(clock, now, workday)}
              {'\n'}按<CalendarLink />
              （版本&thinsp;{clock.calendarVersion}）推算
              {clock.provisional && '；到期日的放假安排还没公布，暂定'}。
            </WhyPopover>
          </div>
        </li>
      ))}
    </ul>
  );
}

function when(clock: Clock, now: number): string {
  if (clock.stoppedAt !== undefined) return `${moment(clock.stoppedAt, now)}\u2009停止计时`;
  if (clock.fireAt === undefined) return '暂停，恢复后重新推算到期时间';
  return `${moment(clock.fireAt, now)}\u2009前${clock.provisional ? '（暂定）' : ''}`;
}

function explain(clock: Clock, now: number, workday: number): string {
  const { legalBasis: basis } = clock;
  const lines = [
    `${clock.budget > 0 && !clock.until ? `限时 ${budgetWords(clock)}` : '按指定日期到期'}，已用 ${workingTime(clock.consumedMinutes, workday)}。`,
    basis && `依据：${basis.source}${basis.assumed ? '（暂按通例设定，待核实）' : ''}`,
    ...clock.extensions.map(
      (one) => `${moment(one.at, now)} 延长 ${one.amount} ${clock.unitTitle}${one.reason ? `：${one.reason}` : ''}`,
    ),
    ...clock.rungs.map((rung) => `${rung.title}：${moment(rung.at, now)}${rung.firedAt ? '，已发出' : ''}`),
  ];
  return lines.filter(Boolean).join('\n');
}
