import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { type DueWhy, type ReviewRow, reviewsQuery } from '../../api/policy-keep.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { saveCsv } from '../../parts/save-csv.ts';
import { Empty } from '../../parts/states.tsx';
import { isoDay } from '../../parts/time.ts';

const route = getRouteApi('/official/policies/reviews');

const TITLES: Readonly<Record<DueWhy, string>> = {
  overdue: '复审已过期',
  soon: '三个月内要复审',
  ends: '三个月内到期',
  'no-date': '没有复审日',
  later: '还早',
  ended: '已到期',
  repealed: '已废止',
};
const VERDICTS = { keep: '保留', amend: '修改', repeal: '废止' } as const;

/** 到期与复审: what is to be cleaned up, the most pressing first. */
export function ReviewsPage() {
  const { why } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(reviewsQuery(why));
  const items = query.data?.items ?? [];
  return (
    <Page
      title="到期与复审"
      meta={query.data && `${query.data.total} 件`}
      actions={
        <Button disabled={items.length === 0} onClick={() => saveCsv('政策到期与复审.csv', tableOf(items))}>
          导出表格
        </Button>
      }
    >
      <div className={page.scroll}>
        <Segmented
          aria-label="哪一类"
          value={why ?? ''}
          onChange={(next) => void navigate({ search: next === '' ? {} : { why: next as DueWhy } })}
          options={[
            { value: '', label: '全部' },
            ...Object.entries(TITLES).map(([value, label]) => ({ value, label })),
          ]}
        />
      </div>
      <section className="panel" aria-label="政策">
        <QueryView query={query}>
          {(data) =>
            data.items.length > 0 ? <Rows items={data.items} /> : <Empty title="没有这样的政策">都还早。</Empty>
          }
        </QueryView>
      </section>
    </Page>
  );
}

const SIGNS: Readonly<Record<DueWhy, string>> = {
  overdue: '■',
  soon: '▲',
  ends: '▲',
  'no-date': '○',
  later: '●',
  ended: '—',
  repealed: '—',
};

const whenOf = ({ why, days }: ReviewRow): string => {
  if (days === undefined) return TITLES[why];
  if (days < 0) return `${why === 'ended' ? '已到期' : '复审已过期'} ${-days} 天`;
  return `${days} 天后${why === 'ends' ? '到期' : '复审'}`;
};

const lastOf = ({ last }: ReviewRow): string => (last ? `${VERDICTS[last.verdict]}（${isoDay(last.at)}）` : '—');

const tableOf = (items: readonly ReviewRow[]): readonly (readonly string[])[] => [
  ['政策', '文号', '发文机关', '有效期至', '复审日', '情况', '上次结论'],
  ...items.map((row) => [
    row.title,
    row.number ?? '',
    row.issuer,
    row.to ?? '长期',
    row.review ?? '',
    whenOf(row),
    lastOf(row),
  ]),
];

function Rows({ items }: { readonly items: readonly ReviewRow[] }) {
  return (
    <div className={page.scroll}>
      <table className={page.table}>
        <thead>
          <tr>
            <th>政策</th>
            <th>情况</th>
            <th>复审日</th>
            <th>有效期至</th>
            <th>上次结论</th>
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr key={row.id}>
              <td>
                <Link to="/policies/$id" params={{ id: row.id }}>
                  {row.title}
                </Link>
                <p className="meta">
                  {row.number ?? row.issuer} · {row.clauses} 条
                </p>
              </td>
              <td>
                {SIGNS[row.why]} {whenOf(row)}
              </td>
              <td>{row.review ?? '—'}</td>
              <td>{row.to ?? '长期'}</td>
              <td title={row.last?.note}>{lastOf(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
