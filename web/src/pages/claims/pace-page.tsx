import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type Pace, type PaceFilters, paceQuery } from '../../api/claims.ts';
import { figure, money, share } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import funds from '../funds/funds.module.css';
import { ClaimFilterBar } from './claim-filter-bar.tsx';
import { exportHref } from './claim-links.ts';
import { Histogram } from './histogram.tsx';
import { PaceTable } from './pace-table.tsx';

const route = getRouteApi('/official/claims/pace');

/** 兑现时效: how long from filing to arrival, for whom, and where it waits. */
export function PacePage() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(paceQuery(filters));
  const all = useQuery(paceQuery({}));
  return (
    <Page
      title="兑现时效"
      meta="从企业申领（免申即享从名单公示）到款项到账的工作日，等企业补正的日子不计"
      actions={
        <>
          <Link to="/claims" search={filters}>
            申领台账
          </Link>
          <Button href={exportHref(filters)}>导出 Excel</Button>
        </>
      }
    >
      <ClaimFilterBar value={filters} onChange={(next) => void navigate({ search: next })} pace={all.data} />
      <QueryView query={query}>
        {(pace) =>
          pace.whole.arrived + pace.whole.running === 0 ? (
            <section className="panel">
              <Empty title="没有申领">这个范围里还没有申领。</Empty>
            </section>
          ) : (
            <Whole pace={pace} filters={filters} />
          )
        }
      </QueryView>
    </Page>
  );
}

function Whole({ pace, filters }: { readonly pace: Pace; readonly filters: PaceFilters }) {
  const { whole, within } = pace;
  const inTime = whole.arrived - whole.late;
  return (
    <>
      <section className={`panel panel-pad ${funds.figures}`} aria-label="合计">
        <div className={whole.mean !== undefined && whole.mean > within ? funds.owed : undefined}>
          <span className="meta">平均（工作日）</span>
          <strong>{whole.mean === undefined ? '—' : figure(whole.mean, 1)}</strong>
        </div>
        <div>
          <span className="meta">{within}&thinsp;个工作日内到账</span>
          <strong>{share(inTime, whole.arrived + whole.runningLate)}</strong>
          {whole.runningLate > 0 && <span className="meta">超时未到账的计入</span>}
        </div>
        <div>
          <span className="meta">已到账</span>
          <strong>
            <Link to="/claims" search={{ ...filters, arrived: 'yes' }}>
              {figure(whole.arrived)}&thinsp;笔
            </Link>
          </strong>
          <span className="meta">{money(whole.arrivedSum)}</span>
        </div>
        <div>
          <span className="meta">未到账</span>
          <strong>
            <Link to="/claims" search={{ ...filters, arrived: 'no' }}>
              {figure(whole.running)}&thinsp;笔
            </Link>
          </strong>
          <span className="meta">{money(whole.runningSum)}</span>
        </div>
        {whole.runningLate > 0 && (
          <div className={funds.owed}>
            <span className="meta">■ 已超时未到账</span>
            <strong>
              <Link to="/claims" search={{ ...filters, late: 'yes', arrived: 'no' }} className={funds.owed ?? ''}>
                {figure(whole.runningLate)}&thinsp;笔
              </Link>
            </strong>
          </div>
        )}
        <div>
          <span className="meta">预拨未结清</span>
          <strong>
            <Link to="/claims" search={{ ...filters, open: 'yes' }}>
              {money(pace.advances.sum)}
            </Link>
          </strong>
          <span className="meta">
            {figure(pace.advances.count)}&thinsp;笔
            {pace.advances.owed > 0 && `，其中应收回 ${money(pace.advances.owed)}`}
          </span>
        </div>
      </section>
      <section className="panel panel-pad stack" aria-label="分布">
        <h2 className="section-title">用了几个工作日</h2>
        <Histogram pace={pace} filters={filters} />
      </section>
      <Waits pace={pace} filters={filters} />
      <PaceTable
        title="分单位"
        rows={pace.units.map((each) => ({ ...each, id: each.unit.id, name: each.unit.name }))}
        searchOf={(id) => ({ ...filters, unit: id })}
        within={within}
      />
      <PaceTable
        title="分条款"
        rows={pace.clauses.map((each) => ({ ...each, id: each.clause.id, name: each.clause.name, of: each.unit.name }))}
        searchOf={(id) => ({ ...filters, clause: id })}
        within={within}
      />
    </>
  );
}

function Waits({ pace: { waits }, filters }: { readonly pace: Pace; readonly filters: PaceFilters }) {
  if (waits.length === 0) return null;
  return (
    <section className="panel" aria-label="卡在哪一步">
      <h2 className={`section-title ${page.block}`}>没有到账的，卡在哪一步</h2>
      <ul>
        {waits.map(({ wait, title, count, sum, late }) => (
          <li key={wait} className={page.line}>
            <Link to="/claims" search={{ ...filters, wait }} className={`grow ${page.name}`}>
              {title}
            </Link>
            {late > 0 && <span className={funds.owed}>■ 超时&thinsp;{figure(late)}&thinsp;笔</span>}
            <span>{figure(count)}&thinsp;笔</span>
            <strong>{money(sum)}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}
