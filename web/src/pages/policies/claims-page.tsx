import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { batchesQuery, claimsQuery } from '../../api/claims.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

const route = getRouteApi('/official/claims');
const STATUSES = [
  { value: 'publicity', label: '公示中' },
  { value: 'objected', label: '有异议' },
  { value: 'with-clerk', label: '人工办理中' },
  { value: 'approved', label: '已批准' },
  { value: 'refused', label: '未通过' },
];

/** 兑现台账: batches in public, and every claim. */
export function ClaimsPage() {
  const { status } = route.useSearch();
  const navigate = route.useNavigate();
  const batches = useQuery(batchesQuery);
  const claims = useQuery(claimsQuery(status));
  const now = useNow();
  return (
    <Page title="政策兑现">
      <section className="panel" aria-label="免申即享批次">
        <div className={page.block}>
          <h2>免申即享批次</h2>
        </div>
        <QueryView query={batches} rows={2}>
          {(items) =>
            items.length > 0 ? (
              <ul>
                {items.map((batch) => (
                  <li key={batch.id} className={page.line}>
                    <div className="grow">
                      <Link to="/p/batches/$id" params={{ id: batch.id }} className={page.name ?? ''}>
                        {batch.title}
                      </Link>
                      <p className="meta">
                        {batch.period === 'once' ? '一次性' : batch.period} · 数据冻结于 {moment(batch.frozenAt, now)} ·
                        公示到 {batch.publicityUntil}
                      </p>
                    </div>
                    <span>{batch.status === 'confirmed' ? '已确认发放' : '公示中'}</span>
                  </li>
                ))}
              </ul>
            ) : (
              <Empty title="还没有批次">从政策页的“触达”里拟定发放名单：数据冻结、逐户有依据、公示五个工作日。</Empty>
            )
          }
        </QueryView>
      </section>
      <section className="panel" aria-label="申领台账">
        <div className={`spread ${page.block}`}>
          <h2>申领台账</h2>
          <Select
            aria-label="状态"
            placeholder="状态"
            allowClear
            value={status ?? null}
            onChange={(next) => void navigate({ search: next ? { status: next } : {} })}
            options={STATUSES}
            style={{ minWidth: 140 }}
          />
        </div>
        <QueryView query={claims}>
          {(items) =>
            items.length > 0 ? (
              <ul>
                {items.map(({ id, title, enterprise, amount, status: at, byRule, filedAt, matter }) => (
                  <li key={id} className={page.line}>
                    <div className="grow">
                      <span>{enterprise.name}</span>
                      <p className="meta">
                        {title} · {moment(filedAt, now)}
                        {byRule && ' · 规则当场决定'}
                      </p>
                    </div>
                    <span>{amount}</span>
                    <span>{at.title}</span>
                    {matter && (
                      <Link to="/matters/$id" params={{ id: matter }}>
                        事项
                      </Link>
                    )}
                  </li>
                ))}
              </ul>
            ) : (
              <Empty title="没有申领">企业在“我的政策”里申领，或由免申即享批次产生。</Empty>
            )
          }
        </QueryView>
      </section>
    </Page>
  );
}
