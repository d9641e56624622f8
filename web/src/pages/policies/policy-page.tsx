import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { policyQuery, reachQuery } from '../../api/policies.ts';
import { useAccount } from '../../api/session.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { can } from '../../shell/permissions.ts';
import { PolicyBody, policyMeta } from './policy-body.tsx';
import { PolicyKeep } from './policy-keep.tsx';
import { ReachTable } from './reach-table.tsx';

const route = getRouteApi('/official/policies/$id');

/** 一件政策: what it says, whom it reached. */
export function PolicyPage() {
  const { id } = route.useParams();
  const asked = route.useSearch();
  const query = useQuery(policyQuery(id));
  const own = query.data?.id;
  const sees = can(useAccount(), 'policies.read');
  const reach = useQuery({ ...reachQuery(own ?? ''), enabled: sees && own !== undefined });
  return (
    <Page title={query.data?.title ?? '政策'} meta={query.data && policyMeta(query.data)} actions={<PrintButton />}>
      <QueryView query={query}>
        {(policy) => (
          <>
            {sees && (
              <section className="panel" aria-label="触达">
                <div className={page.block}>
                  <h2>触达</h2>
                  <QueryView query={reach} rows={2}>
                    {(rows) => <ReachTable policy={policy.id} rows={rows} clauses={policy.clauses} asked={asked} />}
                  </QueryView>
                </div>
              </section>
            )}
            <PolicyKeep key={policy.version} policy={policy} />
            <PolicyBody policy={policy} linkTo="/policies/$id" />
          </>
        )}
      </QueryView>
    </Page>
  );
}
