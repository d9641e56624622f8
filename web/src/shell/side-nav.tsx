import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { inboxQuery } from '../api/inbox.ts';
import type { NavItem } from './nav.ts';
import { NavIcon } from './nav-icon.tsx';
import styles from './side-nav.module.css';

export function SideNav({ items }: { readonly items: readonly NavItem[] }) {
  const unread = useQuery(inboxQuery).data?.unread ?? 0;
  return (
    <nav className={styles.side} aria-label="主导航">
      <ul className={styles.items}>
        {items.map((item) => (
          <li key={item.to}>
            <Link
              to={item.to}
              className={styles.link ?? ''}
              activeProps={{ className: styles.active ?? '', 'aria-current': 'page' }}
            >
              <NavIcon name={item.icon} />
              <span className="grow">{item.label}</span>
              {item.to === '/inbox' && unread > 0 && <span className={styles.count}>{unread}</span>}
            </Link>
          </li>
        ))}
        <li className={styles.hint}>
          按 <kbd>?</kbd> 看快捷键
        </li>
      </ul>
    </nav>
  );
}
