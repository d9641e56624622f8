import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { batchesQuery, type Claim, type ClaimFilters, claimsQuery, paceQuery } from '../../api/claims.ts';
import { figure } from '../../parts/figures.ts';
import { NextPage } from '../../parts/next-page.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { moment, periodWord } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { ClaimFilterBar } from './claim-filter-bar.tsx';
import { exportHref } from './claim-links.ts';
import { ClaimSums } from './claim-sums.tsx';
import styles from './claims.module.css';

const route = getRouteApi('/official/claims');

/** 兑现台账: batches in public, and every claim. */
export function ClaimsPage() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const pace = useQuery(paceQuery({}));
  const asked = Object.keys(filters).length > 0;
  return (
    <Page
      title="政策兑现"
      actions={
        <>
          <Link to="/claims/pace">兑现时效</Link>
          <Button href={exportHref(filters)}>导出 Excel</Button>
        </>
      }
    >
      {!asked && <Batches />}
      <ClaimFilterBar value={filters} onChange={(next) => void navigate({ search: next })} pace={pace.data} list />
      <ClaimSums filters={filters} onChange={(next) => void navigate({ search: next })} />
      <Asked filters={filters} waits={pace.data?.waits ?? []} />
      <Claims filters={filters} />
    </Page>
  );
}

type AskedProps = {
  readonly filters: ClaimFilters;
  readonly waits: readonly { readonly wait: string; readonly title: string }[];
};

/** What came with the link and has no field of its own. */
function Asked({ filters: { late, days, wait, open, arrived, kept }, waits }: AskedProps) {
  const words = [
    late && '超过 15 个工作日',
    days && `${days.endsWith('-') ? `${days}以上` : days.replace('-', '–')} 个工作日`,
    wait && `卡在：${waits.find((each) => each.wait === wait)?.title ?? wait}`,
    open && '预拨未清算或者应收回',
    kept && '没有撤回',
    arrived && (arrived === 'yes' ? '已到账' : '未到账'),
  ].filter(Boolean);
  return words.length > 0 ? <p>只看{words.join('、')}的</p> : null;
}

function Claims({ filters }: { readonly filters: ClaimFilters }) {
  const claims = useInfiniteQuery(claimsQuery(filters));
  return (
    <section className="panel" aria-label="申领台账">
      <QueryView query={claims}>
        {({ pages }) => {
          const items = pages.flatMap((each) => each.items);
          if (items.length === 0) return <Empty title="没有申领">企业在“我的政策”里申领，或由免申即享批次产生。</Empty>;
          return (
            <>
              <ul>
                {items.map((claim) => (
                  <ClaimLine key={claim.id} claim={claim} />
                ))}
              </ul>
              <NextPage query={claims} className={page.line} />
            </>
          );
        }}
      </QueryView>
    </section>
  );
}

function ClaimLine({ claim }: { readonly claim: Claim }) {
  const now = useNow();
  const { id, title, enterprise, amount, status, byRule, filedAt, days, late, money } = claim;
  return (
    <li className={page.line}>
      <div className="grow" style={{ minWidth: 220 }}>
        <Link to="/claims/$id" params={{ id }} className={page.name ?? ''}>
          {enterprise.name}
        </Link>
        <p className="meta">
          {title} · {moment(filedAt, now)}&thinsp;申领
          {byRule && ' · 规则当场决定'}
          {money.unpromised && ` · ${money.unpromised}`}
          {money.returned && ` · 银行退回：${money.returned}`}
        </p>
      </div>
      <span>{amount}</span>
      {days !== undefined && (
        <span className={late ? styles.red : 'meta'}>
          {late && '■ '}
          {figure(days)}&thinsp;个工作日
        </span>
      )}
      <span>{status.title}</span>
    </li>
  );
}

function Batches() {
  const batches = useQuery(batchesQuery);
  const now = useNow();
  return (
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
                      {periodWord(batch.period)} · 数据冻结于 {moment(batch.frozenAt, now)} · 公示到{' '}
                      {batch.publicityUntil}
                    </p>
                  </div>
                  <Link to="/claims" search={{ batch: batch.id }}>
                    逐户依据
                  </Link>
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
  );
}
