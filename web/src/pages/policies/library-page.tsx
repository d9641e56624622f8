import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { policiesQuery } from '../../api/policies.ts';
import { useAccount } from '../../api/session.ts';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { can } from '../../shell/permissions.ts';
import { ClauseCard } from './clause-card.tsx';
import styles from './policies.module.css';
import { PolicyFilterBar } from './policy-filters.tsx';

const route = getRouteApi('/official/policies');

/** 政策库: every clause, found by what one would call it. */
export function LibraryPage() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(policiesQuery(filters));
  const drafts = can(useAccount(), 'policies.write') && (
    <Link to="/policies/drafts">
      <Button>政策草案</Button>
    </Link>
  );
  return (
    <Page title="政策库" meta={query.data && `${query.data.total} 条`} actions={drafts}>
      <PolicyFilterBar value={filters} onChange={(search) => void navigate({ search })} />
      <section className="panel" aria-label="政策条款">
        <QueryView query={query}>
          {({ items }) =>
            items.length > 0 ? (
              <ul>
                {items.map((row) => (
                  <ClauseCard
                    key={row.clause}
                    row={row}
                    title={
                      <Link
                        to="/policies/$id"
                        params={{ id: row.policy.id }}
                        hash={row.clause}
                        className={styles.title ?? ''}
                      >
                        {row.title}
                      </Link>
                    }
                  >
                    <p className="meta">{row.amount}</p>
                  </ClauseCard>
                ))}
              </ul>
            ) : (
              <Empty title="没有找到">换个说法试试，或放宽筛选。已到期的在“不在有效期”里。</Empty>
            )
          }
        </QueryView>
      </section>
    </Page>
  );
}
