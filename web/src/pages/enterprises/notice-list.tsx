import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { inboxPagesQuery, useRead } from '../../api/inbox.ts';
import page from '../../parts/page.module.css';
import { PagedList } from '../../parts/paged-list.tsx';
import { Empty } from '../../parts/states.tsx';
import { when } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

/** What this enterprise was told: progress of its matters, policies, certificates about to expire. */
export function NoticeList() {
  const query = useInfiniteQuery(inboxPagesQuery);
  const read = useRead();
  const now = useNow();
  const rows = query.data?.pages.flat() ?? [];
  return (
    <section className="panel" aria-label="通知">
      <PagedList
        query={query}
        rows={rows}
        empty={<Empty title="没有通知">诉求进展、政策推送、证照到期提醒会列在这里。</Empty>}
      >
        {(each) => (
          <li key={each.id} className={page.line}>
            <div className="grow">
              {each.matterId ? (
                <Link to="/e/m/$id" params={{ id: each.matterId }} onClick={() => read.mutate(each.id)}>
                  {each.title}
                </Link>
              ) : (
                <span>{each.title}</span>
              )}
              <p className="meta">{[each.matterTitle, when(each.at, now)].filter(Boolean).join(' · ')}</p>
            </div>
            {!each.readAt && (
              <Button size="small" onClick={() => read.mutate(each.id)}>
                知道了
              </Button>
            )}
          </li>
        )}
      </PagedList>
    </section>
  );
}
