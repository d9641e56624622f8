import { Link } from '@tanstack/react-router';
import styles from './bottom-bar.module.css';
import type { NavItem } from './nav.ts';
import { NavIcon } from './nav-icon.tsx';

/** Navigation where the thumb is. */
export function BottomBar({ items }: { readonly items: readonly NavItem[] }) {
  return (
    <nav className={styles.bar} aria-label="主导航">
      {items.map((item) => (
        <Link
          key={item.to}
          to={item.to}
          className={styles.link ?? ''}
          activeProps={{ className: styles.active ?? '', 'aria-current': 'page' }}
        >
          <NavIcon name={item.icon} />
          <span>{item.label}</span>
        </Link>
      ))}
    </nav>
  );
}
