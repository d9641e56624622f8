import { Link } from '@tanstack/react-router';
import type { Cockpit } from '../../api/cockpit.ts';
import styles from './cockpit.module.css';

/** Of the six “一”, those whose systems this city has; each opens its working page. */
export function Ones({ ones }: Pick<Cockpit, 'ones'>) {
  if (ones.length === 0) return null;
  return (
    <nav className={styles.ones} aria-label="六个一">
      {ones.map(({ title, words, page }) => (
        <Link key={title} to={page} aria-current={page === '/cockpit' ? 'page' : undefined}>
          <strong>{title}</strong>
          <span className={styles.fine}>{words}</span>
        </Link>
      ))}
    </nav>
  );
}
