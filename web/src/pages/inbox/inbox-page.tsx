import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { inboxPagesQuery, inboxQuery, useRead } from '../../api/inbox.ts';
import type { InboxItem } from '../../api/types/index.ts';
import { useListCursor } from '../../parts/matter-table/use-list-cursor.ts';
import { NextPage } from '../../parts/next-page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { when } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { useTitle } from '../../parts/use-title.ts';
import styles from './inbox-page.module.css';

export function InboxPage() {
  const unread = useQuery(inboxQuery).data?.unread ?? 0;
  const inbox = useInfiniteQuery(inboxPagesQuery);
  const read = useRead();
  useTitle('通知');
  return (
    <div className="stack" style={{ maxWidth: 880 }}>
      <div className={`spread ${styles.title}`}>
        <h1 className="page-title">通知</h1>
        {unread > 0 && (
          <Button loading={read.isPending} onClick={() => read.mutate('all')}>
            全部标为已读
          </Button>
        )}
      </div>
      <div className="panel">
        <QueryView query={inbox}>
          {({ pages }) =>
            pages.some((items) => items.length > 0) ? (
              <Items items={pages.flat()} />
            ) : (
              <Empty title="没有通知">临期提醒、超期、催办、领导批示和导出好的文件会送到这里。</Empty>
            )
          }
        </QueryView>
      </div>
      <NextPage query={inbox} className={styles.title}>
        再看前面的
      </NextPage>
    </div>
  );
}

function Items({ items }: { readonly items: readonly InboxItem[] }) {
  const now = useNow();
  const read = useRead();
  const navigate = useNavigate();
  const open = (item: InboxItem) => {
    if (item.readAt === undefined) read.mutate(item.id);
    if (item.matterId) void navigate({ to: '/matters/$id', params: { id: item.matterId } });
  };
  const cursor = useListCursor({ rows: items, idOf: (item) => item.id, onOpen: open });
  return (
    <ul>
      {items.map((item) => (
        <li key={item.id} data-row={item.id} className={cursor.id === item.id ? styles.current : undefined}>
          <button type="button" className={styles.item} onClick={() => open(item)}>
            <span className={item.readAt === undefined ? styles.unread : undefined}>
              {item.readAt === undefined && <span className={styles.word}>未读</span>}
              {item.title}
            </span>
            <span className="meta">{when(item.at, now)}</span>
            {item.matterTitle && <span className={`meta ${styles.text}`}>{item.matterTitle}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
