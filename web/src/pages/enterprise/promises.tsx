import type { Clock } from '../../api/types/index.ts';
import { Lamp } from '../../parts/lamp.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import styles from './enterprise.module.css';

/** The limits as promises: kept, running or broken. */
export function Promises({ clocks }: { readonly clocks: readonly Clock[] }) {
  const now = useNow();
  return (
    <ul className={styles.promises}>
      {clocks.map((clock) => (
        <li key={clock.name} className="spread">
          <span>
            最迟{clock.title}
            <span className="meta">&ensp;{moment(clock.fireAt, now)}</span>
          </span>
          {clock.metAt !== undefined ? (
            <Lamp lamp="done" word="已做到" />
          ) : clock.remainingMinutes < 0 ? (
            <Lamp lamp="overdue" />
          ) : (
            <Lamp lamp={clock.running ? 'normal' : 'suspended'} word={clock.running ? '进行中' : '暂停'} />
          )}
        </li>
      ))}
    </ul>
  );
}
