import { getRouteApi } from '@tanstack/react-router';
import { Page } from '../../parts/page.tsx';
import { ItemTable } from './item-table.tsx';

const route = getRouteApi('/official/funds/items');

/** The promises of every line: what a sum of 资金台 is made of. */
export function ItemsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title="款项" meta={search.year ? `${search.year}\u2009年的预算` : '各年预算'}>
      <ItemTable search={search} onSearch={(next) => void navigate({ search: next, replace: true })} />
    </Page>
  );
}
