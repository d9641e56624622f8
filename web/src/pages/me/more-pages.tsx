import { Link } from '@tanstack/react-router';
import { useOpenable } from '../../api/loops.ts';
import type { Account } from '../../api/types/index.ts';
import { useNarrow } from '../../parts/use-narrow.ts';
import { navFor } from '../../shell/nav.ts';
import { NavIcon } from '../../shell/nav-icon.tsx';

/** On a phone the bar holds five; everything else that this person may open is here. */
export function MorePages({ account }: { readonly account: Account }) {
  const narrow = useNarrow();
  const openable = useOpenable();
  if (!narrow) return null;
  return (
    <nav aria-label="全部页面" className="stack">
      {navFor(account, (openable ?? []).length > 0).map((group) => (
        <section key={group.title}>
          <h2 className="meta">{group.title}</h2>
          <ul>
            {group.items.map((item) => (
              <li key={item.to}>
                <Link to={item.to} className="row" style={{ minHeight: 44 }}>
                  <NavIcon name={item.icon} />
                  {item.label}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
