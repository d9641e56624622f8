import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { inboxQuery } from '../api/inbox.ts';
import type { NavGroup, NavItem } from './nav.ts';
import { NavIcon } from './nav-icon.tsx';
import styles from './side-nav.module.css';

export function SideNav({ groups }: { readonly groups: readonly NavGroup[] }) {
  const all = groups.flatMap((group) => group.items);
  const items = useRef<HTMLDivElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lit entry is another on another page
  useEffect(() => showLit(items.current), [path, groups.length]);
  return (
    <nav className={styles.side} aria-label="主导航">
      <div ref={items} className={styles.items}>
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

/** Many entries are longer than the screen: the lit one is brought into sight, and only the navigation moves. */
function showLit(items: HTMLDivElement | null): void {
  const lit = items?.querySelector<HTMLElement>('[aria-current="page"]');
  if (!items || !lit) return;
  const end = lit.offsetTop + lit.offsetHeight;
  if (lit.offsetTop < items.scrollTop || end > items.scrollTop + items.clientHeight)
    items.scrollTop = lit.offsetTop - items.clientHeight / 2;
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
