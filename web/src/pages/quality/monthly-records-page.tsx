import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { monthlyRecordsQuery } from '../../api/quality.ts';
import { MatterLines } from '../../parts/matter-table/matter-lines.tsx';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { isoDay } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

const route = getRouteApi('/official/monthly/records');

/** The appeals that a number of 月月清零 counts. */
export function MonthlyRecordsPage() {
  const now = useNow();
  const { month = isoDay(now).slice(0, 7), what = 'opened', ...more } = route.useSearch();
  const query = useQuery(monthlyRecordsQuery({ month, what, ...more }));
  const { data } = query;
  const meta = [
    `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`,
    ...(data ? [`共 ${data.total} 件`] : []),
    ...(data?.hidden ? [`其中 ${data.hidden} 件您无权查看内容`] : []),
    ...(data?.more ? [`列出最近的 ${data.items.length} 件`] : []),
  ];
  return (
    <Page
      title={data?.title ?? '月月清零'}
      meta={meta.join('，')}
      actions={
        <Link to="/monthly" search={{ month }}>
          回到月月清零
        </Link>
      }
    >
      <QueryView query={query}>
        {({ items }) => (
          <section className="panel" aria-label="诉求">
            {items.length > 0 ? <MatterLines rows={items} /> : <Empty title="没有这样的诉求">这个数是零。</Empty>}
          </section>
        )}
      </QueryView>
    </Page>
  );
}
