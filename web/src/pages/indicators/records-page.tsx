import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Radio } from 'antd';
import { type IndicatorRecord, indicatorQuery, recordsBook, recordsQuery } from '../../api/indicators.ts';
import { useAccount } from '../../api/session.ts';
import { figure } from '../../parts/figures.ts';
import { Lamp } from '../../parts/lamp.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { More } from '../../parts/paged-list.tsx';
import { Empty, Failure, Loading } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { AskedBar } from './asked-bar.tsx';

const route = getRouteApi('/official/indicators/$id/records');

/** The door behind a number: the records that it counts, with the same question in the address. */
export function IndicatorRecordsPage() {
  const { id } = route.useParams();
  const { part = 'counted', ...asked } = route.useSearch();
  const navigate = route.useNavigate();
  const head = useQuery(indicatorQuery(id, asked)).data?.head;
  const query = useInfiniteQuery(recordsQuery(id, { ...asked, part }));
  const pages = query.data?.pages ?? [];
  const [first] = pages;
  const items = pages.flatMap((each) => each.items);
  const hidden = pages.reduce((sum, each) => sum + each.hidden, 0);
  const mayExport = can(useAccount(), 'matters.export');
  return (
    <Page
      title={`${head?.title ?? '指标'}背后的记录`}
      meta={
        <>
          {head?.words}
          {first ? `。共 ${figure(first.total ?? 0, 0)} 条` : ''}
          {hidden > 0 ? `，所列之中 ${hidden} 条您无权查看内容` : ''}
        </>
      }
      actions={
        <>
          <AskedBar value={asked} onChange={(next) => void navigate({ search: { ...next, part } })} />
          {mayExport && items.length > 0 && <Button href={recordsBook(id, { ...asked, part })}>导出 Excel</Button>}
        </>
      }
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
      {query.isError && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading rows={8} />}
      {first && (
        <section className="panel">
          {items.length + hidden === 0 ? (
            <Empty title="没有记录">换一个期间、地方或部分看看。</Empty>
          ) : (
            <ul>
              {items.map((each) => (
                <Record key={`${each.id} ${each.at}`} record={each} kind={first.kind} isRate={head?.kind === 'rate'} />
              ))}
            </ul>
          )}
          <More shown={items.length + hidden} query={query} />
        </section>
      )}
    </Page>
  );
}

type Props = {
  readonly record: IndicatorRecord;
  readonly kind: 'matter' | 'visit' | 'meeting' | 'rating' | 'claim';
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
      ) : kind === 'claim' ? (
        <Link to="/claims/$id" params={{ id: record.id }} className={page.name ?? ''}>
          政策兑现
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
