import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type PlanRevision, planQuery, revisionsQuery } from '../../api/plans.ts';
import type { PlanBoardTask } from '../../api/types/index.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { Diff } from './reimport/diff.tsx';

const route = getRouteApi('/official/plans/$id/revisions');

/** 历次更正: who changed what of a published plan, why, word against word; newest first. */
export function RevisionsPage() {
  const { id } = route.useParams();
  const plan = useQuery(planQuery(id));
  const query = useQuery(revisionsQuery(id));
  const back = (
    <Link to="/plans/$id" params={{ id }}>
      <Button>回到计划</Button>
    </Link>
  );
  return (
    <Page title="历次更正" meta={plan.data?.title} actions={back}>
      <QueryView query={query}>
        {(items) =>
          items.length > 0 ? (
            [...items]
              .sort((a, b) => b.at - a.at)
              .map((one) => <Revision key={one.id} revision={one} tree={plan.data?.tree ?? []} />)
          ) : (
            <section className="panel">
              <Empty title="发布后没有更正过">导入更正件后，改了什么、谁改的、为什么改，都会留在这里。</Empty>
            </section>
          )
        }
      </QueryView>
    </Page>
  );
}

type Props = { readonly revision: PlanRevision; readonly tree: readonly PlanBoardTask[] };

function Revision({ revision, tree }: Props) {
  const now = useNow();
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="row">
        <h2 className={page.name}>{revision.reason}</h2>
        <span className="meta">
          {revision.byName ?? revision.by}&ensp;{moment(revision.at, now)}
        </span>
      </div>
      <Diff done diff={revision.changes} tree={tree} />
    </div>
  );
}
