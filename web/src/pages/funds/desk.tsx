import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type DeskBatch, type FundLine, fundDeskQuery } from '../../api/funds.ts';
import { useAccount } from '../../api/session.ts';
import { figure, money } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { BATCH_WORDS, STAGE_WORDS } from './fund-words.ts';

/** What each waiting batch needs, and of whom. */
const NEEDS = {
  drafted: { permission: 'funds.approve', todo: '复核' },
  approved: { permission: 'funds.pay', todo: '送付' },
  sent: { permission: 'funds.pay', todo: '导入回单' },
} as const;

/** 等着办的: batches that wait for somebody, what is not in a batch yet, what is owed back. One's own come first. */
export function Desk({ lines }: { readonly lines: readonly FundLine[] }) {
  const query = useQuery(fundDeskQuery);
  const account = useAccount();
  const todoOf = ({ status }: DeskBatch): string | undefined =>
    can(account, NEEDS[status].permission) ? NEEDS[status].todo : undefined;
  const heaps = (['committed', 'receivable'] as const).flatMap((stage) =>
    lines.filter(({ balances }) => balances[stage] > 0).map((line) => ({ stage, line })),
  );
  return (
    <section className="panel" aria-label="等着办的">
      <div className={`spread ${page.block}`}>
        <h2 className="section-title">等着办的</h2>
        <Link to="/matters" search={{ loop: 'fund-anomaly' }}>
          资金异常核查
        </Link>
      </div>
      <QueryView query={query} rows={2}>
        {(batches) => (
          <ul>
            {[...batches]
              .sort((a, b) => Number(todoOf(a) === undefined) - Number(todoOf(b) === undefined))
              .map((each) => (
                <Waiting key={each.id} batch={each}>
                  {todoOf(each) ? <strong>请您{todoOf(each)}</strong> : BATCH_WORDS[each.status]}
                </Waiting>
              ))}
            {heaps.map(({ stage, line }) => (
              <li key={`${stage} ${line.id}`} className={page.line}>
                <Link
                  to="/funds/lines/$id"
                  params={{ id: line.id }}
                  search={{ holds: stage }}
                  className={`grow ${page.name}`}
                >
                  {line.title}
                </Link>
                <span>{money(line.balances[stage])}</span>
                <span>{STAGE_WORDS[stage]}</span>
              </li>
            ))}
            {batches.length + heaps.length === 0 && <li className={`meta ${page.block}`}>没有等着办的批次和款项。</li>}
          </ul>
        )}
      </QueryView>
    </section>
  );
}

function Waiting({ batch, children }: { readonly batch: DeskBatch; readonly children: ReactNode }) {
  const now = useNow();
  const { id, number, lineTitle, payments, total, preparedBy, preparedAt } = batch;
  return (
    <li className={page.line}>
      <div className="grow" style={{ minWidth: 220 }}>
        <Link to="/funds/batches/$id" params={{ id }} className={page.name ?? ''}>
          {number}
        </Link>
        <p className="meta">
          {lineTitle}；{preparedBy}&thinsp;{moment(preparedAt, now)}&thinsp;编制
        </p>
      </div>
      <span>
        {figure(payments)}&thinsp;笔&emsp;{money(total)}
      </span>
      <span>{children}</span>
    </li>
  );
}
