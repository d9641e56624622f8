import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { firmQuery } from '../../api/firms.ts';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { PartList, Verdict } from './part-list.tsx';

const route = getRouteApi('/official/firm-grades/$scheme/$enterprise');

/** One enterprise's grade, taken apart down to its facts. */
export function FirmPage() {
  const { scheme, enterprise } = route.useParams();
  const query = useQuery(firmQuery(scheme, enterprise));
  const { data } = query;
  return (
    <Page
      title={data?.enterprise.name ?? '企业综合评价'}
      meta={data ? `${data.region}，按现有数据试算；以冻结的结果为准` : undefined}
      actions={
        <>
          <Link to="/firm-grades" search={{ scheme }}>
            回到名单
          </Link>
          <Link to="/enterprises/$id" params={{ id: enterprise }}>
            企业档案
          </Link>
        </>
      }
    >
      <QueryView query={query}>
        {(parts) => (
          <>
            <Verdict parts={parts} />
            <PartList parts={parts} />
          </>
        )}
      </QueryView>
    </Page>
  );
}
