import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { type PolicyFilters, policiesQuery } from '../../api/policies.ts';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { ClauseCard } from './clause-card.tsx';
import { ClauseLink, type PolicyPath } from './clause-link.tsx';
import { PolicyFilterBar } from './policy-filters.tsx';

type Props = {
  readonly title: string;
  readonly to: PolicyPath;
  readonly filters: PolicyFilters;
  readonly onFilter: (next: PolicyFilters) => void;
  readonly actions?: ReactNode;
  /** What to try when nothing was found. */
  readonly hint: string;
};

/** Clauses, found by what one would call them: for officials and for everyone alike. */
export function ClauseListPage({ title, to, filters, onFilter, actions, hint }: Props) {
  const query = useQuery(policiesQuery(filters));
  const isOpen = (filters.standing ?? 'open') === 'open';
  return (
    <Page title={title} meta={query.data && `${query.data.total} 条`} actions={actions}>
      <PolicyFilterBar value={filters} onChange={onFilter} />
      <section className="panel" aria-label="政策条款">
        <QueryView query={query}>
          {({ items, closed }) =>
            items.length > 0 ? (
              <ul>
                {items.map((row) => (
                  <ClauseCard key={row.clause} row={row} title={<ClauseLink row={row} to={to} />}>
                    <p className="meta">{row.amount}</p>
                  </ClauseCard>
                ))}
              </ul>
            ) : (
              <Empty
                title={isOpen ? '没有找到现在可用的' : '没有找到'}
                action={
                  isOpen &&
                  closed > 0 && (
                    <Button onClick={() => onFilter({ ...filters, standing: 'closed' })}>
                      看不在有效期的&thinsp;{closed}&thinsp;条
                    </Button>
                  )
                }
              >
                {hint}
              </Empty>
            )
          }
        </QueryView>
      </section>
    </Page>
  );
}
