import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Radio } from 'antd';
import { type IndicatorRecord, indicatorQuery, recordsQuery } from '../../api/indicators.ts';
import { Lamp } from '../../parts/lamp.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { AskedBar } from './asked-bar.tsx';

const route = getRouteApi('/official/indicators/$id/records');

/** The door behind a number: the records that it counts, with the same question in the address. */
export function IndicatorRecordsPage() {
  const { id } = route.useParams();
  const { part = 'counted', ...asked } = route.useSearch();
  const navigate = route.useNavigate();
  const head = useQuery(indicatorQuery(id, asked)).data?.head;
  const query = useQuery(recordsQuery(id, { ...asked, part }));
  const data = query.data;
  return (
    <Page
      title={`${head?.title ?? '指标'}背后的记录`}
      meta={
        <>
          {head?.words}
          {data ? `。共 ${data.total} 条` : ''}
          {data && data.hidden > 0 ? `，其中 ${data.hidden} 条您无权查看内容` : ''}
          {data && data.total > data.items.length + data.hidden ? '，只列最近 100 条' : ''}
        </>
      }
      actions={<AskedBar value={asked} onChange={(next) => void navigate({ search: { ...next, part } })} />}
    >
      {head?.kind === 'rate' && (
        <Radio.Group
          value={part}
          onChange={(event) => void navigate({ search: { ...asked, part: String(event.target.value) } })}
        >
          <Radio.Button value="counted">计入的</Radio.Button>
          <Radio.Button value="meets">算数的</Radio.Button>
          <Radio.Button value="rest">没有算数的</Radio.Button>
        </Radio.Group>
      )}
      <QueryView query={query}>
        {({ items, kind }) => (
          <section className="panel">
            {items.length === 0 ? (
              <Empty title="没有记录">换一个期间、地方或部分看看。</Empty>
            ) : (
              <ul>
                {items.map((each) => (
                  <Record key={`${each.id} ${each.at}`} record={each} kind={kind} isRate={head?.kind === 'rate'} />
                ))}
              </ul>
            )}
          </section>
        )}
      </QueryView>
    </Page>
  );
}

type Props = {
  readonly record: IndicatorRecord;
  readonly kind: 'matter' | 'visit' | 'meeting' | 'rating';
  readonly isRate: boolean;
};

function Record({ record, kind, isRate }: Props) {
  const now = useNow();
  return (
    <li className={page.line}>
      {record.lamp && <Lamp lamp={record.lamp} bare />}
      {kind === 'matter' ? (
        <Link to="/matters/$id" params={{ id: record.id }} className={page.name ?? ''}>
          {record.title ?? record.number}
        </Link>
      ) : (
        <span className={page.name}>{{ visit: '走访', meeting: '会商', rating: '评价' }[kind]}</span>
      )}
      <span className="meta">
        {[record.number, record.unit, record.status].filter(Boolean).join(' · ')} · {moment(record.at, now)}
        {record.value === null ? '' : ` · ${record.value}`}
        {isRate ? (record.meets ? ' · 算数' : ' · 没有算数') : ''}
      </span>
    </li>
  );
}
