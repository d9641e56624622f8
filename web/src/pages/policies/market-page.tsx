import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { policiesQuery } from '../../api/policies.ts';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { ClauseCard } from './clause-card.tsx';
import styles from './policies.module.css';
import { PolicyFilterBar } from './policy-filters.tsx';

const route = getRouteApi('/policy-public/p/policies');

/** 政策智慧超市: for anyone, without signing in. */
export function MarketPage() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(policiesQuery(filters));
  const which = (
    <Link to="/p/which">
      <Button type="primary">三个问题，看我能享哪些</Button>
    </Link>
  );
  return (
    <Page title="政策智慧超市" meta={query.data && `${query.data.total} 条`} actions={which}>
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
                        to="/p/policies/$id"
                        params={{ id: row.policy.id }}
                        hash={row.clause}
                        className={styles.title ?? ''}
                      >
                        {row.title}
                      </Link>
                    }
                  />
                ))}
              </ul>
            ) : (
              <Empty title="没有找到">换个说法试试，例如“招人补贴”“研发”“残保金”。</Empty>
            )
          }
        </QueryView>
      </section>
    </Page>
  );
}
