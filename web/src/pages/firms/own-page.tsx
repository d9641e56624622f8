import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type OwnAppraisal, ownAppraisalsQuery } from '../../api/firms.ts';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { dayOf } from '../../parts/time.ts';
import { PartList, Verdict } from './part-list.tsx';

/** What an enterprise was graded, and why: the frozen result, with its own facts. */
export function OwnAppraisalPage() {
  const query = useQuery(ownAppraisalsQuery);
  return (
    <Page title="我的综合评价" meta="评价结果冻结以后在这里看得到，逐项写明用了哪些数据" narrow>
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="还没有评价结果">本企业不在参评范围，或结果还没有公布。</Empty>
          ) : (
            items.map((each) => <One key={each.id} own={each} />)
          )
        }
      </QueryView>
    </Page>
  );
}

function One({ own }: { readonly own: OwnAppraisal }) {
  return (
    <>
      <h2 className="section-title">
        {own.title}（{dayOf(own.on)}的数）
      </h2>
      <Verdict parts={own} />
      <PartList parts={own} />
      <p className="meta">
        {own.caution} 哪项数据不对，请到<Link to="/e/space">企业空间</Link>点开那一项提出异议，改正后下次评价按新数计。
      </p>
    </>
  );
}
