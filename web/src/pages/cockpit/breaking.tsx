import { Link } from '@tanstack/react-router';
import type { Cockpit, CockpitLine } from '../../api/cockpit.ts';
import { shortWords } from '../../parts/countdown-words.ts';
import { figure } from '../../parts/figures.ts';
import { Lamp } from '../../parts/lamp.tsx';
import { moment } from '../../parts/time.ts';
import { useWorkday } from '../../parts/use-now.ts';
import styles from './cockpit.module.css';
import { recordsSearch } from './door.ts';

type Props = { readonly cockpit: Cockpit; readonly on: string | undefined; readonly rows: number };

/** What is about to break, and what has broken: counts that open their matters, and the first of them by name. */
export function Breaking({ cockpit, on, rows }: Props) {
  const { overdue, today, near, open, items, hidden, oldestDays } = cockpit.breaking;
  return (
    <section className={styles.box} aria-label="时限">
      <h2 className={styles.title}>
        {overdue === 0 ? (
          '没有超期'
        ) : (
          <Link to="/cockpit/records" search={recordsSearch({ what: 'overdue', on })} className={styles.door}>
            {oldestDays !== undefined ? `最久的已超期 ${figure(oldestDays)} 个工作日` : `${figure(overdue)} 件已超期`}
          </Link>
        )}
      </h2>
      <ul className={styles.counts}>
        <Count what="overdue" word="已超期" count={overdue} on={on} bad />
        <Count what="due" word={cockpit.isToday ? '今天到期' : '当天到期'} count={today} on={on} />
        <Count what="near" word="临期" count={near} on={on} />
        <Count what="open" word="在办" count={open} on={on} />
      </ul>
      <ul>
        {items.slice(0, rows).map((each) => (
          <Line key={each.id} line={each} now={cockpit.now} counting={cockpit.isToday} />
        ))}
      </ul>
      {hidden > 0 && <p className={styles.fine}>另有 {hidden} 件计入数字，内容您无权查看</p>}
    </section>
  );
}

type CountProps = {
  readonly what: string;
  readonly word: string;
  readonly count: number;
  readonly on: string | undefined;
  readonly bad?: boolean;
};

function Count({ what, word, count, on, bad }: CountProps) {
  return (
    <li>
      <Link to="/cockpit/records" search={recordsSearch({ what, on })} className={styles.door}>
        <strong className={`${styles.big} ${bad && count > 0 ? styles.red : ''}`}>{figure(count)}</strong>
        <span className={styles.label}>{word}</span>
      </Link>
    </li>
  );
}

type LineProps = { readonly line: CockpitLine; readonly now: number; readonly counting: boolean };

/** What is left or how far over, and in whose hands; on a day that is over, the limit as it stood. */
function Line({ line, now, counting }: LineProps) {
  const workday = useWorkday();
  const left = counting && line.remainingMinutes !== undefined ? shortWords(line, workday) : undefined;
  return (
    <li className={styles.line}>
      <Lamp lamp={line.lamp} {...(left ? { word: left } : { bare: true })} />
      <Link to="/matters/$id" params={{ id: line.id }} className="clip">
        {line.title}
      </Link>
      <span className={styles.fine}>
        {line.unit}
        {counting && line.person && ` ${line.person}`}
        {line.dueAt === undefined ? '' : ` · ${moment(line.dueAt, now)}`}
      </span>
    </li>
  );
}
