import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type AuditEntry, auditQuery } from '../../api/administration.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { actWords } from './act-words.ts';

const route = getRouteApi('/official/audit');

/** Sign-ins, refusals, looks at what is masked, changes of accounts and posts. */
export function AuditPage() {
  const filters = route.useSearch();
  const entries = useInfiniteQuery(auditQuery(filters));
  return (
    <Page title="审计记录" meta="只增不改。记谁在什么时候做了什么，不记个人信息。">
      <Filters />
      <section className="panel" aria-label="审计记录">
        <QueryView query={entries}>
          {({ pages }) => {
            const items = pages.flatMap((each) => each.items);
            return items.length > 0 ? (
              <Entries items={items} />
            ) : (
              <Empty title="没有这样的记录">换个动作或人员试试。</Empty>
            );
          }}
        </QueryView>
      </section>
      {entries.hasNextPage && (
        <div className="row">
          <Button loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
            再看前面的
          </Button>
        </div>
      )}
    </Page>
  );
}

function Filters() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const set = (key: 'act' | 'actor', value: string) => {
    const { [key]: _gone, ...rest } = filters;
    void navigate({ search: value ? { ...rest, [key]: value } : rest });
  };
  return (
    <div className="row no-print">
      {(['act', 'actor'] as const).map((key) => (
        <Input.Search
          key={key}
          aria-label={key === 'act' ? '动作' : '人员编号'}
          placeholder={key === 'act' ? '动作，如 session.opened' : '人员编号'}
          defaultValue={filters[key] ?? ''}
          onSearch={(value) => set(key, value.trim())}
          style={{ width: 260 }}
        />
      ))}
    </div>
  );
}

function Entries({ items }: { readonly items: readonly AuditEntry[] }) {
  const now = useNow();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section className={page.scroll} tabIndex={0} aria-label="审计记录表">
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">时间</th>
            <th scope="col">谁</th>
            <th scope="col">做了什么</th>
            <th scope="col">对象</th>
            <th scope="col">说明</th>
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => (
            <tr key={entry.id}>
              <td style={{ whiteSpace: 'nowrap' }}>{moment(entry.at, now)}</td>
              <td>
                <span className="clip" style={{ display: 'inline-block', maxWidth: 180 }} title={entry.actor}>
                  {entry.actor}
                </span>
              </td>
              <td>
                {actWords[entry.act] ?? entry.act}
                <p className="meta">{entry.act}</p>
              </td>
              <td>
                <span className="clip" style={{ display: 'inline-block', maxWidth: 180 }} title={entry.object}>
                  {entry.object}
                </span>
              </td>
              <td className="meta">{said(entry.detail)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const said = (detail: AuditEntry['detail']): string =>
  Object.entries(detail ?? {})
    .map(([name, value]) => `${name}：${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('；');
