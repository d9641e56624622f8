import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { type AuditEntry, auditActsQuery, auditQuery } from '../../api/administration.ts';
import { NextPage } from '../../parts/next-page.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Empty } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { detailWords } from './act-detail.ts';

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
      <NextPage query={entries} className="row">
        再看前面的
      </NextPage>
    </Page>
  );
}

function Filters() {
  const filters = route.useSearch();
  const { data: acts } = useQuery(auditActsQuery);
  const navigate = route.useNavigate();
  const set = (key: 'act' | 'actor', value: string) => {
    const { [key]: _gone, ...rest } = filters;
    void navigate({ search: value ? { ...rest, [key]: value } : rest });
  };
  return (
    <div className="row no-print">
      <Select
        aria-label="做了什么"
        placeholder="做了什么"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={filters.act ?? null}
        onChange={(value) => set('act', value ?? '')}
        options={(acts ?? []).map(({ act, title }) => ({ value: act, label: title }))}
        style={{ width: 240 }}
      />
      <Input.Search
        aria-label="姓名或账号"
        placeholder="姓名或账号"
        defaultValue={filters.actor ?? ''}
        allowClear
        onSearch={(value) => set('actor', value.trim())}
        style={{ width: 240 }}
      />
    </div>
  );
}

function Entries({ items }: { readonly items: readonly AuditEntry[] }) {
  const now = useNow();
  return (
    <Scroll title="审计记录表">
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
                {entry.actorName ?? who[entry.actor] ?? <Id id={entry.actor} />}
                <p className="meta">{entry.unitName ?? entry.unit}</p>
              </td>
              <td>{entry.actTitle}</td>
              <td>
                <Thing entry={entry} />
              </td>
              <td className="meta">{detailWords(entry.detail)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const who: Readonly<Record<string, string>> = { anonymous: '未登录的人', system: '系统' };

/** An id that no longer stands for anybody is shown short, whole on hover. */
const Id = ({ id }: { readonly id: string | undefined }) => (
  <span className="clip" style={{ display: 'inline-block', maxWidth: 160 }} title={id}>
    {id}
  </span>
);

/** A matter is a door; everything else is named. */
function Thing({ entry: { act, actorName, object, objectName } }: { readonly entry: AuditEntry }) {
  if (!object || (objectName && objectName === actorName)) return null;
  if (!objectName) return <Id id={object} />;
  if (!act.startsWith('contents.')) return objectName;
  return (
    <Link to="/matters/$id" params={{ id: object }}>
      {objectName}
    </Link>
  );
}
