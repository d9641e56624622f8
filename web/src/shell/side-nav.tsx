import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { inboxQuery } from '../api/inbox.ts';
import type { NavGroup, NavItem } from './nav.ts';
import { NavIcon } from './nav-icon.tsx';
import styles from './side-nav.module.css';

export function SideNav({ groups }: { readonly groups: readonly NavGroup[] }) {
  const all = groups.flatMap((group) => group.items);
  return (
    <nav className={styles.side} aria-label="主导航">
      <div className={styles.items}>
        {groups.map((group, at) => (
          <section key={group.title} aria-label={group.title}>
            {at > 0 && <h2 className={styles.group}>{group.title}</h2>}
            <ul>
              {group.items.map((item) => (
                <Entry key={item.to} item={item} alone={all.some((each) => each.to.startsWith(`${item.to}/`))} />
              ))}
            </ul>
          </section>
        ))}
        <p className={styles.hint}>
          按 <kbd>?</kbd> 看快捷键
        </p>
      </div>
    </nav>
  );
}

/** `alone`: another entry stands for a page below this one, so this one is lit on its own page only. */
function Entry({ item, alone }: { readonly item: NavItem; readonly alone: boolean }) {
  const unread = useQuery(inboxQuery).data?.unread ?? 0;
  return (
    <li>
      <Link
        to={item.to}
        activeOptions={{ exact: alone, includeSearch: false }}
        className={styles.link ?? ''}
        activeProps={{ className: styles.active ?? '', 'aria-current': 'page' }}
      >
        <NavIcon name={item.icon} />
        <span className="grow">{item.label}</span>
        {item.to === '/inbox' && unread > 0 && <span className={styles.count}>{unread}</span>}
      </Link>
    </li>
  );
}
