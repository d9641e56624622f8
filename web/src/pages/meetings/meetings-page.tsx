import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { type MeetingRow, meetingsQuery } from '../../api/meetings.ts';
import { useAccount } from '../../api/session.ts';
import { dotted } from '../../parts/dotted.ts';
import { useListCursor } from '../../parts/matter-table/use-list-cursor.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { kindWords, statusWords } from './meeting-words.ts';

/** 圆桌例会, newest first; two months without one stands at the top. */
export function MeetingsPage() {
  const query = useQuery(meetingsQuery);
  const account = useAccount();
  const plan = can(account, 'meetings.manage') && (
    <Link to="/meetings/new">
      <Button type="primary">安排会议</Button>
    </Link>
  );
  return (
    <Page title="圆桌例会" actions={plan}>
      {query.data?.warnings.map((warning) => (
        <p key={warning.text} role="alert" className={page.warning}>
          {warning.text}
        </p>
      ))}
      <section className="panel" aria-label="会议">
        <QueryView query={query}>
          {({ items }) =>
            items.length > 0 ? (
              <Rows rows={[...items].sort((a, b) => b.startsAt - a.startsAt)} />
            ) : (
              <Empty title="还没有会议">安排一次圆桌例会：议程、到会单位和企业、会上问题逐条交办。</Empty>
            )
          }
        </QueryView>
      </section>
    </Page>
  );
}

function Rows({ rows }: { readonly rows: readonly MeetingRow[] }) {
  const navigate = useNavigate();
  const cursor = useListCursor({
    rows,
    idOf: (row) => row.id,
    onOpen: ({ id }) => void navigate({ to: '/meetings/$id', params: { id } }),
  });
  return (
    <ul>
      {rows.map((row) => (
        <Row key={row.id} row={row} current={cursor.id === row.id} />
      ))}
    </ul>
  );
}

function Row({ row, current }: { readonly row: MeetingRow; readonly current: boolean }) {
  const now = useNow();
  return (
    <li
      className={page.line}
      data-row={row.id}
      style={current ? { boxShadow: 'inset 3px 0 0 var(--ant-color-primary)' } : undefined}
    >
      <div className="grow" style={{ minWidth: 240 }}>
        <Link to="/meetings/$id" params={{ id: row.id }} className={page.name ?? ''}>
          {row.title}
        </Link>
        <p className="meta">
          {dotted(kindWords[row.kind], `第\u2009${row.session}\u2009次`, moment(row.startsAt, now), row.place)}
        </p>
      </div>
      <span>{row.items > 0 && <>{row.items}&thinsp;条事项</>}</span>
      {row.unassigned > 0 && <strong>{row.unassigned}&thinsp;条没有落实</strong>}
      <span style={{ width: 64 }}>{statusWords[row.status]}</span>
    </li>
  );
}
