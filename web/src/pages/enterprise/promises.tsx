import type { Clock } from '../../api/types/index.ts';
import { CalendarLink } from '../../parts/calendar-link.tsx';
import { clockLamp, clockWords } from '../../parts/clock-words.ts';
import { Lamp } from '../../parts/lamp.tsx';
import { moment } from '../../parts/time.ts';
import { useNow, useWorkday } from '../../parts/use-now.ts';
import styles from './enterprise.module.css';

/** The limits as promises: kept, running or broken. */
export function Promises({ clocks }: { readonly clocks: readonly Clock[] }) {
  const now = useNow();
  const workday = useWorkday();
  return (
    <ul className={styles.promises}>
      {clocks.map((clock) => (
        <li key={clock.name} className="spread">
          <span>
            {clock.title}
            <span className="meta">&ensp;{clock.fireAt === undefined ? '' : moment(clock.fireAt, now)}</span>
          </span>
          <Lamp lamp={clockLamp(clock, now)} word={clockWords(clock, workday)} />
        </li>
      ))}
      <li className="meta">
        时限按
        <CalendarLink />
        推算，节假日不计。
      </li>
    </ul>
  );
}
