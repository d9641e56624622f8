import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { fundBatchesQuery, fundLineQuery, fundProofQuery } from '../../api/funds.ts';
import { useAccount } from '../../api/session.ts';
import { figure, money } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { BudgetForm } from './budget-form.tsx';
import { EntryTable } from './entry-table.tsx';
import { BATCH_WORDS } from './fund-words.ts';
import { ItemTable } from './item-table.tsx';
import { LineBar } from './line-bar.tsx';
import { PromiseForm } from './promise-form.tsx';

const route = getRouteApi('/official/funds/lines/$id');

/** One line: what is left, its items, its batches, and the entries that prove it. */
export function LinePage() {
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(fundLineQuery(id));
  const account = useAccount();
  const [form, setForm] = useState<'budget' | 'promise' | null>(null);
  return (
    <QueryView query={query}>
      {(line) => (
        <Page
          title={line.title}
          meta={`${line.year}\u2009年，${line.owner.name}主管，依据${line.policyTitle ?? ` ${line.policy}（不在政策库里，申领不会自动安排到这里）`}`}
          actions={
            <>
              {can(account, 'funds.approve') && <Button onClick={() => setForm('budget')}>下达、调减预算</Button>}
              {can(account, 'funds.prepare') && <Button onClick={() => setForm('promise')}>审定款项</Button>}
            </>
          }
        >
          {form === 'budget' && <BudgetForm line={id} onClose={() => setForm(null)} />}
          {form === 'promise' && <PromiseForm line={id} year={line.year} onClose={() => setForm(null)} />}
          <section className="panel panel-pad stack" aria-label="去向">
            <p>
              预算&thinsp;<strong>{money(-line.balances.granted)}</strong>，可用&thinsp;
              <strong>{money(line.balances.available)}</strong>
            </p>
            <LineBar balances={line.balances} words />
            <Proof id={id} findings={line.findings} count={line.entryCount} />
          </section>
          <ItemTable line={id} search={search} onSearch={(next) => void navigate({ search: next, replace: true })} />
          <Batches line={id} />
          <EntryTable entries={line.entries} title={`分录（共 ${figure(line.entryCount)} 笔）`} />
        </Page>
      )}
    </QueryView>
  );
}

type ProofProps = {
  readonly id: string;
  readonly findings: readonly { readonly seq?: number; readonly what: string }[];
  readonly count: number;
};

/** Sums agree or not, at once; every entry of the chain when asked. */
function Proof({ id, findings: sums, count }: ProofProps) {
  const proof = useQuery(fundProofQuery(id));
  const findings = proof.data?.findings ?? sums;
  if (findings.length === 0)
    return (
      <p className="meta">
        {proof.data
          ? `已逐笔核验 ${figure(proof.data.entries)} 笔分录：首尾相连，内容未改，与余额一致，合计为零。`
          : `${figure(count)} 笔分录的合计与余额一致。`}
        &ensp;
        <Button size="small" loading={proof.isFetching} onClick={() => void proof.refetch()} className="no-print">
          逐笔核验
        </Button>
      </p>
    );
  return (
    <div className={page.warning} role="alert">
      <p>■ 账目核验发现&thinsp;{findings.length}&thinsp;处问题，请立即停止拨付并报告审计：</p>
      <ul>
        {findings.slice(0, 20).map((each) => (
          <li key={`${each.seq} ${each.what}`}>
            {each.seq ? `第 ${each.seq} 笔：` : ''}
            {each.what}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Batches({ line }: { readonly line: string }) {
  const query = useQuery(fundBatchesQuery(line));
  const now = useNow();
  return (
    <section className="panel" aria-label="拨付批次">
      <h2 className={`section-title ${page.block}`}>拨付批次</h2>
      <QueryView query={query} rows={2}>
        {(batches) =>
          batches.length === 0 ? (
            <p className={`meta ${page.block}`}>还没有批次。勾选上面待编批次的款项即可编制。</p>
          ) : (
            <ul>
              {batches.map((batch) => (
                <li key={batch.id} className={page.line}>
                  <div className="grow" style={{ minWidth: 220 }}>
                    <Link to="/funds/batches/$id" params={{ id: batch.id }} className={page.name ?? ''}>
                      {batch.number}
                    </Link>
                    <p className="meta">
                      {batch.preparedBy}&thinsp;{moment(batch.preparedAt, now)}&thinsp;编制
                      {batch.approvedBy && `，${batch.approvedBy} 复核`}
                    </p>
                  </div>
                  <span>
                    {figure(batch.payments)}&thinsp;笔&emsp;{money(batch.total)}
                  </span>
                  <span>{BATCH_WORDS[batch.status]}</span>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </section>
  );
}
