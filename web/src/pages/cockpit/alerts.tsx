import { Link } from '@tanstack/react-router';
import type { Cockpit } from '../../api/cockpit.ts';
import { figure } from '../../parts/figures.ts';
import { moment } from '../../parts/time.ts';
import styles from './cockpit.module.css';

/** What rang and has not come back; each is a matter in somebody's hands. */
export function Alerts({ cockpit }: { readonly cockpit: Cockpit }) {
  if (cockpit.alerts.length === 0) return null;
  return (
    <section className={styles.box} aria-label="预警">
      <h2 className={styles.title}>指标预警 {figure(cockpit.alerts.length)} 条</h2>
      <ul>
        {cockpit.alerts.map((each) => (
          <li key={each.id} className={styles.plan}>
            <Link to="/matters/$id" params={{ id: each.id }} className={styles.planTitle}>
              {each.title}
            </Link>
            <span className={styles.fine}>{moment(each.at, cockpit.now)}起</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
