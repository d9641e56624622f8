import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { type Balances, type FundLine, fundLinesQuery } from '../../api/funds.ts';
import { useAccount } from '../../api/session.ts';
import { money } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Empty } from '../../parts/states.tsx';
import { can } from '../../shell/permissions.ts';
import { BudgetImport } from './budget-import.tsx';
import { Desk } from './desk.tsx';
import styles from './funds.module.css';
import { LineBar } from './line-bar.tsx';
import { LineForm } from './line-form.tsx';

const route = getRouteApi('/official/funds');

/** 资金台: every line, what is left of it, and what waits for somebody. */
export function FundsPage() {
  const { year } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(fundLinesQuery(year));
  const [adding, setAdding] = useState(false);
  const [importing, setImporting] = useState(false);
  const account = useAccount();
  const may = can(account, 'funds.prepare');
  const grants = can(account, 'funds.approve');
  const years = [...new Set((query.data?.items ?? []).map((each) => each.year))];
  return (
    <Page
      title="资金台"
      actions={
        <>
          <Select
            allowClear
            aria-label="年度"
            placeholder="全部年度"
            style={{ width: 120 }}
            value={year ?? null}
            options={years.map((each) => ({ value: String(each), label: `${each} 年` }))}
            onChange={(next) => void navigate({ search: next ? { year: next } : {} })}
          />
          {may && !adding && <Button onClick={() => setAdding(true)}>建立预算</Button>}
          {grants && !importing && <Button onClick={() => setImporting(true)}>导入预算表</Button>}
        </>
      }
    >
      {adding && <LineForm onClose={() => setAdding(false)} />}
      {importing && <BudgetImport />}
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="panel">
              <Empty title="还没有预算">建立一项政策的年度预算并下达之后，审定、拨付、对账都从这里走。</Empty>
            </div>
          ) : (
            <>
              <Desk lines={items} />
              <Whole lines={items} />
            </>
          )
        }
      </QueryView>
    </Page>
  );
}

const sum = (lines: readonly FundLine[], account: keyof Balances): number =>
  lines.reduce((total, each) => total + each.balances[account], 0);

function Whole({ lines }: { readonly lines: readonly FundLine[] }) {
  const owed = sum(lines, 'receivable');
  const waiting = sum(lines, 'committed') + sum(lines, 'payable');
  return (
    <>
      <section className={`panel panel-pad ${styles.figures}`} aria-label="合计">
        <Figure title="预算" fen={-sum(lines, 'granted')} />
        <Figure title="可用" fen={sum(lines, 'available')} />
        <Figure title="待拨付" fen={waiting} />
        <Figure title="在途" fen={sum(lines, 'sent')} />
        <Figure title="已付（含预拨）" fen={sum(lines, 'paid') + sum(lines, 'advanced')} />
        {owed > 0 && (
          <div className={styles.owed}>
            <span className="meta">■ 应收回</span>
            <strong>{money(owed)}</strong>
          </div>
        )}
      </section>
      <Scroll panel title="各项预算">
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col">政策资金</th>
              <th scope="col">主管单位</th>
              <th scope="col" className={page.number ?? ''}>
                预算
              </th>
              <th scope="col" className={page.number ?? ''}>
                可用
              </th>
              <th scope="col" style={{ minWidth: 220 }}>
                去向
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.id}>
                <th scope="row" style={{ fontWeight: 400, whiteSpace: 'normal' }}>
                  <Link to="/funds/lines/$id" params={{ id: line.id }}>
                    {line.title}
                  </Link>
                  <span className="meta">&emsp;{line.year}&thinsp;年</span>
                </th>
                <td>{line.owner.name}</td>
                <td className={page.number ?? ''}>{money(-line.balances.granted)}</td>
                <td className={page.number ?? ''}>{money(line.balances.available)}</td>
                <td style={{ verticalAlign: 'middle' }}>
                  <LineBar balances={line.balances} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

function Figure({ title, fen }: { readonly title: string; readonly fen: number }) {
  return (
    <div>
      <span className="meta">{title}</span>
      <strong>{money(fen)}</strong>
    </div>
  );
}
