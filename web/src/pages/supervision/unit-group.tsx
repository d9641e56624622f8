import type { MatterRow, SupervisionUnit } from '../../api/types/index.ts';
import { Lamp } from '../../parts/lamp.tsx';
import { dayNumber } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { SupervisedRow } from './supervised-row.tsx';
import styles from './supervision-page.module.css';

type Props = { readonly group: SupervisionUnit; readonly show: string | undefined };

export function UnitGroup({ group, show }: Props) {
  const now = useNow();
  const rows = group.rows.filter((row) => fits(row, show, now));
  if (rows.length === 0) return null;
  return (
    <section className={styles.group} aria-label={group.unit.name}>
      <div className={styles.groupHead}>
        <h2>{group.unit.name}</h2>
        {group.overdue > 0 && <Lamp lamp="overdue" word={`超期 ${group.overdue}`} />}
        {group.near > 0 && <Lamp lamp="near" word={`临期 ${group.near}`} />}
      </div>
      <ul>
        {rows.map((row) => (
          <SupervisedRow key={row.id} row={row} />
        ))}
      </ul>
    </section>
  );
}

function fits(row: MatterRow, show: string | undefined, now: number): boolean {
  if (!show) return true;
  if (show === 'overdue') return row.lamp === 'overdue';
  if (row.dueAt === undefined || row.lamp === 'overdue') return false;
  const days = dayNumber(row.dueAt) - dayNumber(now);
  return show === 'today' ? days === 0 : days >= 0 && days <= 3;
}
