import type { Obligation } from '../../api/types/index.ts';
import { Lamp } from '../../parts/lamp.tsx';
import { moment, when } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import styles from './lines.module.css';

/** What other units owe to this matter, and whether they answered. */
export function Obligations({ obligations }: { readonly obligations: readonly Obligation[] }) {
  const now = useNow();
  return (
    <ul className={styles.lines}>
      {obligations.map((one) => (
        <li key={one.id}>
          <div className="spread">
            <strong>{one.unit.name}</strong>
            <State one={one} now={now} />
          </div>
          {one.answer && (
            <div className="meta">
              {when(one.answer.at, now)}&ensp;{one.answer.title}
              {one.answer.reason && `：${one.answer.reason}`}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function State({ one, now }: { readonly one: Obligation; readonly now: number }) {
  if (one.answer) return <Lamp lamp="done" word="已答复" />;
  if (one.lapsedAt !== undefined || one.dueAt < now)
    return <Lamp lamp="overdue" word={`应于 ${moment(one.dueAt, now)} 前答复`} />;
  return <Lamp lamp="normal" word={`${moment(one.dueAt, now)} 前答复`} />;
}
