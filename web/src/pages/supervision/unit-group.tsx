import { Link } from '@tanstack/react-router';
import type { MatterRow, SupervisionUnit } from '../../api/types/index.ts';
import { Lamp } from '../../parts/lamp.tsx';
import { dayNumber } from '../../parts/time.ts';
import { SupervisedRow } from './supervised-row.tsx';
import styles from './supervision-page.module.css';

type Props = { readonly group: SupervisionUnit; readonly current: string | undefined };

export function UnitGroup({ group, current }: Props) {
  return (
    <section className={styles.group} aria-label={group.unit.name}>
      <div className={styles.groupHead}>
        <h2>{group.unit.name}</h2>
        {group.overdue > 0 && <Lamp lamp="overdue" word={`超期 ${group.overdue}`} />}
        {group.explains && <span className="meta">说明人 {group.explains.name}</span>}
        {group.near > 0 && <Lamp lamp="near" word={`临期 ${group.near}`} />}
      </div>
      <ul>
        {group.rows.map((row) => (
          <SupervisedRow key={row.id} row={row} current={row.id === current} />
        ))}
      </ul>
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
