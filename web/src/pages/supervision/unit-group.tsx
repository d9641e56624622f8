import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { MatterRow, SupervisionUnit } from '../../api/types/index.ts';
import { Lamp } from '../../parts/lamp.tsx';
import { dayNumber } from '../../parts/time.ts';
import { useNarrow } from '../../parts/use-narrow.ts';
import { SupervisedRow } from './supervised-row.tsx';
import styles from './supervision-page.module.css';

type Props = { readonly group: SupervisionUnit; readonly current: string | undefined };

/** A unit's worst first; the rest of a long list waits behind one click, but is printed. */
export function UnitGroup({ group, current }: Props) {
  const [open, setOpen] = useState(false);
  const most = useNarrow() ? 3 : 8;
  const beyond = group.rows.slice(most);
  const all = open || beyond.length < 2 || beyond.some((row) => row.id === current);
  return (
    <section className={styles.group} aria-label={group.unit.name}>
      <div className={styles.groupHead}>
        <h2>{group.unit.name}</h2>
        {group.overdue > 0 && (
          <Link to="/matters" search={{ holder: group.unit.id, due: 'overdue' }} className="door">
            <Lamp lamp="overdue" word={`超期 ${group.overdue}`} />
          </Link>
        )}
        {group.within3days > 0 && (
          <Link to="/matters" search={{ holder: group.unit.id, due: '3days' }} className="door">
            三日内&thinsp;{group.within3days}
          </Link>
        )}
        {group.explains && <span className="meta">说明人 {group.explains.name}</span>}
      </div>
      <ul>
        {group.rows.map((row, index) => (
          <SupervisedRow key={row.id} row={row} current={row.id === current} paperOnly={!all && index >= most} />
        ))}
      </ul>
      {!all && (
        <button type="button" className={`plain-button no-print ${styles.unfold}`} onClick={() => setOpen(true)}>
          再看&thinsp;{beyond.length}&thinsp;件<span className="sr-only">：{group.unit.name}</span>
        </button>
      )}
      {group.more > 0 && (
        <p className={styles.more}>
          <Link to="/matters" search={{ holder: group.unit.id, sort: 'due' }}>
            还有&thinsp;{group.more}&thinsp;件，全部打开
          </Link>
        </p>
      )}
    </section>
  );
}

/** Which rows a number of the headline counts. */
export function fits(row: MatterRow, show: string | undefined, now: number): boolean {
  if (!show) return true;
  if (show === 'overdue') return row.lamp === 'overdue';
  if (row.dueAt === undefined || row.lamp === 'overdue') return false;
  const days = dayNumber(row.dueAt) - dayNumber(now);
  return show === 'today' ? days === 0 : days >= 0 && days <= 3;
}
