import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { policyQuery } from '../../api/policies.ts';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { PolicyBody, policyMeta } from './policy-body.tsx';

const route = getRouteApi('/policy-public/p/policies/$id');

export function MarketPolicyPage() {
  const { id } = route.useParams();
  const query = useQuery(policyQuery(id));
  return (
    <Page
      title={query.data?.title ?? '政策'}
      meta={query.data && policyMeta(query.data)}
      actions={<Link to="/p/policies">← 政策超市</Link>}
    >
      <QueryView query={query}>{(policy) => <PolicyBody policy={policy} linkTo="/p/policies/$id" />}</QueryView>
    </Page>
  );
}
