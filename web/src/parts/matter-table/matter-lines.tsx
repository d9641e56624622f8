import { Link } from '@tanstack/react-router';
import type { MatterRow } from '../../api/types/index.ts';
import { ShortCountdown } from '../countdown.tsx';
import { reopenedWord } from './columns.tsx';
import styles from './matter-lines.module.css';

type Props = {
  readonly rows: readonly MatterRow[];
  readonly to?: '/matters/$id' | '/e/m/$id';
  readonly newTab?: boolean;
  /** In a side panel: two lines a matter at any width of the window. */
  readonly narrow?: boolean;
};

/** The list on a phone: two lines a matter, the whole line is the target. */
export function MatterLines({ rows, to = '/matters/$id', newTab, narrow = false }: Props) {
  return (
    <ul className={`${styles.lines} ${narrow ? '' : styles.wide}`}>
      {rows.map((row) => (
        <li key={row.id} data-row={row.id}>
          <Link to={to} params={{ id: row.id }} className={styles.line ?? ''} {...(newTab && { target: '_blank' })}>
            <span className={styles.title}>
              {row.reopenings ? `【${reopenedWord(row.reopenings)}】` : ''}
              {row.title}
            </span>
            <span className={styles.facts}>
              <ShortCountdown row={row} />
              <span>{row.status.title}</span>
              <span className="clip">{row.holder?.unit.name}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
