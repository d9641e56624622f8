import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { proposeRun, type SchemeRunHead, schemeRunsQuery } from '../../api/scheme-runs.ts';
import { schemesQuery } from '../../api/schemes.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty, Failure } from '../../parts/states.tsx';
import { dayOf, moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';

const route = getRouteApi('/official/scheme-runs');
const PERIODS = [
  { value: 'month', label: '月' },
  { value: 'quarter', label: '季度' },
  { value: 'year', label: '年' },
];

/** 评价结果: what was proposed, what was frozen, by whom. */
export function SchemeRunsPage() {
  const { scheme = 'quzhou-targets', before } = route.useSearch();
  const navigate = route.useNavigate();
  const schemes = useQuery(schemesQuery);
  const query = useQuery(schemeRunsQuery(scheme, before));
  const [period, setPeriod] = useState('year');
  const send = useSend(proposeRun, ['scheme-runs']);
  const may = can(useAccount(), 'appraisal.manage');
  const propose = () =>
    send.mutate(
      { scheme, period },
      { onSuccess: ({ id }) => void navigate({ to: '/scheme-runs/$id', params: { id } }) },
    );
  return (
    <Page
      title="评价结果"
      meta="一人提交、另一人冻结。由办理记录计分的，提交最近一个过完的期间。数据整份留存，随时重算都一样；之后的更正列在旁边，看得到动了谁的位次。"
      actions={
        <>
          <Select
            aria-label="指标方案"
            value={scheme}
            style={{ width: 240, maxWidth: '100%' }}
            options={(schemes.data ?? []).map((each) => ({ value: each.id, label: each.title }))}
            onChange={(next: string) => void navigate({ search: { scheme: next } })}
          />
          {may && (
            <>
              <Select aria-label="期间" value={period} style={{ width: 100 }} options={PERIODS} onChange={setPeriod} />
              <Button type="primary" loading={send.isPending} onClick={propose}>
                提交结果
              </Button>
            </>
          )}
        </>
      }
      narrow
    >
      {send.error && <Failure error={send.error} />}
      <section className="panel" aria-label="评价结果">
        <QueryView query={query}>
          {({ items, next }) =>
            items.length === 0 ? (
              <Empty title="还没有提交过">提交以后，另一人看过同样的数再冻结；冻结的不再变。</Empty>
            ) : (
              <ul>
                {items.map((each) => (
                  <Line key={each.id} run={each} />
                ))}
                {next !== undefined && (
                  <li className={page.line}>
                    <Link to="/scheme-runs" search={{ scheme, before: String(next) }}>
                      更早的
                    </Link>
                  </li>
                )}
              </ul>
            )
          }
        </QueryView>
      </section>
    </Page>
  );
}

function Line({ run }: { readonly run: SchemeRunHead }) {
  const now = useNow();
  return (
    <li className={page.line}>
      <div className="grow" style={{ minWidth: 220 }}>
        <Link to="/scheme-runs/$id" params={{ id: run.id }} className={page.name ?? ''}>
          {run.scheme.name}，{run.period}（{dayOf(run.on)}）
        </Link>
        <p className="meta">
          {run.proposedBy.name}&thinsp;{moment(run.proposedAt, now)}&thinsp;提交
          {run.frozenBy && run.frozenAt !== undefined && `，${run.frozenBy.name} ${moment(run.frozenAt, now)} 冻结`}
        </p>
      </div>
      <span>{run.status === 'frozen' ? '已冻结' : '待冻结'}</span>
    </li>
  );
}
